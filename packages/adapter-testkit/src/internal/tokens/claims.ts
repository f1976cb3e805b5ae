/** Who may renew: one at a time, and not for ever. */
import { assert } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { clocks } from "../clocks.ts"
import { Another, Claim, expectBusy, expectClaim, long, newKey, type Store, type Tests, tokens } from "./scene.ts"

/** Claims as soon as it is possible; a test that waits in vain is ended by its own limit. */
const eventually = (store: Store, key: string, revision: number): Effect.Effect<string, unknown> =>
  Effect.flatMap(
    store.claim(key, revision, long),
    Claim.$match({
      Claimed: ({ claim }) => Effect.succeed(claim),
      Busy: ({ wait }) => Effect.delay(eventually(store, key, revision), wait),
      Moved: () => Effect.dieMessage("nobody moved it")
    })
  )

export const claims = (it: Tests) => {
  it.effect("lets one of all have it who claim a revision at once", () =>
    Effect.gen(function* () {
      const stores = [yield* TokenStore.TokenStore, yield* Another]
      const key = yield* newKey
      const revision = yield* (yield* Another).write(key, tokens("1"))
      const outcomes = yield* Effect.forEach(
        Array.from({ length: 10 }).flatMap(() => stores),
        (store) => store.claim(key, revision, long),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(outcomes.filter(Claim.$is("Claimed")).length, 1)
      for (const outcome of outcomes.filter((each) => !Claim.$is("Claimed")(each))) {
        assert.isAtMost(expectBusy(outcome), Duration.toMillis(long))
      }
    })
  )

  it.effect("keeps others off until the lease runs out, and no longer", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const key = yield* newKey
      const revision = yield* store.write(key, tokens("1"))
      const began = performance.now()
      const mine = expectClaim(yield* store.claim(key, revision, Duration.millis(300)))
      const theirs = yield* eventually(yield* Another, key, revision)
      // clocks may be read in whole milliseconds
      assert.isAtLeast(performance.now() - began, 298)
      assert.notStrictEqual(mine, theirs)
    })
  )

  it.effect("ends a claim for who holds it, and for nobody else", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const another = yield* Another
      const key = yield* newKey
      const revision = yield* store.write(key, tokens("1"))
      const mine = expectClaim(yield* store.claim(key, revision, long))
      yield* another.release(key, "somebody's")
      expectBusy(yield* another.claim(key, revision, long))
      yield* store.release(key, mine)
      const theirs = expectClaim(yield* another.claim(key, revision, long))
      yield* store.release(key, mine)
      expectBusy(yield* store.claim(key, revision, long))
      assert.notStrictEqual(mine, theirs)
      yield* store.release(yield* newKey, mine)
    })
  )

  it.effect("ends a claim with its revision, and lets nobody claim one that is gone", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const key = yield* newKey
      const first = yield* store.write(key, tokens("1"))
      expectClaim(yield* store.claim(key, first, long))
      const second = Option.getOrThrow(yield* store.replace(key, first, tokens("2")))
      assert.deepStrictEqual(yield* store.claim(key, first, long), Claim.Moved())
      expectClaim(yield* store.claim(key, second, long))
      const third = yield* store.write(key, tokens("3"))
      expectClaim(yield* store.claim(key, third, long))
      yield* store.remove(key)
      assert.deepStrictEqual(yield* store.claim(key, third, long), Claim.Moved())
      assert.deepStrictEqual(yield* store.claim(yield* newKey, 1, long), Claim.Moved())
    })
  )

  it.effect("replaces without a claim: who comes back after its lease may hold the only good tokens", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const another = yield* Another
      const key = yield* newKey
      const revision = yield* store.write(key, tokens("1"))
      expectClaim(yield* store.claim(key, revision, Duration.millis(20)))
      yield* eventually(another, key, revision)
      assert.isTrue(Option.isSome(yield* store.replace(key, revision, tokens("late"))))
    })
  )
}

export const ownTime = (it: Tests) => {
  it.effect("is not misled by the claimants' clocks", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      for (const clock of clocks) {
        for (const other of clocks) {
          const key = yield* newKey
          const revision = yield* store.write(key, tokens("1"))
          expectClaim(yield* Effect.withClock(store.claim(key, revision, long), clock))
          const wait = expectBusy(yield* Effect.withClock(store.claim(key, revision, long), other))
          assert.isAtMost(wait, Duration.toMillis(long))
          assert.isAbove(wait, Duration.toMillis(long) / 2)
        }
      }
    })
  )

  it.effect("ends a lease whatever the claimants' clocks say", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      for (const clock of clocks) {
        const key = yield* newKey
        const revision = yield* store.write(key, tokens("1"))
        expectClaim(yield* Effect.withClock(store.claim(key, revision, Duration.millis(30)), clock))
        yield* eventually(store, key, revision)
      }
    })
  )
}
