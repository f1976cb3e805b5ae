/** A refusal pauses everybody. */
import { assert } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import {
  Another,
  dearer,
  eventually,
  expectWait,
  Grant,
  grain,
  newRequest,
  seed,
  stopwatch,
  type Tests,
  takeAll
} from "./scene.ts"

export const pauses = (it: Tests) => {
  it.effect("holds every class and every connection back for a pause, and no longer", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const another = yield* Another
      const request = yield* newRequest()
      yield* seed(store, request)
      const began = yield* stopwatch
      yield* store.pause(request.key, Duration.millis(400))
      for (const each of [request, dearer(request)]) {
        const grant = yield* another.take(each)
        const elapsed = (yield* stopwatch) - began
        if (Grant.$is("Wait")(grant)) {
          assert.isAtMost(expectWait(grant), 401)
          assert.isAtLeast(expectWait(grant), 400 - elapsed - grain)
        } else {
          // on a slow machine the pause may have passed by now
          assert.isAtLeast(elapsed, 400 - grain)
          yield* another.release(each, grant.permit)
        }
      }
      yield* eventually(another, request)
      assert.isAtLeast((yield* stopwatch) - began, 400 - grain)
    })
  )

  it.effect("is not ended by a shorter pause", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* store.pause(request.key, Duration.hours(1))
      yield* store.pause(request.key, Duration.millis(1))
      yield* Effect.sleep("20 millis")
      assert.isAbove(expectWait(yield* store.take(request)), Duration.toMillis("30 minutes"))
    })
  )

  it.effect("lasts a day at most", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* store.pause(request.key, Duration.infinity)
      const wait = expectWait(yield* store.take(request))
      assert.isAtMost(wait, Duration.toMillis("1 days"))
      assert.isAbove(wait, Duration.toMillis("23 hours"))
    })
  )

  it.effect("makes what was known void: one goes first again", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request)
      yield* store.pause(request.key, Duration.millis(50))
      yield* eventually(store, request)
      assert.strictEqual((yield* takeAll(store, request)).length, 0)
    })
  )

  it.effect("of one budget leaves the others alone", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      const { key } = yield* newRequest()
      yield* seed(store, request)
      yield* store.pause(key, Duration.hours(1))
      assert.strictEqual((yield* takeAll(store, request)).length, 4)
    })
  )
}
