/**
 * The port behind renewed access: where an account's OAuth tokens rest, and which process may renew them.
 *
 * A refresh token often works once. So before a process sends it, it claims the revision it read, and what comes back
 * replaces that revision and no other. No lock is held while the API answers: a claim is a row with an end.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type TokenStoreUnavailable, type TokensCopied, TokensUnreadable } from "./ClientError.ts"

/**
 * The tokens of one account, as the API gave them. Decoded, they print as `<redacted>`; the encoded form holds the secrets
 * themselves, and belongs nowhere but in a store.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Tokens = Schema.Struct({
  access: Schema.Redacted(Schema.String),
  /** Without one, the account's owner has to authorise again when `access` has run out. */
  refresh: Schema.optional(Schema.Redacted(Schema.String)),
  /** When they were asked for, by the clock of the process that asked. */
  issuedAt: Schema.DateTimeUtc,
  /** When `access` runs out, by the same clock; absent where the API did not say. */
  expiresAt: Schema.optional(Schema.DateTimeUtc),
  /** What they allow, which may be less than what was asked for. */
  scopes: Schema.Array(Schema.String)
})

/**
 * @since 0.1.0
 * @category models
 */
export type Tokens = typeof Tokens.Type

/**
 * Tokens as one text, for stores that keep text. Where a text does not decode, the error's message does not quote it, but
 * its `issue` does: print the message.
 *
 * @since 0.1.0
 * @category schemas
 */
export const TokensFromJson = Schema.parseJson(Tokens).annotations({
  message: () => ({ message: "what is stored are no tokens", override: true })
})

/**
 * The text of tokens, secrets included.
 *
 * @since 0.1.0
 * @category combinators
 */
export const toText: (tokens: Tokens) => string = Schema.encodeSync(TokensFromJson)

/**
 * The tokens of a text. Of one that holds none, nothing is quoted.
 *
 * @since 0.1.0
 * @category combinators
 */
export const fromText = (text: string): Effect.Effect<Tokens, TokensUnreadable> =>
  Effect.mapError(
    Schema.decode(TokensFromJson)(text),
    ({ message }) => new TokensUnreadable({ keyId: undefined, reason: `${message}; authorise the account again` })
  )

/**
 * Tokens, and which of all those the account has had.
 *
 * @since 0.1.0
 * @category models
 */
export interface Stored {
  readonly tokens: Tokens
  readonly revision: number
}

/**
 * Whether a revision may be renewed now: by whoever asked; not yet, since another has claimed it, for `wait` at most; or
 * not at all, since it is no longer the one that is stored.
 *
 * @since 0.1.0
 * @category models
 */
export type Claim = Data.TaggedEnum<{
  Claimed: { readonly claim: string }
  Busy: { readonly wait: Duration.Duration }
  Moved: object
}>

/**
 * Makes and matches claims.
 *
 * @since 0.1.0
 * @category constructors
 */
export const Claim = Data.taggedEnum<Claim>()

/**
 * Where tokens rest, for every process that uses them.
 *
 * Promises: each method is one atomic step, and takes part in no transaction of its caller's. Revisions of a key only
 * grow, across `remove` too, so none ever stands for two sets of tokens. A revision has at most one live claim; a claim
 * lives until it is released, until its revision is no longer the stored one, or until its lease has run out by the
 * store's own clock. Tokens replace only the revision they were made from: who loses that race never overwrites.
 *
 * Where a store can tell, tokens have a home: where they were written. A copy of its database, such as production's in
 * staging, is another place. There they can be read and nobody can claim them, until they are written anew, or adopted
 * by the host; what is removed there is not given out, so that nobody gives it back to the API.
 *
 * @since 0.1.0
 * @category tags
 */
export class TokenStore extends Context.Tag("@openfaith/client-core/TokenStore")<
  TokenStore,
  {
    /** What is stored under a key, if anything. */
    readonly read: (key: string) => Effect.Effect<Option.Option<Stored>, TokenStoreUnavailable | TokensUnreadable>
    /** Stores tokens whatever was there, as after a new authorization, and says their revision. */
    readonly write: (key: string, tokens: Tokens) => Effect.Effect<number, TokenStoreUnavailable>
    /** Claims a revision for the time of the lease; fails away from its home. */
    readonly claim: (
      key: string,
      revision: number,
      lease: Duration.Duration
    ) => Effect.Effect<Claim, TokenStoreUnavailable | TokensCopied>
    /**
     * Stores tokens if this revision is still the stored one, and says their revision; none if it is not.
     *
     * It asks for no live claim: whoever comes back after its lease may hold the only tokens that are still good.
     */
    readonly replace: (
      key: string,
      revision: number,
      tokens: Tokens
    ) => Effect.Effect<Option.Option<number>, TokenStoreUnavailable>
    /** Ends a claim before its lease does; another's claim, or one that has ended, is left alone. */
    readonly release: (key: string, claim: string) => Effect.Effect<void, TokenStoreUnavailable>
    /**
     * Takes away what is stored under a key, and says what that was; nothing of tokens that are away from their home. What
     * is unreadable is taken away, too.
     */
    readonly remove: (key: string) => Effect.Effect<Option.Option<Stored>, TokenStoreUnavailable | TokensUnreadable>
  }
>() {}

interface Row {
  /** Stays, and counts on, when the tokens are gone. */
  readonly revision: number
  readonly tokens: Option.Option<Tokens>
  readonly claimed?: { readonly claim: string; readonly until: number }
}

/**
 * The tokens of one process, gone with the process: for tests, and for hosts that authorise anew at each start.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerMemory: Layer.Layer<TokenStore> = Layer.sync(TokenStore, () => {
  const rows = new Map<string, Row>()
  let claims = 0

  const row = (key: string): Row => rows.get(key) ?? { revision: 0, tokens: Option.none() }

  const stored = ({ revision, tokens }: Row): Option.Option<Stored> =>
    Option.map(tokens, (tokens) => ({ tokens, revision }))

  const holds = (current: Row, revision: number) => Option.isSome(current.tokens) && current.revision === revision

  const put = (key: string, tokens: Option.Option<Tokens>): number => {
    const revision = row(key).revision + 1
    rows.set(key, { revision, tokens })
    return revision
  }

  const claim = (key: string, revision: number, lease: Duration.Duration, now: number): Claim => {
    const current = row(key)
    if (!holds(current, revision)) return Claim.Moved()
    const { claimed } = current
    if (claimed !== undefined && claimed.until > now) return Claim.Busy({ wait: Duration.millis(claimed.until - now) })
    const name = String(++claims)
    rows.set(key, { ...current, claimed: { claim: name, until: now + Duration.toMillis(lease) } })
    return Claim.Claimed({ claim: name })
  }

  return TokenStore.of({
    read: (key) => Effect.sync(() => stored(row(key))),
    write: (key, tokens) => Effect.sync(() => put(key, Option.some(tokens))),
    claim: (key, revision, lease) => Effect.map(Clock.currentTimeMillis, (now) => claim(key, revision, lease, now)),
    replace: (key, revision, tokens) =>
      Effect.sync(() => (holds(row(key), revision) ? Option.some(put(key, Option.some(tokens))) : Option.none())),
    release: (key, claim) =>
      Effect.sync(() => {
        const { claimed, ...rest } = row(key)
        if (claimed?.claim === claim) rows.set(key, rest)
      }),
    remove: (key) =>
      Effect.sync(() => {
        const before = stored(row(key))
        if (Option.isSome(before)) put(key, Option.none())
        return before
      })
  })
})
