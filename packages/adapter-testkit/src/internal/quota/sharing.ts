/** One budget, many who draw on it: by connections of their own, by clocks of their own. */
import { assert } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { clocks } from "../clocks.ts"
import {
  Another,
  eventually,
  expectWait,
  Grant,
  grain,
  long,
  newRequest,
  seed,
  seen,
  stopwatch,
  type Tests,
  takeAll,
  takeOne
} from "./scene.ts"

export const sharing = (it: Tests) => {
  it.effect("gives no more permits than the limit to any number who ask at once", () =>
    Effect.gen(function* () {
      const stores = [yield* QuotaStore.QuotaStore, yield* Another]
      const request = yield* newRequest({ assumed: { limit: 10, window: long } })
      yield* Effect.forEach(stores.slice(0, 1), (store) => seed(store, request))
      const grants = yield* Effect.forEach(
        Array.from({ length: 20 }).flatMap(() => stores),
        (store) => store.take(request),
        { concurrency: "unbounded" }
      )
      const permits = grants.flatMap((grant) => (Grant.$is("Granted")(grant) ? [grant.permit] : []))
      assert.strictEqual(permits.length, 9)
      assert.strictEqual(new Set(permits).size, 9)
    })
  )

  it.effect("lets only one of all go first", () =>
    Effect.gen(function* () {
      const stores = [yield* QuotaStore.QuotaStore, yield* Another]
      const request = yield* newRequest()
      const grants = yield* Effect.forEach(
        Array.from({ length: 5 }).flatMap(() => stores),
        (store) => store.take(request),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(grants.filter(Grant.$is("Granted")).length, 1)
    })
  )

  it.effect("knows through every connection what was learned, given and given back through another", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const another = yield* Another
      const request = yield* newRequest()
      const first = yield* takeOne(store, request)
      assert.deepStrictEqual(yield* takeAll(another, request), [])
      yield* another.settle(request, first, seen(1, 3))
      const permit = yield* takeOne(store, request)
      assert.strictEqual((yield* takeAll(another, request)).length, 1)
      yield* another.release(request, permit)
      assert.strictEqual((yield* takeAll(store, request)).length, 1)
    })
  )
}

export const ownTime = (it: Tests) => {
  it.effect("is not misled by the askers' clocks: nothing ends too soon", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest({ assumed: { limit: 3, window: long } })
      const taken: Array<string> = []
      for (const clock of [...clocks, ...clocks]) {
        const grant = yield* Effect.withClock(store.take(request), clock)
        if (Grant.$is("Wait")(grant)) {
          assert.isAtMost(Duration.toMillis(grant.duration), Duration.toMillis(long) + grain + 1)
          continue
        }
        taken.push(grant.permit)
        yield* Effect.withClock(
          store.settle(request, grant.permit, undefined),
          clocks[taken.length % clocks.length] ?? clock
        )
      }
      assert.strictEqual(taken.length, 3)
    })
  )

  it.effect("is not misled by the askers' clocks: nothing ends too late", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest({ assumed: { limit: 1, window: Duration.millis(200) } })
      for (const clock of clocks) {
        const permit = yield* eventually(store, request)
        const began = yield* stopwatch
        yield* Effect.withClock(store.settle(request, permit, undefined), clock)
        for (const other of clocks) {
          const grant = yield* Effect.withClock(store.take(request), other)
          if (Grant.$is("Granted")(grant)) {
            assert.isAtLeast((yield* stopwatch) - began, 200 - grain)
            yield* store.release(request, grant.permit)
          } else assert.isAtMost(Duration.toMillis(grant.duration), 200 + grain + 1)
        }
      }
    })
  )

  it.effect("is not misled by the askers' clocks in how long a pause lasts", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      for (const clock of clocks) {
        yield* Effect.withClock(store.pause(request.key, long), clock)
        for (const other of clocks) {
          const wait = expectWait(yield* Effect.withClock(store.take(request), other))
          assert.isAtMost(wait, Duration.toMillis(long) + 1)
          assert.isAbove(wait, Duration.toMillis(long) / 2)
        }
      }
    })
  )
}
