import { join } from "node:path"
import { HostTablesSuite, SyncStoreSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SqliteMigrations from "../src/SqliteMigrations.ts"
import * as SqliteOwner from "../src/SqliteOwner.ts"
import * as SqliteSyncStore from "../src/SqliteSyncStore.ts"
import * as SqliteWorkflowJournal from "../src/SqliteWorkflowJournal.ts"
import * as Church from "./Church.ts"

const both = (filename: string) =>
  Layer.merge(SqliteSyncStore.layer, SqliteWorkflowJournal.layer).pipe(
    Layer.provide(SqliteOwner.layer(filename)),
    Layer.provide(SqliteMigrations.layer(filename)),
    Layer.provide(Church.client(filename))
  )

SyncStoreSuite.suite(
  "SQLite",
  Layer.unwrapScoped(Effect.map(Church.folder, (path) => both(join(path, "store.sqlite"))))
)

HostTablesSuite.suite(
  "SQLite",
  Layer.unwrapScoped(Effect.map(Church.folder, (path) => Church.store(join(path, "host.sqlite"))))
)
