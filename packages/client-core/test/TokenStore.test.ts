import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import * as TokenStore from "../src/TokenStore.ts"

const { Claim } = TokenStore

const lease = Duration.minutes(2)

const tokens = (name: string): TokenStore.Tokens => ({
  access: Redacted.make(`access-${name}`),
  refresh: Redacted.make(`refresh-${name}`),
  issuedAt: DateTime.unsafeMake(0),
  expiresAt: DateTime.unsafeMake(7_200_000),
  scopes: ["people"]
})

const inMemory = <A, E>(test: (store: TokenStore.TokenStore["Type"]) => Effect.Effect<A, E>) =>
  Effect.provide(Effect.flatMap(TokenStore.TokenStore, test), TokenStore.layerMemory)

const nameOf = (stored: Option.Option<TokenStore.Stored>) =>
  Option.map(stored, ({ revision, tokens }) => [revision, Redacted.value(tokens.access)] as const)

const claimed = (claim: TokenStore.Claim): string =>
  Claim.$is("Claimed")(claim) ? claim.claim : assert.fail(`expected a claim, and was told ${claim._tag}`)

describe("what is stored", () => {
  it.effect("is read as it was written last, with a revision that grows", () =>
    inMemory((store) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* store.read("a"), Option.none())
        const first = yield* store.write("a", tokens("1"))
        const second = yield* store.write("a", tokens("2"))
        assert.isAbove(second, first)
        assert.deepStrictEqual(nameOf(yield* store.read("a")), Option.some([second, "access-2"]))
        assert.deepStrictEqual(yield* store.read("b"), Option.none())
      })
    )
  )

  it.effect("is taken away once, and no later revision is one that was", () =>
    inMemory((store) =>
      Effect.gen(function* () {
        const first = yield* store.write("a", tokens("1"))
        assert.deepStrictEqual(nameOf(yield* store.remove("a")), Option.some([first, "access-1"]))
        assert.deepStrictEqual(yield* store.remove("a"), Option.none())
        assert.deepStrictEqual(yield* store.read("a"), Option.none())
        assert.deepStrictEqual(yield* store.replace("a", first, tokens("late")), Option.none())
        assert.deepStrictEqual(yield* store.claim("a", first, lease), Claim.Moved())
        assert.isAbove(yield* store.write("a", tokens("2")), first)
      })
    )
  )

  it.effect("is replaced only by who knows its revision", () =>
    inMemory((store) =>
      Effect.gen(function* () {
        const first = yield* store.write("a", tokens("1"))
        const second = yield* store.replace("a", first, tokens("2"))
        assert.isTrue(Option.isSome(second))
        assert.deepStrictEqual(yield* store.replace("a", first, tokens("late")), Option.none())
        assert.deepStrictEqual(
          nameOf(yield* store.read("a")),
          Option.map(second, (revision) => [revision, "access-2"] as const)
        )
      })
    )
  )
})

describe("a claim", () => {
  it.effect("keeps others off until its lease runs out", () =>
    inMemory((store) =>
      Effect.gen(function* () {
        const revision = yield* store.write("a", tokens("1"))
        claimed(yield* store.claim("a", revision, lease))
        yield* TestClock.adjust("30 seconds")
        assert.deepStrictEqual(yield* store.claim("a", revision, lease), Claim.Busy({ wait: Duration.seconds(90) }))
        yield* TestClock.adjust("90 seconds")
        claimed(yield* store.claim("a", revision, lease))
      })
    )
  )

  it.effect("ends when it is released, and only by who holds it", () =>
    inMemory((store) =>
      Effect.gen(function* () {
        const revision = yield* store.write("a", tokens("1"))
        const mine = claimed(yield* store.claim("a", revision, lease))
        yield* store.release("a", "somebody's")
        assert.strictEqual((yield* store.claim("a", revision, lease))._tag, "Busy")
        yield* store.release("a", mine)
        const theirs = claimed(yield* store.claim("a", revision, lease))
        yield* store.release("a", mine)
        assert.strictEqual((yield* store.claim("a", revision, lease))._tag, "Busy")
        assert.notStrictEqual(mine, theirs)
      })
    )
  )

  it.effect("ends with its revision, and nobody may claim one that is gone", () =>
    inMemory((store) =>
      Effect.gen(function* () {
        const first = yield* store.write("a", tokens("1"))
        claimed(yield* store.claim("a", first, lease))
        const second = yield* store.write("a", tokens("2"))
        assert.deepStrictEqual(yield* store.claim("a", first, lease), Claim.Moved())
        claimed(yield* store.claim("a", second, lease))
        assert.deepStrictEqual(yield* store.claim("nobody's", 1, lease), Claim.Moved())
      })
    )
  )

  it.effect("is not needed to replace: who comes back after its lease may hold the only good tokens", () =>
    inMemory((store) =>
      Effect.gen(function* () {
        const revision = yield* store.write("a", tokens("1"))
        claimed(yield* store.claim("a", revision, lease))
        yield* TestClock.adjust("3 minutes")
        claimed(yield* store.claim("a", revision, lease))
        assert.isTrue(Option.isSome(yield* store.replace("a", revision, tokens("late"))))
      })
    )
  )
})

describe("tokens", () => {
  const text = FastCheck.string().map((text) => Redacted.make(text))
  const moment = FastCheck.date({ noInvalidDate: true }).map((date) => DateTime.unsafeMake(date))
  const arbitrary = FastCheck.record(
    { access: text, refresh: text, issuedAt: moment, expiresAt: moment, scopes: FastCheck.array(FastCheck.string()) },
    { requiredKeys: ["access", "issuedAt", "scopes"] }
  )

  it.prop("come back from their text as they were", [arbitrary], ([each]) => {
    const text = Schema.encodeSync(TokenStore.TokensFromJson)(each)
    const back = Schema.decodeSync(TokenStore.TokensFromJson)(text)
    assert.isTrue(Schema.equivalence(TokenStore.Tokens)(back, each))
  })

  it("never print what they hold", () => {
    const each = tokens("planted")
    for (const text of [String(each.access), JSON.stringify(each), inspect(each, { depth: 9, showHidden: true })]) {
      assert.notInclude(text, "planted")
    }
  })

  it.each(["", "planted", '{"access":"planted"', '{"access":"planted"}', '{"access":["planted"]}'])(
    "that are none do not decode, and the message does not quote them (%s)",
    (text) => {
      const decoded = Schema.decodeUnknownEither(TokenStore.TokensFromJson)(text)
      assert.isTrue(Either.isLeft(decoded))
      if (Either.isLeft(decoded)) assert.strictEqual(decoded.left.message, "what is stored are no tokens")
    }
  )
})
