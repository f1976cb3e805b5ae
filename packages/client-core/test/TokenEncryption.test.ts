import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as OAuthStore from "../src/internal/oauthStore.ts"
import * as TokenEncryption from "../src/TokenEncryption.ts"
import * as TokenStore from "../src/TokenStore.ts"

const key = (id: string, byte: number): TokenEncryption.Key => ({
  id,
  secret: Redacted.make(Encoding.encodeBase64(new Uint8Array(32).fill(byte)))
})

const old = key("old", 1)
const young = key("young", 2)

const tokens: TokenStore.Tokens = {
  access: Redacted.make("planted-access"),
  refresh: Redacted.make("planted-refresh"),
  issuedAt: DateTime.unsafeMake(0),
  expiresAt: DateTime.unsafeMake(7_200_000),
  scopes: ["planted-scope"]
}

const fresh = Effect.provide(TokenStore.TokenStore, TokenStore.layerMemory)

/** What a process with these keys sees of a store. */
const through = (store: TokenStore.TokenStore["Type"], ...[first, ...rest]: TokenEncryption.Options["keys"]) =>
  Effect.provide(
    TokenStore.TokenStore,
    Layer.succeed(TokenStore.TokenStore, store).pipe(TokenEncryption.encrypted({ keys: [first, ...rest] }))
  )

/** The same, for a host that has tokens from before there was a key. */
const migrating = (store: TokenStore.TokenStore["Type"], first: TokenEncryption.Key) =>
  Effect.provide(
    TokenStore.TokenStore,
    Layer.succeed(TokenStore.TokenStore, store).pipe(TokenEncryption.encrypted({ keys: [first], clearText: "encrypt" }))
  )

const accessOf = (stored: Option.Option<TokenStore.Stored>) =>
  Option.getOrThrow(Option.map(stored, ({ tokens }) => Redacted.value(tokens.access)))

/** Everything that lies in a store under a name, secrets included. */
const lying = (store: TokenStore.TokenStore["Type"], name: string) =>
  Effect.map(store.read(name), (stored) => {
    const { tokens } = Option.getOrThrow(stored)
    return JSON.stringify([
      Redacted.value(tokens.access),
      tokens.refresh && Redacted.value(tokens.refresh),
      tokens.scopes,
      tokens.issuedAt
    ])
  })

describe("tokens under a key", () => {
  it.effect("come back as they were, and nothing of them lies in clear", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      const mine = yield* through(store, old)
      const first = yield* mine.write("a", tokens)
      assert.deepStrictEqual(yield* mine.read("a"), Option.some({ tokens, revision: first }))
      assert.notInclude(yield* lying(store, "a"), "planted")
      assert.isTrue(Option.isSome(yield* mine.replace("a", first, tokens)))
      assert.notInclude(yield* lying(store, "a"), "planted")
      assert.deepStrictEqual(
        Option.map(yield* mine.remove("a"), (stored) => stored.tokens),
        Option.some(tokens)
      )
    })
  )

  it.effect("look different each time, so that equal ones do not show", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      const mine = yield* through(store, old)
      yield* mine.write("a", tokens)
      const before = yield* lying(store, "a")
      yield* mine.write("a", tokens)
      assert.notStrictEqual(yield* lying(store, "a"), before)
    })
  )

  it.effect("that are in clear are refused, stay as they are, and are not given back to the API", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      const revision = yield* store.write("a", tokens)
      const mine = yield* through(store, old)
      for (const ask of ["read", "remove"] as const) {
        const error = yield* Effect.flip(mine[ask]("a"))
        assert.strictEqual(error._tag, "TokensUnreadable")
        assert.match(error.message, /not encrypted.*set `clearText` to `encrypt`.*authorise the account again/)
        assert.notInclude(inspect(error, { depth: 9 }), "planted")
        if (ask === "read") assert.deepStrictEqual(yield* store.read("a"), Option.some({ tokens, revision }))
      }
    })
  )

  it.effect(
    "that were in clear are encrypted when they are first read where the host allows it, and nobody's renewal is undone",
    () =>
      Effect.gen(function* () {
        const store = yield* fresh
        const first = yield* store.write("a", tokens)
        const mine = yield* migrating(store, old)
        const stored = Option.getOrThrow(yield* mine.read("a"))
        assert.isAbove(stored.revision, first)
        assert.deepStrictEqual(stored.tokens, tokens)
        assert.notInclude(yield* lying(store, "a"), "planted")
        assert.deepStrictEqual(yield* store.replace("a", first, tokens), Option.none())
        assert.strictEqual(Option.getOrThrow(yield* mine.read("a")).revision, stored.revision)
      })
  )
})

