/** What answers teach, and what nobody knows before the first. */
import { assert } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import {
  dearer,
  eventually,
  expectWait,
  Grant,
  grain,
  long,
  newRequest,
  seed,
  seen,
  type Tests,
  takeAll,
  takeOne
} from "./scene.ts"

const absurd = FastCheck.record({
  limit: FastCheck.oneof(FastCheck.double(), FastCheck.integer(), FastCheck.constantFrom(0, -1, 0.5, 1e300)),
  window: FastCheck.oneof(FastCheck.double(), FastCheck.constantFrom(0, -1, 1e300, Number.POSITIVE_INFINITY)).map(
    Duration.millis
  ),
  used: FastCheck.oneof(FastCheck.double(), FastCheck.integer(), FastCheck.constantFrom(0, -1, 1e300))
})

export const answers = (it: Tests, stories: number) => {
  it.effect("lets one go first, and the rest only after its answer", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      const [first = "", ...others] = yield* takeAll(store, request)
      assert.deepStrictEqual(others, [])
      yield* store.settle(request, first, seen(1))
      assert.strictEqual((yield* takeAll(store, request)).length, 4)
    })
  )

  it.effect("lets one more go first, not a crowd, where the first got no answer", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      for (let attempt = 0; attempt < 3; attempt++) {
        const [permit = "", ...others] = yield* takeAll(store, request)
        assert.deepStrictEqual(others, [])
        yield* store.abandon(request, permit)
      }
    })
  )

  it.effect("leaves to others what they had used, as the first answer says", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request, seen(4))
      assert.strictEqual((yield* takeAll(store, request)).length, 1)
    })
  )

  it.effect("lets one go first again when what others had used has run out", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const window = Duration.millis(200)
      const request = yield* newRequest({ assumed: { limit: 5, window } })
      yield* seed(store, request, seen(5, 5, window))
      yield* eventually(store, request)
      assert.strictEqual((yield* takeAll(store, request)).length, 0)
    })
  )

  it.effect("leaves to others what answers count beyond our own, and a little more", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest({ assumed: { limit: 20, window: long } })
      yield* seed(store, request, seen(1, 20))
      yield* store.settle(request, yield* takeOne(store, request), seen(12, 20))
      // while others were noticed, permits come one by one
      assert.isAtMost((yield* takeAll(store, request)).length, 1)
      assert.isAtMost(expectWait(yield* store.take(request)), Duration.toMillis(long))
    })
  )

  it.effect("keeps what was assumed where an answer says nothing", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request)
      assert.strictEqual((yield* takeAll(store, request)).length, 4)
    })
  )

  it.effect("raises and lowers the limit as answers say", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request, seen(1, 8))
      const [first = "", ...others] = yield* takeAll(store, request)
      assert.strictEqual(others.length, 6)
      yield* Effect.forEach(others, (permit) => store.release(request, permit))
      yield* store.settle(request, first, seen(2, 4))
      assert.strictEqual((yield* takeAll(store, request)).length, 2)
    })
  )

  it.effect("lowers the limit even if an older answer comes later; one to a later request raises it again", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest({ assumed: { limit: 9, window: long } })
      yield* seed(store, request, seen(1, 9))
      const early = yield* takeOne(store, request)
      const late = yield* takeOne(store, request)
      yield* Effect.sleep("10 millis")
      yield* store.settle(request, late, seen(3, 4))
      yield* store.settle(request, early, seen(3, 9))
      const [last = "", ...others] = yield* takeAll(store, request)
      assert.deepStrictEqual(others, [])
      yield* Effect.sleep("10 millis")
      yield* store.settle(request, last, seen(4, 9))
      assert.strictEqual((yield* takeAll(store, request)).length, 5)
    })
  )

  it.effect("makes the window longer and shorter as answers say", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const brief = Duration.millis(200)
      const longer = yield* newRequest({ assumed: { limit: 1, window: brief } })
      yield* seed(store, longer, seen(1, 1, "1 hours"))
      assert.isAbove(expectWait(yield* store.take(longer)), Duration.toMillis("30 minutes"))
      const shorter = yield* newRequest({ assumed: { limit: 1, window: long } })
      yield* seed(store, shorter, seen(1, 1, brief))
      const grant = yield* store.take(shorter)
      // on a slow machine the window may have passed by now
      if (Grant.$is("Wait")(grant)) {
        assert.isAtMost(expectWait(grant), 200 + grain + 1)
        yield* eventually(store, shorter)
      }
    })
  )

  it.effect("never leaves to others more room than there is, however many the API refused and counted", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request, seen(118))
      assert.isAtMost(expectWait(yield* store.take(request)), Duration.toMillis(long) + grain + 1)
    })
  )

  it.effect.prop(
    "believes nothing absurd: nobody waits for more than an hour, and no gate is wide open",
    [FastCheck.array(absurd, { minLength: 1, maxLength: 4 })],
    ([observations]) =>
      Effect.gen(function* () {
        const store = yield* QuotaStore.QuotaStore
        const request = yield* newRequest()
        let permit = yield* takeOne(store, request)
        for (const observed of observations) {
          yield* store.settle(request, permit, observed)
          const grant = yield* store.take(request)
          if (grant._tag === "Wait") {
            assert.isAtMost(Duration.toMillis(grant.duration), Duration.toMillis(long) + grain + 1)
            break
          }
          permit = grant.permit
        }
      }),
    { fastCheck: { numRuns: stories } }
  )

  it.effect("stops a dearer class at its own limit, and leaves the rest to the others", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      const dear = dearer(request)
      yield* seed(store, request, seen(1))
      const permits = yield* takeAll(store, dear)
      assert.strictEqual(permits.length, 2)
      yield* Effect.forEach(permits, (permit, index) => store.settle(dear, permit, seen(index + 2, 3)))
      assert.strictEqual((yield* takeAll(store, dear)).length, 0)
      assert.strictEqual((yield* takeAll(store, request)).length, 2)
    })
  )

  it.effect("stops a class that no answer has spoken of at the limit of all, where that is lower", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      yield* seed(store, request, seen(1, 2))
      assert.strictEqual((yield* takeAll(store, dearer(request))).length, 1)
    })
  )

  it.effect("holds the others back while a request of a dearer class is under way", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const request = yield* newRequest()
      const dear = dearer(request)
      yield* seed(store, request, seen(1))
      const permit = yield* takeOne(store, dear)
      assert.strictEqual((yield* takeAll(store, request)).length, 1)
      yield* store.settle(dear, permit, seen(3, 3))
      assert.strictEqual((yield* takeAll(store, request)).length, 2)
    })
  )
}
