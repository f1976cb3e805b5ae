/** Who may renew tokens that came with a copy of a database: nobody, until told. */
import { assert, it as plain } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Another, Copy, expectBusy, expectClaim, long, nameOf, newKey, type Tests, tokens } from "./scene.ts"

interface Promises {
  readonly effect: (
    name: string,
    test: () => Effect.Effect<void, unknown, TokenStore.TokenStore | Another | Copy>
  ) => void
}

/** Each of them as what a store declares not to keep, if there are words for why. */
const unless = (why: string | undefined, tests: Promises): Promises =>
  why === undefined ? tests : { effect: (name) => plain.skip(`${name} — no: ${why}`, () => {}) }

export const homes = (tests: Tests, why?: string) => {
  const it = unless(why, tests)
  it.effect("lets a copy read what is stored, and claim none of it", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const copy = yield* Copy
      const key = yield* newKey
      const revision = yield* store.write(key, tokens("1"))
      assert.deepStrictEqual(nameOf(yield* copy.read(key)), Option.some([revision, "access-1"]))
      const error = yield* Effect.flip(copy.claim(key, revision, long))
      if (error._tag !== "TokensCopied") return assert.fail(error._tag)
      assert.notStrictEqual(error.storedIn, error.here)
      assert.include(error.message, error.adopt)
      assert.include(error.message, error.storedIn)
      assert.notInclude(error.message, "refresh-1")
      // and at home nothing has changed
      expectClaim(yield* store.claim(key, revision, long))
      assert.strictEqual((yield* Effect.flip(copy.claim(key, revision, long)))._tag, "TokensCopied")
    })
  )

  it.effect("says first of a revision that it is gone, wherever it is asked for", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const copy = yield* Copy
      const key = yield* newKey
      const revision = yield* store.write(key, tokens("1"))
      assert.strictEqual((yield* copy.claim(key, revision + 1, long))._tag, "Moved")
      assert.strictEqual((yield* copy.claim(yield* newKey, 1, long))._tag, "Moved")
    })
  )

  it.effect("lets a copy claim what it has written itself, and the original no more", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const copy = yield* Copy
      const key = yield* newKey
      yield* store.write(key, tokens("1"))
      const revision = yield* copy.write(key, tokens("2"))
      expectClaim(yield* copy.claim(key, revision, long))
      assert.strictEqual((yield* Effect.flip(store.claim(key, revision, long)))._tag, "TokensCopied")
      const renewed = Option.getOrThrow(yield* copy.replace(key, revision, tokens("3")))
      expectClaim(yield* copy.claim(key, renewed, long))
      expectBusy(yield* copy.claim(key, renewed, long))
    })
  )

  it.effect("gives what is replaced without a claim, as when it is encrypted, no other home", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const copy = yield* Copy
      const key = yield* newKey
      const revision = yield* store.write(key, tokens("1"))
      const replaced = Option.getOrThrow(yield* copy.replace(key, revision, tokens("2")))
      assert.strictEqual((yield* Effect.flip(copy.claim(key, replaced, long)))._tag, "TokensCopied")
      expectClaim(yield* store.claim(key, replaced, long))
    })
  )

  it.effect("takes away what a copy removes, and gives out nothing that could be revoked", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const copy = yield* Copy
      const key = yield* newKey
      yield* store.write(key, tokens("1"))
      assert.deepStrictEqual(yield* copy.remove(key), Option.none())
      assert.deepStrictEqual(yield* copy.read(key), Option.none())
      assert.deepStrictEqual(yield* copy.remove(key), Option.none())
    })
  )
}
