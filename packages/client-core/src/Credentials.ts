/** Who we are to an API. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Redacted from "effect/Redacted"
import type {
  ClientError,
  NeedsReauthorization,
  TokenStoreUnavailable,
  TokensCopied,
  TokensUnreadable,
  Unavailable,
  Unreachable
} from "./ClientError.ts"
import * as Secrets from "./internal/secrets.ts"

/**
 * Why an authorization may be out of reach.
 *
 * @since 0.1.0
 * @category models
 */
export type AuthorizationError =
  | NeedsReauthorization
  | TokenStoreUnavailable
  | TokensUnreadable
  | TokensCopied
  | Unavailable
  | Unreachable

/**
 * What signs one request.
 *
 * @since 0.1.0
 * @category models
 */
export interface Authorization {
  /** The header that holds it; default `authorization`. */
  readonly name?: string
  /** The value of that header. */
  readonly header: Redacted.Redacted
  /** Tells this authorization from those before and after it. */
  readonly revision: number
  /** When it was issued, in milliseconds since 1970 by this machine's clock; absent where that is not known. */
  readonly issuedAt?: number
}

/**
 * What signs the requests of one connection. `personalToken` and `bearer` never change; `OAuth.credentials` renew
 * themselves.
 *
 * @since 0.1.0
 * @category models
 */
export interface Credentials {
  /**
   * Names the credentials without being secret, the same in every process: budgets are counted by it. A bearer token has
   * no such name of its own.
   */
  readonly publicId: string | undefined
  /** What to sign the next request with. */
  readonly authorization: Effect.Effect<Authorization, AuthorizationError>
  /** After the API refused an authorization (401): whether there is another one by now, so that trying again may help. */
  readonly renew: (refused: Authorization) => Effect.Effect<boolean, AuthorizationError>
  /** The texts that nobody else may see, those no longer in use among them. */
  readonly secrets: () => ReadonlyArray<string>
}

const fixed = (
  publicId: string | undefined,
  authorization: Omit<Authorization, "revision">,
  secrets: ReadonlyArray<string>
): Credentials => ({
  publicId,
  authorization: Effect.succeed({ ...authorization, revision: 0 }),
  renew: () => Effect.succeed(false),
  secrets: () => secrets
})

/**
 * An application id and its secret, sent as HTTP Basic (RFC 7617).
 *
 * @since 0.1.0
 * @category constructors
 */
export const personalToken = (options: { readonly id: string; readonly secret: Redacted.Redacted }): Credentials => {
  const secret = Redacted.value(options.secret)
  const both = Encoding.encodeBase64(`${options.id}:${secret}`)
  return fixed(options.id, { header: Redacted.make(`Basic ${both}`) }, [secret, both])
}

/**
 * A bearer token (RFC 6750) that somebody else keeps fresh.
 *
 * `id` names its budget, the same in every process that shares it. Without one the budget is named after the connection:
 * two tokens on two connections that are both called `main` then share one, which is safe, and slow.
 *
 * @since 0.1.0
 * @category constructors
 */
export const bearer = (token: Redacted.Redacted, options: { readonly id?: string } = {}): Credentials =>
  fixed(options.id, { header: Redacted.make(`Bearer ${Redacted.value(token)}`) }, [Redacted.value(token)])

/**
 * A key in a header of the API's own, such as `x-api-key`; `id` as for {@link bearer}.
 *
 * @since 0.1.0
 * @category constructors
 */
export const apiKey = (options: {
  readonly header: string
  readonly key: Redacted.Redacted
  readonly id?: string
}): Credentials =>
  fixed(options.id, { name: options.header.toLowerCase(), header: options.key }, [Redacted.value(options.key)])

/**
 * A new authorization may be refused for a second or two, until all machines of an API know it
 * (planningcenter/developers issue 624). For so long after it was issued, a refusal is not believed.
 */
const settlesWithin = Duration.toMillis("10 seconds")

/** The pauses between tries of a new authorization: they double up to the longest. */
const settlingPause = { first: 250, longest: 2_000 }

/**
 * How long to wait before an authorization that was refused (401) is tried again as it is: because it is so new that the
 * API may not know it everywhere. `undefined` where the refusal is to be believed. `tries` is how often it was refused
 * before this time.
 *
 * @since 0.1.0
 * @category combinators
 */
export const settling = (
  { issuedAt }: Authorization,
  { tries }: { readonly tries: number }
): Effect.Effect<Duration.Duration | undefined> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const pause = Math.min(settlingPause.longest, settlingPause.first * 2 ** tries)
    // a clock that is ahead of the one it was issued by must not make it new for ever
    const isNew = issuedAt !== undefined && Math.abs(now - issuedAt) < settlesWithin && tries < 10
    return isNew ? Duration.millis(pause) : undefined
  })

/**
 * The same error without any secret of these credentials in it, for requests that are made without a `Connection`: a server
 * may repeat what it was sent.
 *
 * @since 0.1.0
 * @category combinators
 */
export const hide =
  ({ secrets }: Credentials) =>
  <E extends ClientError>(error: E): E =>
    Secrets.hide(secrets())(error)
