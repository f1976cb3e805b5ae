/**
 * Tokens encrypted before they reach any `TokenStore`, ours or yours, with keys that the host keeps.
 *
 * AES-256-GCM by the platform's Web Crypto, with a fresh nonce each time. The key's id and the name under which tokens are
 * stored are authenticated along: tokens moved to another account's row do not decrypt.
 *
 * @example
 * const Tokens = PgTokenStore.layer().pipe(
 *   TokenEncryption.encrypted({ keys: [{ id: "2026-11", secret: Redacted.make(process.env.TOKEN_KEY) }] })
 * )
 */
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { TokenStoreUnavailable, TokensUnreadable } from "./ClientError.ts"
import * as SealedTokens from "./internal/sealedTokens.ts"
import { Entropy } from "./OAuth.ts"
import { fromText, type Stored, TokenStore, type Tokens, toText } from "./TokenStore.ts"

/**
 * A key, and what it is called in the store and in messages.
 *
 * @since 0.1.0
 * @category models
 */
export interface Key {
  /** Not secret, and never given to another key: it is stored beside what the key encrypted. */
  readonly id: string
  /** 32 bytes in base64, such as of `openssl rand -base64 32`. */
  readonly secret: Redacted.Redacted
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /**
   * The first encrypts; all decrypt. To change keys without an interruption: add the new one as the last in all processes,
   * then make it the first, then take the old one away, once everything was written anew.
   */
  readonly keys: readonly [Key, ...ReadonlyArray<Key>]
  /**
   * What becomes of tokens that are stored in clear. `refuse`, the default: reading them fails, and they stay as they are.
   * `encrypt`: they are taken as they are and encrypted when they are first read. Allow that only while there are tokens
   * from before there was a key: whoever can write to the store may then put tokens of their own in the place of yours.
   */
  readonly clearText?: "refuse" | "encrypt"
}

/**
 * A key cannot be used, and nothing was read or written.
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidTokenKey extends Schema.TaggedError<InvalidTokenKey>("@openfaith/client-core/InvalidTokenKey")(
  "InvalidTokenKey",
  { keyId: Schema.String, problem: Schema.String }
) {
  override get message() {
    return `the key ${JSON.stringify(this.keyId)} for tokens: ${this.problem}`
  }
}

const algorithm = "AES-GCM"
const keyBytes = 32
/** What the standard recommends for random ones (NIST SP 800-38D §8.2.2). */
const nonceBytes = 12

type Usable = Awaited<ReturnType<typeof globalThis.crypto.subtle.importKey>>

