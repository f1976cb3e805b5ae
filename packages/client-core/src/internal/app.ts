/** The registration of a host with an API. */
import type * as Redacted from "effect/Redacted"

/**
 * What a host registered with the API.
 *
 * @since 0.1.0
 * @category models
 */
export interface App {
  /** Where the account's owner is sent. */
  readonly authorizeUrl: string
  /** Where tokens come from. */
  readonly tokenUrl: string
  /** Where tokens are given back (RFC 7009), if the API has such a place. */
  readonly revokeUrl?: string
  readonly clientId: string
  /** Absent for a public client, which cannot keep a secret and has PKCE alone. */
  readonly clientSecret?: Redacted.Redacted
  /** Whether the id and the secret go along in the form, or as HTTP Basic; default `body`. */
  readonly authentication?: "body" | "basic"
  /** Where the owner comes back to, as registered. */
  readonly redirectUri: string
  readonly scopes: ReadonlyArray<string>
  /** What requests for tokens say of themselves as `User-Agent`: firewalls refuse those without. Default `openfaith`. */
  readonly userAgent?: string
}
