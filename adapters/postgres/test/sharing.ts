/**
 * Requests to a pretend API, one after another and four at a time, under a budget that is shared through a schema: a process
 * of its own. It says when it has begun, and at the end what it was answered.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as PgAdapter from "../src/PgAdapter.ts"

const { API = "", DATABASE = "", LIMIT = "", WINDOW = "", REQUESTS = "" } = process.env

const budget: QuotaStore.Request = {
  key: "account",
  costClass: "default",
  assumed: { limit: Number(LIMIT), window: Duration.millis(Number(WINDOW)) },
  holdAtMost: Duration.seconds(10)
}

const patiently = Effect.retry({ schedule: Schedule.spaced("50 millis") })

const program = Effect.gen(function* () {
  const store = yield* QuotaStore.QuotaStore
  const permit: Effect.Effect<string> = Effect.flatMap(
    Effect.orDie(patiently(store.take(budget))),
    QuotaStore.Grant.$match({
      Granted: ({ permit }) => Effect.succeed(permit),
      Wait: ({ duration }) =>
        Effect.delay(
          Effect.suspend(() => permit),
          duration
        )
    })
  )
  const statuses = yield* Effect.forEach(
    Array.from({ length: Number(REQUESTS) }),
    () =>
      Effect.gen(function* () {
        const mine = yield* permit
        const status = yield* Effect.promise(async () => (await fetch(API)).status)
        yield* Effect.orDie(patiently(store.settle(budget, mine, undefined)))
        return status
      }),
    { concurrency: 4 }
  )
  console.log(JSON.stringify(statuses))
})

await Effect.runPromise(
  program.pipe(Effect.provide(PgAdapter.layer().pipe(Layer.provide(PgClient.layer({ url: Redacted.make(DATABASE) })))))
)