describe("when keys change", () => {
  it.effect("what an old one encrypted is read, and the first encrypts what is written", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      yield* (yield* through(store, old)).write("a", tokens)
      const both = yield* through(store, young, old)
      const { revision } = Option.getOrThrow(yield* both.read("a"))
      yield* both.replace("a", revision, tokens)
      assert.strictEqual(accessOf(yield* (yield* through(store, young)).read("a")), "planted-access")
    })
  )

  it.effect("a missing one is named, with what to do, and what is stored stays", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      yield* (yield* through(store, old)).write("a", tokens)
      const error = yield* Effect.flip((yield* through(store, young)).read("a"))
      assert.deepInclude(error, { _tag: "TokensUnreadable", keyId: "old" })
      assert.match(error.message, /key "old", which is not among those given \("young"\); give it/)
      assert.strictEqual(accessOf(yield* (yield* through(store, old)).read("a")), "planted-access")
    })
  )

  it.effect("a wrong secret under the right id is named, and quotes nothing", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      yield* (yield* through(store, old)).write("a", tokens)
      const error = yield* Effect.flip((yield* through(store, key("old", 3))).read("a"))
      assert.deepInclude(error, { _tag: "TokensUnreadable", keyId: "old" })
      assert.notInclude(inspect(error, { depth: 9 }), "planted")
    })
  )

  it.effect("a process without any key says so, instead of sending a ciphertext to the API", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      yield* (yield* through(store, old)).write("a", tokens)
      for (const ask of ["read", "remove"] as const) {
        const error = yield* Effect.flip(OAuthStore.bounded(store)[ask]("a"))
        assert.deepInclude(error, { _tag: "TokensUnreadable", keyId: "old" })
        assert.match(error.message, /TokenEncryption\.encrypted/)
      }
    })
  )
})

describe("a ciphertext", () => {
  it.effect("of which any one byte was changed is refused by name, and is still there to be looked at", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      const mine = yield* through(store, old)
      yield* mine.write("a", tokens)
      const { tokens: sealed } = Option.getOrThrow(yield* store.read("a"))
      const text = Redacted.value(sealed.access)
      const opened: Array<number> = []
      for (let at = 0; at < text.length; at++) {
        const other = text[at] === "A" ? "B" : "A"
        const changed = { ...sealed, access: Redacted.make(text.slice(0, at) + other + text.slice(at + 1)) }
        const revision = yield* store.write("a", changed)
        const answer = yield* Effect.either(mine.read("a"))
        // the last letter of base64 holds bits that stand for nothing
        if (Either.isRight(answer)) {
          opened.push(at)
          assert.deepStrictEqual(Option.getOrThrow(answer.right).tokens, tokens)
          continue
        }
        assert.strictEqual(answer.left._tag, "TokensUnreadable")
        assert.deepStrictEqual(yield* store.read("a"), Option.some({ tokens: changed, revision }))
      }
      assert.isAtMost(opened.length, 3)
    })
  )

  it.effect("that was moved to another account's place does not decrypt there", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      const mine = yield* through(store, old)
      yield* mine.write("a", tokens)
      const { tokens: sealed } = Option.getOrThrow(yield* store.read("a"))
      yield* store.write("b", sealed)
      assert.strictEqual((yield* Effect.flip(mine.read("b")))._tag, "TokensUnreadable")
    })
  )

  it.effect("that was changed anywhere does not decrypt", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      const mine = yield* through(store, old, young)
      yield* mine.write("a", tokens)
      const { tokens: sealed } = Option.getOrThrow(yield* store.read("a"))
      const text = Redacted.value(sealed.access)
      const start = text.indexOf(".1.") + 3
      const broken = (at: number) => `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`
      const [, , id = "", iv = "", cipher = ""] = text.split(".")
      const others = [
        ...Array.from({ length: 20 }, (_, index) => broken(start + Math.floor((index * (text.length - start)) / 20))),
        // renamed to another key that is there
        text.replace(id, Encoding.encodeBase64Url("young")),
        text.replace(iv, ""),
        text.replace(cipher, ""),
        text.slice(0, -8),
        text.slice(0, start)
      ].filter((each) => each !== text)
      for (const access of others) {
        yield* store.write("a", { ...sealed, access: Redacted.make(access) })
        assert.strictEqual((yield* Effect.flip(mine.read("a")))._tag, "TokensUnreadable", access)
      }
    })
  )
})

describe("a key that cannot be used", () => {
  it.effect("is refused before anything is read, by its id, without its secret", () =>
    Effect.gen(function* () {
      const store = yield* fresh
      const refused: ReadonlyArray<readonly [TokenEncryption.Options["keys"], RegExp]> = [
        [[{ id: "short", secret: Redacted.make(Encoding.encodeBase64(new Uint8Array(16))) }], /"short".*16 bytes/],
        [[{ id: "text", secret: Redacted.make("planted, and no base64") }], /"text".*no base64/],
        [[old, young, key("old", 4)], /"old".*two of this id/]
      ]
      for (const [[first, ...rest], words] of refused) {
        const error = yield* Effect.flip(through(store, first, ...rest))
        assert.strictEqual(error._tag, "InvalidTokenKey")
        assert.match(error.message, words)
        assert.notInclude(inspect(error, { depth: 9 }), "planted")
      }
    })
  )
})
