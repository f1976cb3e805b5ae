/** How much of a host's pool all ports take, all together, while they are as busy as they can be. */
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { QuotaStore, TokenStore } from "@openfaith/client-core"
import { SyncStore } from "@openfaith/sync-engine"
import { JournalEngine } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Database from "../src/internal/database.ts"
import * as PgAdapter from "../src/PgAdapter.ts"
import { client, describePg, dropped, freshSchema, one } from "./Database.ts"

const request: QuotaStore.Request = {
  key: "account",
  costClass: "default",
  assumed: { limit: 1_000_000, window: Duration.seconds(20) },
  holdAtMost: Duration.seconds(30)
}

describePg("all ports on one pool", () => {
  it.scopedLive("take three of its connections at a time, and one to own the journal with", () =>
    Effect.gen(function* () {
      const schema = freshSchema("pool")
      yield* Layer.build(dropped(schema))
      const pool = client({ maxConnections: 12, applicationName: schema })
      const own = client({ maxConnections: 1 })
      // the one that listens is beside the pool
      const taken = `application_name = '${schema}' AND query <> '' AND query NOT LIKE 'LISTEN%'`
      const seen = one(`SELECT count(*)::text AS answer FROM pg_stat_activity WHERE ${taken}`)
      let most = 0
      let rounds = 0
      const watched = Effect.gen(function* () {
        const quota = yield* QuotaStore.QuotaStore
        const tokens = yield* TokenStore.TokenStore
        const store = yield* SyncStore.SyncStore
        const engine = yield* JournalEngine.JournalEngine
        const busy = Effect.all(
          [
            Effect.ignore(tokens.read("nobody")),
            Effect.ignore(store.stored("main")),
            Effect.ignore(engine.list({ limit: 5 })),
            Effect.ignore(quota.take(request))
          ],
          { concurrency: "unbounded", discard: true }
        )
        const counted = Effect.map(busy, () => {
          rounds++
        })
        for (let one = 0; one < 20; one++) yield* Effect.forkScoped(Effect.forever(counted))
        yield* Effect.gen(function* () {
          // all that it ever took is still open: an idle connection is closed much later
          most = Math.max(most, Number(yield* seen))
          yield* Effect.sleep("15 millis")
        }).pipe(Effect.repeat({ until: () => rounds > 400 && most >= 3 }), Effect.provide(own))
      }).pipe(Effect.scoped)
      yield* watched.pipe(Effect.provide(PgAdapter.layer({ schema }).pipe(Layer.provide(pool))))
      assert.isAtMost(most, 4)
    })
  )

  it.scopedLive("take no more of them to find out whether one may be kept", () =>
    Effect.gen(function* () {
      const name = freshSchema("kept")
      const pool = Context.get(
        yield* Layer.build(client({ maxConnections: 12, applicationName: name })),
        PgClient.PgClient
      )
      const database = Database.make(pool)
      const busy = database.text("sleep", "SELECT pg_sleep(0.05)::text AS answer", [])
      // whatever it took is still open: an idle one is closed much later
      const taken = Effect.provide(
        one(`SELECT count(*)::text AS answer FROM pg_stat_activity WHERE application_name = '${name}'`),
        client({ maxConnections: 1 })
      )
      const working = yield* Effect.fork(
        Effect.all(
          Array.from({ length: 6 }, () => Effect.repeatN(busy, 9)),
          { concurrency: "unbounded" }
        )
      )
      yield* Effect.repeat(taken, { until: (count) => count === "3" })
      yield* database.keep(true)
      yield* Fiber.join(working)
      assert.strictEqual(yield* taken, "3")
    })
  )
})
