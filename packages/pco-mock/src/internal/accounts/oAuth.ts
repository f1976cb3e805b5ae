/**
 * Signing in with Planning Center: `/oauth/authorize`, `/oauth/token` and `/oauth/revoke`; with the scope `openid` also
 * `/oauth/userinfo`, id tokens, their keys and the discovery document.
 *
 * Paths, parameters and the bodies of tokens and errors are documented. Not documented, and taken from RFC 6749, 7009 and 7636
 * instead: the error a browser is sent back with, how long a code lives, and what revoking answers. `/oauth/token/info` and
 * `/oauth/refresh`, which some documents name, are left out: what they answer was never seen.
 */

import * as Prng from "../../Prng.ts"
import * as Untrusted from "../control/untrusted.ts"
import type * as Answer from "../requests/answer.ts"
import * as OpenId from "./openId.ts"
import * as Tokens from "./tokens.ts"

/** An application that may ask people for access. */
export interface Client {
  readonly clientId: string
  /** Absent for an application that can keep no secret and proves itself with PKCE. */
  readonly clientSecret?: string
  /** Where people may be sent back to. Default: anywhere. */
  readonly redirectUris?: ReadonlyArray<string>
  readonly name?: string
}

/** How signing in goes. */
export interface Options {
  /** Applications that are known. Default: any, with any secret. */
  readonly clients?: ReadonlyArray<Client>
  /**
   * The id of the person who says yes at once, without a page: for tests that have no browser. Default: a page asks, and the answer
   * is whoever is named there.
   */
  readonly autoApprove?: string
  /** Life of a code in seconds. Default 600. */
  readonly codeSeconds?: number
  /** The status of `invalid_grant` and `invalid_client`. Reports quote bodies without it. Default 401. */
  readonly refusalStatus?: number
  readonly tokens?: Partial<Tokens.Options>
}

/** The endpoints, and the tokens they handed out. */
export interface OAuth {
  /** Undefined for a path that is none of these. */
  readonly answer: (asked: Answer.Asked) => Promise<Answer.Answer | undefined>
  readonly tokens: Tokens.Tokens
  readonly reset: () => void
}

/** Everything that signing in answers is below this, but for the discovery document. */
export const prefix = "/oauth/"

/** Whether a path is one of these. */
export const isMeant = (path: string): boolean => path.startsWith(prefix) || path === OpenId.discoveryPath

/** The people of the church, as far as signing in needs them. */
export interface People {
  /** The id of the one that the page proposes. */
  readonly anyone: () => string
  readonly identity: (id: string) => OpenId.Identity
}

const strangers: People = {
  anyone: () => "1",
  identity: (id) => ({ sub: id, name: "", organization_id: "100093", organization_name: "Example Church" })
}

interface Code extends Tokens.Permission {
  readonly redirectUri: string
  readonly challenge: string
  readonly method: string
  readonly nonce: string | null
  readonly until: number
}

