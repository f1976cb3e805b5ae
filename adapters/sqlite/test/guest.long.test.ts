import { join } from "node:path"
import type * as SqlClient from "@effect/sql/SqlClient"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import {
  QuotaStoreSuite,
  SyncStoreSuite,
  TokenStoreSuite,
  WorkflowEngineSuite,
  WorkflowJournalSuite
} from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as String from "effect/String"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as SqliteMigrations from "../src/SqliteMigrations.ts"
import * as SqliteOwner from "../src/SqliteOwner.ts"
import * as SqliteQuotaStore from "../src/SqliteQuotaStore.ts"
import * as SqliteSyncStore from "../src/SqliteSyncStore.ts"
import * as SqliteTokenStore from "../src/SqliteTokenStore.ts"
import * as SqliteWorkflowJournal from "../src/SqliteWorkflowJournal.ts"
import * as Church from "./Church.ts"

/** A host's client that calls columns by other names, over a file of its own. */
const host = (filename: string) =>
  Layer.orDie(
    SqliteClient.layer({
      filename,
      transformQueryNames: String.camelToSnake,
      // as hosts do, and, so that no column of ours looks as it should, more than that
      transformResultNames: (name) => `host${String.capitalize(String.snakeToCamel(name))}`
    })
  )

const inFolder = <A, E>(
  ports: (filename: string) => Layer.Layer<A, E, SqlClient.SqlClient | SqliteClient.SqliteClient>
) =>
  Layer.unwrapScoped(
    Effect.map(Church.folder, (path) => {
      const filename = join(path, "host.sqlite")
      return Layer.provide(ports(filename), host(filename))
    })
  )

const migrated = <A, E>(ports: Layer.Layer<A, E, SqlClient.SqlClient>) =>
  inFolder((filename) => Layer.provide(ports, SqliteMigrations.layer(filename)))

const owned = <A, E>(ports: Layer.Layer<A, E, SqlClient.SqlClient | SqliteOwner.SqliteOwner>) =>
  inFolder((filename) =>
    ports.pipe(Layer.provide(SqliteOwner.layer(filename)), Layer.provide(SqliteMigrations.layer(filename)))
  )

const name = "on a client that renames columns, in SQLite"
const stories = 10

QuotaStoreSuite.suite(name, migrated(SqliteQuotaStore.layer), { stories })
TokenStoreSuite.suite(name, migrated(SqliteTokenStore.layer()), { stories, copy: "a copy is another file" })
WorkflowJournalSuite.suite(name, owned(SqliteWorkflowJournal.layer), { stories })
SyncStoreSuite.suite(name, owned(Layer.merge(SqliteSyncStore.layer, SqliteWorkflowJournal.layer)), { stories })
WorkflowEngineSuite.suite(name, (workflows) =>
  inFolder(() => workflows.pipe(Layer.provideMerge(SqliteAdapter.layerFromClient())))
)
