/** Syncs on the cluster: the same workflows, executed by a runner that hears of everything through its tables. */
import { assert, describe, it } from "@effect/vitest"
import { HttpServer } from "@openfaith/pco-mock"
import { Sync } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { freePort } from "../../../packages/adapter-testkit/test/freePort.ts"
import * as PgCluster from "../src/PgCluster.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import * as Congregation from "./Congregation.ts"
import * as Copy from "./Copy.ts"
import * as ClusterDatabase from "./clusterDatabase.ts"

const { resources } = Congregation

const schema = `cluster_sync_${process.pid}`

const port = await freePort()

const runner = PgCluster.layer({ host: "127.0.0.1", port, poll: "200 millis", sweep: "1 second" })

describe.skipIf(!ClusterDatabase.isThere)("a sync on the cluster", () => {
  it.scopedLive("is paused, goes on as its next attempt, and ends with an equal copy", () =>
    Effect.gen(function* () {
      const world = Congregation.church(12, 8)
      let requests = 0
      const mock = yield* Effect.acquireRelease(
        Effect.promise(() => HttpServer.listen({ world, quota: { limit: 1_000_000 }, before: () => void requests++ })),
        ({ close }) => Effect.promise(close)
      )
      const host = Congregation.sync(mock.url).pipe(
        Layer.provide([runner, PgSyncStore.layer({ schema }).pipe(Layer.provide(PgMigrations.layer(schema)))]),
        Layer.provideMerge(ClusterDatabase.layer(schema))
      )
      yield* Effect.gen(function* () {
        const { pause, resume, start, wait } = yield* Sync.Sync
        const { run } = yield* start("full", { resources })
        yield* Effect.repeat(Effect.sleep("5 millis"), { until: () => requests >= 6 })
        yield* pause(run.id)
        assert.deepInclude(yield* Effect.flip(wait(run.id)), { _tag: "Stopped", status: "paused" })
        yield* resume(run.id)
        // at once, before what it was doing has come to rest
        yield* pause(run.id)
        yield* resume(run.id)
        assert.isTrue((yield* wait(run.id)).inSync)
        for (const resource of resources) {
          const { copy, source } = yield* Copy.both(schema, world, resource)
          assert.deepStrictEqual(copy, source, resource)
        }
      }).pipe(Effect.provide(host))
    })
  )
})
