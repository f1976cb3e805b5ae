import { join } from "node:path"
import { HostTablesSuite, SyncStoreSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
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
  Layer.unwrapScoped(Effect.map(Church.folder, (path) => both(join(path, "store.sqlite")))),
  { stories: caseCount(50) }
)

/** A trigger that does something for the row that is refused. */
const trigger = (does: string) => ({
  begin: [`CREATE TRIGGER host_refuse BEFORE INSERT ON host_member WHEN new.name = 'refused' BEGIN ${does}; END`],
  end: ["DROP TRIGGER host_refuse"]
})

HostTablesSuite.suite(
  "SQLite",
  Layer.unwrapScoped(Effect.map(Church.folder, (path) => Church.store(join(path, "host.sqlite")))),
  {
    "a trigger aborts": { ...trigger("SELECT RAISE (ABORT, 'not on a Sunday')"), issue: /not on a Sunday/ },
    "a trigger fails": { ...trigger("SELECT RAISE (FAIL, 'not on a Sunday')"), issue: /not on a Sunday/ },
    "a constraint of a table behind a trigger": {
      begin: [
        "CREATE TABLE host_strict (number INTEGER) STRICT",
        ...trigger("INSERT INTO host_strict VALUES ('x')").begin
      ],
      end: [...trigger("").end, "DROP TABLE host_strict"],
      issue: /cannot store TEXT value in INTEGER column/
    },
    "a function refuses a value": { ...trigger("SELECT json(new.name)"), issue: /malformed JSON/ },
    "a value too large for the limit": { ...trigger("SELECT zeroblob(2000000000)"), issue: /too big/ }
  }
)