/** Starts with nobody signed in. */
export const make = (now: () => number, options: Options = {}, people: People = strangers, seed = 1): OAuth => {
  const { anyone } = people
  const signer = OpenId.signer()
  const tokens = Tokens.make(now, options.tokens, seed)
  const codes = new Map<string, Code>()
  let prng = Prng.make(seed + 1)

  const known = (clientId: string): Client | undefined =>
    options.clients === undefined
      ? clientId === ""
        ? undefined
        : { clientId }
      : options.clients.find((each) => each.clientId === clientId)

  /** What is wrong with a request to sign in; such a caller is shown a page and never sent anywhere. */
  const complaint = (params: URLSearchParams): string | undefined => {
    const client = known(params.get("client_id") ?? "")
    const redirect = params.get("redirect_uri") ?? ""
    if (client === undefined) return "Client authentication failed due to unknown client."
    if (!URL.canParse(redirect)) return "The redirect uri included is not valid."
    if (client.redirectUris !== undefined && !client.redirectUris.includes(redirect)) {
      return "The redirect uri included is not valid."
    }
    return undefined
  }

  const authorize = ({ method, url, body }: Answer.Asked): Answer.Answer => {
    const params = method === "POST" ? new URLSearchParams(body) : url.searchParams
    const wrong = complaint(params)
    if (wrong !== undefined) return page(401, `<h1>An error has occurred</h1><p>${escaped(wrong)}</p>`)
    if (params.get("response_type") !== "code") return back(params, { error: "unsupported_response_type" })
    const wanted = Tokens.words(params.get("scope") ?? "")
    if (wanted.length === 0 || wanted.some((word) => !OpenId.scopes.includes(word))) {
      return back(params, { error: "invalid_scope" })
    }
    if (method === "GET" && options.autoApprove === undefined) return page(200, question(params, anyone()))
    if (method === "POST" && params.get("answer") !== "yes") return back(params, { error: "access_denied" })
    return back(params, { code: approve(params, params.get("user") ?? options.autoApprove ?? anyone()) })
  }

  const approve = (params: URLSearchParams, user: string): string => {
    const code = Tokens.secret(prng)
    const challenge = params.get("code_challenge") ?? ""
    codes.set(code, {
      user,
      clientId: params.get("client_id") ?? "",
      scope: params.get("scope") ?? "",
      redirectUri: params.get("redirect_uri") ?? "",
      challenge,
      method: params.get("code_challenge_method") ?? "plain",
      nonce: params.get("nonce"),
      until: now() + (options.codeSeconds ?? 600) * 1000
    })
    return code
  }

  const token = async (asked: Answer.Asked): Promise<Answer.Answer> => {
    const sent = parameters(asked)
    const client = known(sent.client_id ?? "")
    const proven =
      client !== undefined && (client.clientSecret === undefined || client.clientSecret === sent.client_secret)
    if (sent.grant_type === undefined) return invalid("invalid_request", 400)
    if (sent.grant_type !== "authorization_code" && sent.grant_type !== "refresh_token") {
      return invalid("unsupported_grant_type", 400)
    }
    if (!proven) return invalid("invalid_client", options.refusalStatus)
    const needed = sent.grant_type === "refresh_token" ? sent.refresh_token : sent.code
    if (needed === undefined) return invalid("invalid_request", 400)
    const nonce = codes.get(needed)?.nonce ?? undefined
    const pair =
      sent.grant_type === "refresh_token" ? tokens.refresh(needed, client.clientId) : await redeem(needed, sent)
    return pair === undefined ? invalid("invalid_grant", options.refusalStatus) : handOut(pair, asked.url.origin, nonce)
  }

  const handOut = async (pair: Tokens.Pair, issuer: string, nonce: string | undefined): Promise<Answer.Answer> => {
    if (!Tokens.words(pair.scope).includes("openid")) return json(200, wirePair(pair))
    const { clientId, createdAt: issuedAt, user } = pair
    const circumstances = { issuer, clientId, issuedAt, ...(nonce === undefined ? {} : { nonce }) }
    return json(200, { ...wirePair(pair), id_token: await signer.idToken(people.identity(user), circumstances) })
  }

  /** The words of the refusals are those of RFC 6750. */
  const userinfo = ({ headers }: Answer.Asked): Answer.Answer => {
    const [, bearer = ""] = /^bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? []
    const admission = tokens.admit(bearer, now())
    if (admission === undefined || "refused" in admission) {
      const refusal = json(401, { error: "invalid_token", error_description: "The access token is invalid" })
      return { ...refusal, headers: { ...refusal.headers, "WWW-Authenticate": 'Bearer error="invalid_token"' } }
    }
    const { scope = [], user } = admission.caller
    if (!scope.includes("openid")) return json(403, { error: "insufficient_scope" })
    return json(200, { ...people.identity(user) })
  }

  /** A code is gone once somebody tried it, whether they succeeded or not. */
  const redeem = async (text: string, sent: Sent): Promise<Tokens.Pair | undefined> => {
    const code = codes.get(text)
    codes.delete(text)
    if (code === undefined || code.until <= now()) return undefined
    if (code.clientId !== sent.client_id || code.redirectUri !== sent.redirect_uri) return undefined
    if (code.challenge !== "" && (await challengeOf(sent.code_verifier ?? "", code.method)) !== code.challenge) {
      return undefined
    }
    const { clientId, scope, user } = code
    return tokens.issue({ clientId, scope, user })
  }

  const revoke = (asked: Answer.Asked): Answer.Answer => {
    const { client_id = "", client_secret, token: revoked = "" } = parameters(asked)
    const client = known(client_id)
    if (client === undefined || (client.clientSecret !== undefined && client.clientSecret !== client_secret)) {
      return invalid("invalid_client", options.refusalStatus)
    }
    // an unknown token is no error, as the RFC has it
    tokens.revoke(revoked, client_id)
    return json(200, {})
  }

  return {
    tokens,
    reset: () => {
      tokens.reset()
      codes.clear()
      prng = Prng.make(seed + 1)
    },
    answer: async (asked) => {
      const { method, url } = asked
      switch (`${method} ${url.pathname}`) {
        case "GET /oauth/authorize":
        case "POST /oauth/authorize":
          return authorize(asked)
        case "POST /oauth/token":
          return token(asked)
        case "GET /oauth/userinfo":
        case "POST /oauth/userinfo":
          return userinfo(asked)
        case `GET ${OpenId.discoveryPath}`:
          return json(200, OpenId.discovery(url.origin))
        case `GET ${OpenId.keysPath}`:
          return json(200, await signer.keys())
        case "POST /oauth/revoke":
          return revoke(asked)
        default:
          return undefined
      }
    }
  }
}

