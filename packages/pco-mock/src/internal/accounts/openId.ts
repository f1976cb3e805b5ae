/**
 * OpenID Connect, which Planning Center has had since September 2025: discovery, id tokens, `/oauth/userinfo`.
 *
 * Documented: the paths, the scope `openid`, that an id token names the user and the organization and lives one hour, RS256. Taken
 * from third-party clients: the names of the claims, and that there is no `email_verified`. Not documented, and taken from RFC 6750
 * instead: how `/oauth/userinfo` refuses.
 */
import type { Json } from "../../Row.ts"

/** Who signed in, as the claims of an id token and `/oauth/userinfo` say it. */
export interface Identity {
  readonly sub: string
  readonly name: string
  /** Absent for a person without one. */
  readonly email?: string
  readonly organization_id: string
  readonly organization_name: string
}

/** Where the description of everything is. */
export const discoveryPath = "/.well-known/openid-configuration"

/** Where the keys of id tokens are. */
export const keysPath = "/oauth/discovery/keys"

/** Life of an id token in seconds. */
export const lifetimeSeconds = 3600

/** Scopes that may be asked for; any other word, `profile` and `email` among them, is refused. */
export const scopes: ReadonlyArray<string> = [
  "api",
  "calendar",
  "check_ins",
  "current",
  "giving",
  "groups",
  "home",
  "openid",
  "people",
  "publishing",
  "registrations",
  "resources",
  "services",
  "webhooks"
]

/** The discovery document of an issuer. */
export const discovery = (issuer: string): { readonly [name: string]: Json } => ({
  issuer,
  authorization_endpoint: `${issuer}/oauth/authorize`,
  token_endpoint: `${issuer}/oauth/token`,
  revocation_endpoint: `${issuer}/oauth/revoke`,
  userinfo_endpoint: `${issuer}/oauth/userinfo`,
  jwks_uri: `${issuer}${keysPath}`,
  scopes_supported: scopes,
  response_types_supported: ["code"],
  response_modes_supported: ["query"],
  grant_types_supported: ["authorization_code", "refresh_token"],
  token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  claim_types_supported: ["normal"],
  claims_supported: ["iss", "sub", "aud", "exp", "iat", "name", "email", "organization_id", "organization_name"],
  code_challenge_methods_supported: ["S256"]
})

/** What an id token says beside who signed in. */
export interface Circumstances {
  readonly issuer: string
  readonly clientId: string
  /** Seconds since the epoch. */
  readonly issuedAt: number
  readonly nonce?: string
}

/** Signs id tokens with a key of its own, made when it is first needed. */
export interface Signer {
  readonly idToken: (identity: Identity, circumstances: Circumstances) => Promise<string>
  /** The public key, as a JSON Web Key Set. */
  readonly keys: () => Promise<{ readonly [name: string]: Json }>
}

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
const kid = "pco-mock"

/** A signer without a key yet. */
export const signer = (): Signer => {
  const generate = () =>
    crypto.subtle.generateKey({ ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, true, [
      "sign",
      "verify"
    ])
  let made: ReturnType<typeof generate> | undefined
  const pair = () => {
    made ??= generate()
    return made
  }
  return {
    keys: async () => {
      const { e = "", kty = "RSA", n = "" } = await crypto.subtle.exportKey("jwk", (await pair()).publicKey)
      return { keys: [{ kty, kid, use: "sig", alg: "RS256", n, e }] }
    },
    idToken: async (identity, { clientId, issuedAt, issuer, nonce }) => {
      const claims = {
        iss: issuer,
        aud: clientId,
        iat: issuedAt,
        exp: issuedAt + lifetimeSeconds,
        ...identity,
        ...(nonce === undefined ? {} : { nonce })
      }
      const signed = `${part({ typ: "JWT", alg: "RS256", kid })}.${part(claims)}`
      const signature = await crypto.subtle.sign(algorithm, (await pair()).privateKey, encoder.encode(signed))
      return `${signed}.${base64url(new Uint8Array(signature))}`
    }
  }
}

const encoder = new TextEncoder()

const part = (value: object): string => base64url(encoder.encode(JSON.stringify(value)))

/** Base64 as URLs and tokens have it: without padding. */
export const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "")
