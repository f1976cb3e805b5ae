/** What a permit is, and how long it takes room. */
import { assert } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import {
  eventually,
  expectWait,
  Grant,
  grain,
  long,
  newRequest,
  seed,
  stopwatch,
  type Tests,
  takeAll,
  takeOne
} from "./scene.ts"

const window = Duration.millis(300)

/** One at a time, in a window that passes within a test. */
const narrow = (given: Partial<QuotaStore.Request> = {}) => newRequest({ assumed: { limit: 1, window }, ...given })

export const permits = (it: Tests) => {
  it.effect("holds a permit until one window after its answer, and no longer", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* narrow()
      const permit = yield* takeOne(store, request)
      yield* Effect.sleep("100 millis")
      const answered = yield* stopwatch
      yield* store.settle(request, permit, undefined)
      yield* eventually(store, request)
      assert.isAtLeast((yield* stopwatch) - answered, Duration.toMillis(window) - grain)
    })
  )

  it.effect("holds a permit whose answer never comes until one window after the last moment for it", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* narrow({ holdAtMost: Duration.millis(200) })
      const asked = yield* stopwatch
      yield* takeOne(store, request)
      yield* eventually(store, request)
      assert.isAtLeast((yield* stopwatch) - asked, 200 + Duration.toMillis(window) - grain)
    })
  )

  it.effect("holds a permit that was abandoned just as long", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* narrow({ holdAtMost: Duration.millis(200) })
      const asked = yield* stopwatch
      yield* store.abandon(request, yield* takeOne(store, request))
      yield* eventually(store, request)
      assert.isAtLeast((yield* stopwatch) - asked, 200 + Duration.toMillis(window) - grain)
    })
  )

  it.effect("says how long to wait, and whoever waits so long has a permit", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const again = Effect.gen(function* () {
        const request = yield* narrow()
        yield* seed(store, request)
        return { request, grant: yield* store.take(request) }
      })
      // on a slow machine the window may have passed before there is anything to wait for
      const { grant: first, request } = yield* Effect.repeat(again, { until: ({ grant }) => Grant.$is("Wait")(grant) })
      const wait = expectWait(first)
      assert.isAtMost(wait, Duration.toMillis(window) + grain + 1)
      yield* Effect.sleep(Duration.millis(wait))
      const grant = yield* store.take(request)
      // two clocks that both read in whole milliseconds
      if (Grant.$is("Wait")(grant)) assert.isAtMost(Duration.toMillis(grant.duration), grain + 1)
    })
  )

  it.effect("takes the room of one for a permit that is answered twice", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      const permit = yield* takeOne(store, request)
      yield* store.settle(request, permit, undefined)
      yield* store.settle(request, permit, undefined)
      assert.strictEqual((yield* takeAll(store, request)).length, 4)
    })
  )

  it.effect("takes no room any more for a permit that is released", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request)
      const permits = yield* takeAll(store, request)
      assert.strictEqual(permits.length, 4)
      yield* Effect.forEach(permits, (permit) => store.release(request, permit))
      assert.strictEqual((yield* takeAll(store, request)).length, 4)
    })
  )

  it.effect("lets another one go first where the first was released", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* store.release(request, yield* takeOne(store, request))
      assert.strictEqual((yield* takeAll(store, request)).length, 1)
    })
  )

  it.effect("leaves room alone for a permit that nobody has", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request)
      yield* store.release(request, "nobody's")
      yield* store.abandon(request, "nobody's")
      assert.strictEqual((yield* takeAll(store, request)).length, 4)
    })
  )

  it.effect("takes no room of one budget from another, whatever they are called", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const { key, ...request } = yield* newRequest({ assumed: { limit: 2, window: long } })
      for (const sign of ["", "{", "}", "{}", "{x}", ":", "/", "%", "%7B", "'", '"', "\\", " ", "ключ", "🗝", "a\nb"]) {
        const named = { ...request, key: `${sign}${key}` }
        yield* seed(store, named)
        assert.strictEqual((yield* takeAll(store, named)).length, 1, sign)
        const behind = { ...request, key: `${key}${sign}` }
        if (sign === "") continue
        yield* seed(store, behind)
        assert.strictEqual((yield* takeAll(store, behind)).length, 1, sign)
      }
    })
  )

  it.effect("lets everything through a budget without bounds, after the first", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest({
        assumed: { limit: Number.POSITIVE_INFINITY, window: Duration.infinity },
        holdAtMost: Duration.infinity
      })
      yield* seed(store, request)
      for (let index = 0; index < 20; index++) yield* takeOne(store, request)
    })
  )
}
