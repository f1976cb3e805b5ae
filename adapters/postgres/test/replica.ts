/**
 * A host as it is deployed: an Express server over Postgres, whose requests execute workflows. Replicas share the database
 * and nothing else. Started as a process of its own by the integration tests.
 */
import type { AddressInfo } from "node:net"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as Workflow from "@effect/workflow/Workflow"
import { Fence, JournalEngine } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import express from "express"
import * as PgAdapter from "../src/PgAdapter.ts"

const { DATABASE = "", LEASE = "15 seconds", SCHEMA = "" } = process.env

export const Order = Workflow.make({
  name: "Order",
  payload: { id: Schema.String },
  success: Schema.Int,
  idempotencyKey: ({ id }) => id
})

/** One row for each step of an order, under the term in which it was done, and only while that lasts. */
const effect = (order: string, step: number) =>
  Activity.make({
    name: `step/${step}`,
    success: Schema.Int,
    execute: Effect.gen(function* () {
      const sql = yield* PgClient.PgClient
      const epoch = yield* Fence.Fence
      yield* Effect.sleep("5 millis")
      yield* sql.unsafe(
        `WITH term AS (
           SELECT o.epoch FROM "${SCHEMA}".workflow_owner o WHERE o.epoch = $3 AND o.lease_until IS NOT NULL FOR KEY SHARE
         )
         INSERT INTO "${SCHEMA}".effects (order_id, step, epoch, pid, at)
         SELECT $1, $2, term.epoch, $4, clock_timestamp() FROM term
         ON CONFLICT (order_id, step) DO UPDATE SET repeated = effects.repeated + 1`,
        [order, step, epoch, process.pid]
      )
      return step
      // an outage fails some statements and kills others; what a step does about its own is the host's business
    }).pipe(Effect.sandbox, Effect.retry(Schedule.spaced("200 millis")), Effect.orDie)
  })

const workflows = Order.toLayer(({ id }) =>
  Effect.gen(function* () {
    let sum = 0
    for (let step = 0; step < 4; step++) {
      sum += yield* effect(id, step)
      if (step === 1) {
        yield* DurableClock.sleep({ name: "nap", duration: "50 millis", inMemoryThreshold: Duration.zero })
      }
    }
    return sum
  })
)

const runtime = ManagedRuntime.make(
  workflows.pipe(
    // the lease is what the host says, or the default
    Layer.provideMerge(PgAdapter.layer({ schema: SCHEMA, lease: LEASE as Duration.DurationInput })),
    Layer.provideMerge(PgClient.layer({ url: Redacted.make(DATABASE), applicationName: SCHEMA }))
  )
)

const app = express()

app.post("/orders/:id", (request, response) => {
  runtime.runPromise(Order.execute({ id: request.params.id })).then(
    (sum) => response.json(sum),
    (error) => response.status(503).json(String(error))
  )
})

app.get("/status", (_request, response) => {
  runtime.runPromise(Effect.flatMap(JournalEngine.JournalEngine, ({ status }) => status)).then(
    (status) => response.json(status),
    (error) => response.status(503).json(String(error))
  )
})

// nothing is served before the tables are there
runtime.runPromise(Effect.void).then(
  () => {
    const server = app.listen(0, "127.0.0.1", () => {
      // a port of TCP has an address of this form
      console.log(`port ${(server.address() as AddressInfo).port}`)
    })
    process.once("SIGTERM", () => {
      server.close()
      server.closeAllConnections()
      runtime.dispose().then(
        () => process.exit(0),
        () => process.exit(1)
      )
    })
  },
  (error) => {
    console.error(error)
    process.exit(1)
  }
)