/** Web Crypto of this platform wants bytes in a buffer of their own. */
const bytes = (of: Uint8Array | string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(typeof of === "string" ? new TextEncoder().encode(of) : of)

const imported = ({ id, secret }: Key): Effect.Effect<readonly [string, Usable], InvalidTokenKey> =>
  Effect.gen(function* () {
    const invalid = (problem: string) => new InvalidTokenKey({ keyId: id, problem })
    // the decoder's own complaint would quote the secret
    const raw = yield* Effect.mapError(Encoding.decodeBase64(Redacted.value(secret).trim()), () =>
      invalid(`its secret is no base64; make one with: openssl rand -base64 ${keyBytes}`)
    )
    if (raw.length !== keyBytes) {
      const remedy = `AES-256 needs ${keyBytes}; make one with: openssl rand -base64 ${keyBytes}`
      return yield* invalid(`its secret has ${raw.length} bytes, ${remedy}`)
    }
    const key = yield* Effect.tryPromise({
      try: () => globalThis.crypto.subtle.importKey("raw", bytes(raw), algorithm, false, ["encrypt", "decrypt"]),
      catch: () => invalid("this platform's Web Crypto does not take it")
    })
    return [id, key] as const
  })

/** What a ciphertext belongs to: neither the id nor the name can be another's without it not decrypting. */
const bound = (keyId: string, name: string) => bytes(JSON.stringify(["openfaith/tokens/1", keyId, name]))

const named = (ids: Iterable<string>) => Array.from(ids, (id) => JSON.stringify(id)).join(", ")

/** Tokens in clear, where nothing should be: perhaps a ciphertext that was changed. It is neither sent nor written anew. */
const inClear = () =>
  new TokensUnreadable({
    keyId: undefined,
    reason:
      "they are not encrypted, or what was encrypted was changed; if they are from before there was a key, set `clearText` to `encrypt` until all are encrypted; else authorise the account again"
  })

const make = ({ clearText = "refuse", keys: [first, ...rest] }: Options, store: TokenStore["Type"]) =>
  Effect.gen(function* () {
    const random = yield* Entropy
    const keys = new Map<string, Usable>()
    for (const each of [first, ...rest]) {
      const [id, key] = yield* imported(each)
      if (keys.has(id)) return yield* new InvalidTokenKey({ keyId: id, problem: "there are two of this id" })
      keys.set(id, key)
    }
    const [encrypting] = keys.values()
    if (encrypting === undefined) return yield* new InvalidTokenKey({ keyId: "", problem: "there is none" })

    const seal = (name: string, tokens: Tokens): Effect.Effect<Tokens, TokenStoreUnavailable> =>
      Effect.gen(function* () {
        const iv = yield* random(nonceBytes)
        const parameters = { name: algorithm, iv: bytes(iv), additionalData: bound(first.id, name) }
        const cipher = yield* Effect.tryPromise({
          try: () => globalThis.crypto.subtle.encrypt(parameters, encrypting, bytes(toText(tokens))),
          catch: () => new TokenStoreUnavailable({ reason: "this platform's Web Crypto did not encrypt the tokens" })
        })
        return SealedTokens.toTokens({ keyId: first.id, iv, cipher: new Uint8Array(cipher) }, tokens)
      })

    const open = (name: string, { cipher, iv, keyId }: SealedTokens.Sealed): Effect.Effect<Tokens, TokensUnreadable> =>
      Effect.gen(function* () {
        const unreadable = (reason: string) => new TokensUnreadable({ keyId, reason })
        const key = keys.get(keyId)
        if (key === undefined) {
          return yield* unreadable(
            `they were encrypted with the key ${JSON.stringify(keyId)}, which is not among those given (${named(keys.keys())}); give it as one of \`keys\`, or authorise the account again`
          )
        }
        const text = yield* Effect.tryPromise({
          try: async () => {
            const parameters = { name: algorithm, iv: bytes(iv), additionalData: bound(keyId, name) }
            return new TextDecoder().decode(await globalThis.crypto.subtle.decrypt(parameters, key, bytes(cipher)))
          },
          catch: () =>
            unreadable(
              `the key ${JSON.stringify(keyId)} does not decrypt them: its secret is another than when they were written, or they were changed or moved here from another account; give the secret of then, or authorise the account again`
            )
        })
        return yield* Effect.mapError(fromText(text), ({ reason }) => unreadable(reason))
      })

    /** What was written before there was a key does not stay in clear, where the host knows of such. */
    const read = (name: string): ReturnType<typeof store.read> =>
      Effect.flatMap(
        store.read(name),
        Option.match({
          onNone: () => Effect.succeed(Option.none()),
          onSome: ({ revision, tokens }) =>
            Option.match(SealedTokens.fromTokens(tokens), {
              onSome: (sealed) => Effect.map(open(name, sealed), (tokens) => Option.some({ tokens, revision })),
              onNone: () =>
                clearText === "refuse"
                  ? Effect.fail(inClear())
                  : seal(name, tokens).pipe(
                      Effect.flatMap((sealed) => store.replace(name, revision, sealed)),
                      Effect.flatMap(
                        Option.match({
                          // somebody was quicker
                          onNone: () => read(name),
                          onSome: (revision): ReturnType<typeof store.read> =>
                            Effect.succeed(Option.some<Stored>({ tokens, revision }))
                        })
                      )
                    )
            })
        })
      )

    return TokenStore.of({
      read,
      write: (name, tokens) => Effect.flatMap(seal(name, tokens), (sealed) => store.write(name, sealed)),
      claim: store.claim,
      replace: (name, revision, tokens) =>
        Effect.flatMap(seal(name, tokens), (sealed) => store.replace(name, revision, sealed)),
      release: store.release,
      remove: (name) =>
        Effect.flatMap(
          store.remove(name),
          Option.match({
            onNone: () => Effect.succeed(Option.none()),
            onSome: ({ revision, tokens }) =>
              Option.match(SealedTokens.fromTokens(tokens), {
                onNone: () =>
                  clearText === "refuse"
                    ? Effect.fail(inClear())
                    : Effect.succeed(Option.some<Stored>({ tokens, revision })),
                onSome: (sealed) =>
                  Effect.map(open(name, sealed), (tokens) => Option.some<Stored>({ tokens, revision }))
              })
          })
        )
    })
  })

/**
 * The same store, in which nothing is ever in clear. Tokens found so are refused with `TokensUnreadable`, unless `clearText`
 * allows them: then they are encrypted when they are first read. When tokens were issued and when they run out can still be read off the store; nothing else can.
 *
 * Where a key is missing or wrong, reading fails with `TokensUnreadable`, which names it; what is stored stays as it is.
 *
 * @since 0.1.0
 * @category combinators
 */
export const encrypted =
  (options: Options) =>
  <E, R>(store: Layer.Layer<TokenStore, E, R>): Layer.Layer<TokenStore, E | InvalidTokenKey, R> =>
    Layer.effect(
      TokenStore,
      Effect.flatMap(TokenStore, (plain) => make(options, plain))
    ).pipe(Layer.provide(store))
