/** Executes `Everything` on a journal in a schema, and dies when it is told to. `node worker.mjs <orders>` */
import { Socket } from "node:net"
import * as PgClient from "@effect/sql-pg/PgClient"
import { die, Orders, worker } from "@openfaith/adapter-testkit/CrashWorker"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as PgMigrations from "../../src/PgMigrations.ts"
import * as PgWorkflowJournal from "../../src/PgWorkflowJournal.ts"

const orders = Schema.decodeUnknownSync(Orders)(process.argv[2])

/** The calls of functions that write, by name once they are prepared. */
const writes = /workflow_(steps?|append)\(|openfaith_(steps?|append)_/

let appends = 0
let counted = false

/** A connection that dies as soon as the server has been told: it writes or not, and nobody is there for the answer. */
const mortal = (at: number) => () => {
  const socket = new Socket()
  // connecting sets it anew
  socket.once("connect", () => {
    socket.write = new Proxy(socket.write, {
      apply: (write, self, parameters) => {
        // several messages make one statement, all in one turn
        if (!counted && writes.test(String(parameters[0]))) {
          counted = true
          appends++
          setImmediate(() => {
            counted = false
            if (appends === at) die()
          })
        }
        return Reflect.apply(write, self, parameters)
      }
    })
  })
  return socket
}

const journal = PgWorkflowJournal.layer({ schema: orders.place, look: "20 millis" }).pipe(
  Layer.provide(PgMigrations.layer(orders.place)),
  Layer.provide(
    PgClient.layer({
      url: Redacted.make(process.env.CRASH_URL ?? ""),
      ...(orders.death?.moment === "inside" && { stream: mortal(orders.death.at) })
    })
  )
)

await Effect.runPromise(worker(orders, journal))