/** What was sent, form or JSON, with nothing left of each secret but its end. */
export const withoutSecrets = (body: string): string =>
  body.replace(
    /\b(client_secret|refresh_token|code|code_verifier|token)("?\s*[=:]\s*"?)([^&"\s]+)/g,
    (_, name: string, between: string, value: string) => `${name}${between}…${value.length > 16 ? value.slice(-4) : ""}`
  )

/** A pair as the token endpoint writes it. */
export const wirePair = ({ accessToken, createdAt, expiresIn, refreshToken, scope }: Tokens.Pair) => ({
  access_token: accessToken,
  token_type: "bearer",
  expires_in: expiresIn,
  refresh_token: refreshToken,
  scope,
  created_at: createdAt
})

const json = (status: number, value: Untrusted.JsonObject): Answer.Answer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", "Cache-Control": "no-store", Pragma: "no-cache" },
  body: JSON.stringify(value),
  rows: 0
})

// the words for invalid_grant are those in reports; the others are the usual ones of the library that says these
const descriptions = {
  invalid_grant:
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.",
  invalid_client:
    "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
  invalid_request: "The request is missing a required parameter, or is otherwise malformed.",
  unsupported_grant_type: "The authorization grant type is not supported by the authorization server."
}

const invalid = (error: keyof typeof descriptions, status = 401): Answer.Answer =>
  json(status, { error, error_description: descriptions[error] })

interface Sent {
  readonly [name: string]: string | undefined
}

/**
 * What was sent, as a form, as JSON or in the query, where the body wins; an application may also name itself in the header. The
 * query was seen in a working client.
 */
const parameters = ({ body, headers, url }: Answer.Asked): Sent => {
  const given = (headers["content-type"] ?? "").includes("json") ? Untrusted.parse(body) : undefined
  const inBody = Untrusted.isObject(given)
    ? Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
    : Object.fromEntries(new URLSearchParams(body))
  const sent = { ...Object.fromEntries(url.searchParams), ...inBody }
  const [, basic = ""] = /^basic +(\S+)$/i.exec(headers.authorization ?? "") ?? []
  if (basic === "") return sent
  const [clientId = "", ...secret] = atob(basic).split(":")
  return { client_id: clientId, client_secret: secret.join(":"), ...sent }
}

const challengeOf = async (verifier: string, method: string): Promise<string> => {
  if (method !== "S256") return verifier
  return OpenId.base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))))
}

/** Sends the browser back to the application with what came of it. */
const back = (params: URLSearchParams, outcome: { readonly [name: string]: string }): Answer.Answer => {
  const target = new URL(params.get("redirect_uri") ?? "")
  const state = params.get("state")
  for (const [name, value] of Object.entries(outcome)) target.searchParams.set(name, value)
  if (state !== null) target.searchParams.set("state", state)
  return { status: 302, headers: { location: target.href }, body: "", rows: 0 }
}

const page = (status: number, body: string): Answer.Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!DOCTYPE html><html><head><title>pco-mock</title></head><body>${body}</body></html>`,
  rows: 0
})

const question = (params: URLSearchParams, user: string): string => {
  const hidden = [...params].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`
  )
  const scope = escaped(params.get("scope") ?? "")
  return `<h1>Authorize ${escaped(params.get("client_id") ?? "")}?</h1><p>It asks for: ${scope}</p>
<form method="post" action="/oauth/authorize">${hidden.join("")}
<label>Person <input name="user" value="${escaped(user)}"></label>
<button name="answer" value="yes">Authorize</button> <button name="answer" value="no">Deny</button></form>`
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
