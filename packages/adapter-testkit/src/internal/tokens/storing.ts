/** What is stored is there, as it was, until it is replaced by who may. */
import { assert } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { Another, Claim, long, nameOf, newKey, type Tests, tokens } from "./scene.ts"

const text = FastCheck.oneof(
  FastCheck.string(),
  FastCheck.string({ unit: "binary" }),
  FastCheck.constant("\0\ud800")
).map((text) => Redacted.make(text))
const moment = FastCheck.date({ noInvalidDate: true }).map((date) => DateTime.unsafeMake(date))
const any = FastCheck.record(
  { access: text, refresh: text, issuedAt: moment, expiresAt: moment, scopes: FastCheck.array(FastCheck.string()) },
  { requiredKeys: ["access", "issuedAt", "scopes"] }
)

const same = Schema.equivalence(TokenStore.Tokens)

export const storing = (it: Tests, stories: number) => {
  it.effect("reads what was written last, with a revision that grows, through every connection", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const another = yield* Another
      const key = yield* newKey
      assert.deepStrictEqual(yield* store.read(key), Option.none())
      const first = yield* store.write(key, tokens("1"))
      const second = yield* another.write(key, tokens("2"))
      assert.isAbove(second, first)
      assert.deepStrictEqual(nameOf(yield* store.read(key)), Option.some([second, "access-2"]))
      assert.deepStrictEqual(yield* another.read(yield* newKey), Option.none())
    })
  )

  it.effect.prop(
    "gives tokens back as they were, whatever is in them",
    [any],
    ([each]) =>
      Effect.gen(function* () {
        const store = yield* TokenStore.TokenStore
        const key = yield* newKey
        yield* store.write(key, each)
        const { tokens } = Option.getOrThrow(yield* (yield* Another).read(key))
        assert.isTrue(same(tokens, each))
      }),
    { fastCheck: { numRuns: stories } }
  )

  it.effect("keeps accounts apart, whatever they are called", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const key = yield* newKey
      const signs = ["", "{", "}", "{}", "{x}", ":", "/", "%", "%7B", "'", '"', "\\", " ", "ключ", "🗝", "a\nb"]
      const names = signs.flatMap((sign) => [`${sign}${key}`, `${key}${sign}`])
      for (const name of names) yield* store.write(name, tokens(name))
      for (const name of names) {
        assert.deepStrictEqual(
          Option.map(yield* store.read(name), ({ tokens }) => Redacted.value(tokens.access)),
          Option.some(`access-${name}`)
        )
      }
    })
  )

  it.effect("takes away once what is stored, and no later revision is one that was", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const key = yield* newKey
      const first = yield* store.write(key, tokens("1"))
      assert.deepStrictEqual(nameOf(yield* store.remove(key)), Option.some([first, "access-1"]))
      assert.deepStrictEqual(yield* store.remove(key), Option.none())
      assert.deepStrictEqual(yield* store.read(key), Option.none())
      assert.deepStrictEqual(yield* store.replace(key, first, tokens("late")), Option.none())
      assert.deepStrictEqual(yield* store.claim(key, first, long), Claim.Moved())
      assert.isAbove(yield* store.write(key, tokens("2")), first)
    })
  )

  it.effect("replaces only for who knows the revision", () =>
    Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      const key = yield* newKey
      const first = yield* store.write(key, tokens("1"))
      const second = yield* store.replace(key, first, tokens("2"))
      assert.isTrue(Option.isSome(second))
      for (const wrong of [first, first - 1, first + 0.5, Option.getOrThrow(second) + 1]) {
        assert.deepStrictEqual(yield* store.replace(key, wrong, tokens("late")), Option.none())
      }
      assert.deepStrictEqual(
        nameOf(yield* store.read(key)),
        Option.map(second, (revision) => [revision, "access-2"] as const)
      )
    })
  )

  it.effect("lets one of all win who replace the same revision at once", () =>
    Effect.gen(function* () {
      const stores = [yield* TokenStore.TokenStore, yield* Another]
      const key = yield* newKey
      const first = yield* (yield* Another).write(key, tokens("1"))
      const outcomes = yield* Effect.forEach(
        Array.from({ length: 10 }).flatMap(() => stores),
        (store, index) => store.replace(key, first, tokens(`of ${index}`)),
        { concurrency: "unbounded" }
      )
      const winner = outcomes.findIndex(Option.isSome)
      assert.strictEqual(outcomes.filter(Option.isSome).length, 1)
      assert.deepStrictEqual(
        Option.map(yield* (yield* Another).read(key), ({ tokens }) => Redacted.value(tokens.access)),
        Option.some(`access-of ${winner}`)
      )
    })
  )

  it.effect("gives a revision to one set of tokens only, however many are written at once", () =>
    Effect.gen(function* () {
      const stores = [yield* TokenStore.TokenStore, yield* Another]
      const key = yield* newKey
      const revisions = yield* Effect.forEach(
        Array.from({ length: 10 }).flatMap(() => stores),
        (store, index) =>
          Effect.zipRight(index % 5 === 4 ? store.remove(key) : Effect.void, store.write(key, tokens("x"))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(revisions).size, revisions.length)
    })
  )
}
