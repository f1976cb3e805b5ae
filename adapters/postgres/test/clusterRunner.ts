/**
 * One process of a cluster, for the test that kills some. `node clusterRunner.mjs <schema> <port> [orders]`: with a number,
 * it asks for so many orders before it does its share of them. Every step leaves a row, or finds that it was there.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as Workflow from "@effect/workflow/Workflow"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as PgCluster from "../src/PgCluster.ts"

const [schema = "", port = "", orders = "0"] = process.argv.slice(2)

const step = (order: string, name: string) =>
  Activity.make({
    name,
    error: Schema.Never,
    execute: Effect.gen(function* () {
      const sql = yield* PgClient.PgClient
      yield* Effect.sleep("50 millis")
      yield* sql`INSERT INTO attempt ${sql.insert({ execution: order, step: name, pid: process.pid })}`
      yield* sql`INSERT INTO effect ${sql.insert({ execution: order, step: name, pid: process.pid })} ON CONFLICT DO NOTHING`
    }).pipe(Effect.orDie)
  })

const Shipment = Workflow.make({
  name: "Shipment",
  payload: { order: Schema.String },
  success: Schema.String,
  idempotencyKey: ({ order }) => order
})

const Order = Workflow.make({
  name: "Order",
  payload: { order: Schema.String },
  success: Schema.String,
  idempotencyKey: ({ order }) => order
})

const workflows = Layer.mergeAll(
  Shipment.toLayer(({ order }) => Effect.as(step(order, "ship"), `shipped ${order}`)),
  Order.toLayer(({ order }) =>
    Effect.gen(function* () {
      for (let line = 1; line <= 4; line++) yield* step(order, `line ${line}`)
      yield* DurableClock.sleep({ name: "cools", duration: "200 millis", inMemoryThreshold: Duration.zero })
      const shipped = yield* Shipment.execute({ order })
      yield* step(order, shipped)
      return shipped
    })
  )
)

const cluster = workflows.pipe(
  Layer.provideMerge(PgCluster.layer({ host: "127.0.0.1", port: Number(port) })),
  Layer.provideMerge(PgClient.layer({ url: Redacted.make(process.env.CLUSTER_URL ?? ""), maxConnections: 6 }))
)

const main = Effect.gen(function* () {
  yield* Effect.forEach(
    Array.from({ length: Number(orders) }, (_, index) => `${schema}-${index}`),
    (order) => Order.execute({ order }, { discard: true }),
    { concurrency: 8, discard: true }
  )
  console.log("ready")
  yield* Effect.never
}).pipe(Effect.provide(cluster))

const fiber = Effect.runFork(Effect.tapErrorCause(main, (cause) => Effect.logError(cause)))
process.once("SIGTERM", () => {
  Effect.runPromise(Fiber.interrupt(fiber)).then(
    () => process.exit(0),
    () => process.exit(1)
  )
})
