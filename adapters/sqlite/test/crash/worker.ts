/** Executes `Everything` on a journal in a file, and dies when it is told to. `node worker.mjs <orders>` */
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import { die, Orders, worker } from "@openfaith/adapter-testkit/CrashWorker"
import Sqlite from "better-sqlite3"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqliteMigrations from "../../src/SqliteMigrations.ts"
import * as SqliteOwner from "../../src/SqliteOwner.ts"
import * as SqliteWorkflowJournal from "../../src/SqliteWorkflowJournal.ts"

const orders = Schema.decodeUnknownSync(Orders)(process.argv[2])

const { prepare } = Sqlite.prototype

/** Everything of a transaction that writes is done, and its COMMIT is not. */
if (orders.death?.moment === "inside") {
  let writing = false
  let commits = 0
  const { at } = orders.death
  Sqlite.prototype.prepare = new Proxy(prepare, {
    apply: (_, database, [source]: [string]) => {
      const statement = prepare.call(database, source)
      const begins = /^BEGIN IMMEDIATE/i.test(source)
      if (!begins && !/^COMMIT/i.test(source)) return statement
      statement.run = new Proxy(statement.run, {
        apply: (run, self, values) => {
          if (!begins && writing && ++commits === at) die()
          writing = begins
          return Reflect.apply(run, self, values)
        }
      })
      return statement
    }
  })
}

const journal = SqliteWorkflowJournal.layer.pipe(
  Layer.provide(SqliteOwner.layer(orders.place)),
  Layer.provide(SqliteMigrations.layer(orders.place)),
  Layer.provide(SqliteClient.layer({ filename: orders.place })),
  Layer.provide(SqliteOwner.layerLock(orders.place, "refuse"))
)

await Effect.runPromise(worker(orders, journal))
