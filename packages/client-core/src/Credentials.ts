/** Who we are to an API. */
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Redacted from "effect/Redacted"
import type { NeedsReauthorization, TokenStoreUnavailable, Unavailable, Unreachable } from "./ClientError.ts"

/** Why an authorization may be out of reach. */
export type AuthorizationError = NeedsReauthorization | TokenStoreUnavailable | Unavailable | Unreachable

/**
 * What signs one request.
 *
 * @since 0.1.0
 * @category models
 */
export interface Authorization {
  /** The value of the `Authorization` header. */
  readonly header: Redacted.Redacted
  /** Tells this authorization from those before and after it. */
  readonly revision: number
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

const fixed = (publicId: string | undefined, header: string, secrets: ReadonlyArray<string>): Credentials => ({
  publicId,
  authorization: Effect.succeed({ header: Redacted.make(header), revision: 0 }),
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
  return fixed(options.id, `Basic ${both}`, [secret, both])
}

/**
 * A bearer token (RFC 6750) that somebody else keeps fresh. Processes that share a budget give it the same `id`; without
 * one the budget is named after the connection.
 *
 * @since 0.1.0
 * @category constructors
 */
export const bearer = (token: Redacted.Redacted, options: { readonly id?: string } = {}): Credentials =>
  fixed(options.id, `Bearer ${Redacted.value(token)}`, [Redacted.value(token)])
