/** A journal in a file of its own. */
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SqliteMigrations from "../src/SqliteMigrations.ts"
import * as SqliteOwner from "../src/SqliteOwner.ts"
import * as SqliteWorkflowJournal from "../src/SqliteWorkflowJournal.ts"
import * as Church from "./Church.ts"

/** The journal over a file, as a process of its own would open it. */
export const journal = (filename: string) =>
  SqliteWorkflowJournal.layer.pipe(
    Layer.provideMerge(SqliteOwner.layer(filename)),
    Layer.provide(SqliteMigrations.layer(filename)),
    Layer.provideMerge(Church.client(filename))
  )

/** The same in a folder that is gone with it. */
export const layer = Layer.unwrapScoped(Effect.map(Church.folder, (path) => journal(join(path, "journal.sqlite"))))
