/** An OAuth server on this machine, and a tiny API behind it: strict, and as unlucky as a test wants it to be. */
import { createHash, randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as OAuth from "../src/OAuth.ts"

/** What happens to one token request. */
export type Fault =
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** Everything is done as asked, and the connection is cut instead of an answer. */
  | "lose the answer"
  | "hang"

export interface Options {
  /** What `expires_in` says, in seconds; nothing by default. */
  readonly lasts?: number
  /** Whether each refresh token works once; default true. */
  readonly rotates?: boolean
  /** Whether a refresh token whose successor was not used yet works again. */
  readonly grace?: boolean
  /** How long a token request takes, in milliseconds. */
  readonly takes?: number
  /** How clients say who they are; `none` for public ones. Default `body`. */
  readonly authentication?: "body" | "basic" | "none"
}

export interface Asked {
  readonly path: string
  readonly form: Readonly<Record<string, string>>
  readonly headers: IncomingMessage["headers"]
}

interface Family {
  access: string
  refresh: string
  /** The refresh token before this one. */
  previous: string | undefined
  readonly scope: string
}

export const clientId = "client-7"
export const clientSecret = "client+secret/%&=ü"
export const redirectUri = "https://host.example.com/callback"

const text = async (request: IncomingMessage) => {
  let body = ""
  for await (const chunk of request.setEncoding("utf8")) body += chunk
  return body
}

const token = (kind: string) => `${kind}-${randomBytes(18).toString("base64url")}`

const listen = (options: Options) =>
  Effect.async<{ readonly origin: string; readonly control: ReturnType<typeof handlers>; close: () => void }>(
    (resume) => {
      const control = handlers(options)
      const server = createServer((request, response) => void control.handle(request, response))
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        const close = () => {
          server.closeAllConnections()
          server.close()
        }
        resume(Effect.succeed({ origin: `http://127.0.0.1:${port}`, control, close }))
      })
    }
  )

const handlers = (initial: Options) => {
  let options = initial
  const codes = new Map<string, { readonly challenge: string; readonly scope: string }>()
  const families = new Set<Family>()
  const issued: Array<string> = []
  const asked: Array<Asked> = []
  const calls: Array<number> = []
  const faults: Array<Fault> = []
  /** How often a refresh token was sent that had been rotated away. */
  let reused = 0
  let released: Promise<void> | undefined

  const issue = (kind: string) => {
    const fresh = token(kind)
    issued.push(fresh)
    return fresh
  }

  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))

  const isClient = ({ form, headers }: Asked) => {
    if (options.authentication === "none") return form.client_id === clientId && form.client_secret === undefined
    if (options.authentication !== "basic") return form.client_id === clientId && form.client_secret === clientSecret
    const [id, secret] = Buffer.from((headers.authorization ?? "").replace("Basic ", ""), "base64")
      .toString()
      .split(":")
      .map((part) => new URLSearchParams(`=${part}`).get(""))
    return id === clientId && secret === clientSecret && form.client_secret === undefined
  }

  const grantOf = (family: Family) => ({
    access_token: family.access,
    token_type: "Bearer",
    refresh_token: family.refresh,
    scope: family.scope,
    ...(options.lasts === undefined ? {} : { expires_in: options.lasts })
  })

  const grant = (request: Asked): readonly [status: number, body: unknown] => {
    const { form } = request
    if (!isClient(request)) return [401, { error: "invalid_client" }]
    if (form.grant_type === "authorization_code") {
      const known = codes.get(form.code ?? "")
      codes.delete(form.code ?? "")
      const challenge = createHash("sha256")
        .update(form.code_verifier ?? "")
        .digest("base64url")
      if (known === undefined || known.challenge !== challenge || form.redirect_uri !== redirectUri) {
        // servers do say such things
        const error_description = `code ${form.code} does not go with ${form.code_verifier}`
        return [400, { error: "invalid_grant", error_description }]
      }
      const family: Family = {
        access: issue("access"),
        refresh: issue("refresh"),
        previous: undefined,
        scope: known.scope
      }
      families.add(family)
      return [200, grantOf(family)]
    }
    if (form.grant_type === "refresh_token") {
      const refresh = form.refresh_token ?? ""
      const family = Array.from(families).find((each) => each.refresh === refresh || each.previous === refresh)
      const isCurrent = family?.refresh === refresh
      if (!isCurrent) reused++
      if (family === undefined || (!isCurrent && options.grace !== true)) {
        return [400, { error: "invalid_grant", error_description: `no such refresh token: ${refresh}` }]
      }
      if (isCurrent && options.rotates !== false) {
        family.previous = family.refresh
        family.refresh = issue("refresh")
      }
      family.access = issue("access")
      return [200, grantOf(family)]
    }
    return [400, { error: "unsupported_grant_type" }]
  }

  const authorize = (url: URL, response: ServerResponse) => {
    const query = url.searchParams
    const back = new URL(redirectUri)
    back.searchParams.set("state", query.get("state") ?? "")
    const isSound =
      query.get("client_id") === clientId &&
      query.get("redirect_uri") === redirectUri &&
      query.get("response_type") === "code" &&
      query.get("code_challenge_method") === "S256"
    if (!isSound) return response.writeHead(400).end()
    if (url.pathname === "/declined") {
      back.searchParams.set("error", "access_denied")
      back.searchParams.set("error_description", `they said no to ${query.get("state")}`)
    } else {
      const code = issue("code")
      codes.set(code, { challenge: query.get("code_challenge") ?? "", scope: query.get("scope") ?? "" })
      back.searchParams.set("code", code)
    }
    return response.writeHead(302, { location: back.href }).end()
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const url = new URL(request.url ?? "/", "http://server")
    if (url.pathname === "/authorize" || url.pathname === "/declined") return authorize(url, response)
    if (url.pathname === "/api") {
      const isLive = Array.from(families).some(({ access }) => request.headers.authorization === `Bearer ${access}`)
      calls.push(isLive ? 200 : 401)
      return json(response, isLive ? 200 : 401, {})
    }
    const form = Object.fromEntries(new URLSearchParams(await text(request)))
    const entry = { path: url.pathname, form, headers: request.headers }
    asked.push(entry)
    const fault = faults.shift()
    if (fault === "hang") return
    await released
    if (options.takes !== undefined) await new Promise((done) => setTimeout(done, options.takes))
    if (typeof fault === "object") return response.writeHead(fault.status, fault.headers).end(fault.body)
    if (url.pathname === "/revoke") {
      for (const family of families) {
        if ([family.access, family.refresh, family.previous].includes(form.token)) families.delete(family)
      }
      return response.writeHead(200).end()
    }
    const [status, body] = grant(entry)
    return fault === "lose the answer" ? request.socket.destroy() : json(response, status, body)
  }

  return {
    handle,
    issued,
    asked,
    calls,
    faults,
    reused: () => reused,
    /** From now on no token request has an answer, until what this gives is called. */
    hold: () => {
      let release = () => {}
      released = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    change: (changed: Options) => {
      options = { ...options, ...changed }
    },
    /** The access tokens that were given out are no longer good; refresh tokens are. */
    expire: () => {
      for (const family of families) family.access = issue("expired")
    },
    /** Nothing that was given out is good any more. */
    revokeAll: () => families.clear(),
    isCurrent: (refresh: string | undefined) => Array.from(families).some((family) => family.refresh === refresh)
  }
}

/** A server for the scope of a test. */
export const serve = (options: Options = {}) =>
  Effect.map(
    Effect.acquireRelease(listen(options), ({ close }) => Effect.sync(close)),
    ({ control, origin }) => {
      const app: OAuth.App = {
        authorizeUrl: `${origin}/authorize`,
        tokenUrl: `${origin}/token`,
        revokeUrl: `${origin}/revoke`,
        clientId,
        redirectUri,
        scopes: ["people", "giving"],
        ...(options.authentication === "none"
          ? {}
          : { clientSecret: Redacted.make(clientSecret), authentication: options.authentication ?? "body" })
      }
      return {
        ...control,
        origin,
        app,
        /** What the owner's browser does: follows the address, and tells where it was sent. */
        visit: (url: string) =>
          Effect.promise(async () => (await fetch(url, { redirect: "manual" })).headers.get("location") ?? ""),
        /** Token requests so far, by what they brought. */
        grants: () => control.asked.filter(({ path }) => path === "/token").map(({ form }) => form.grant_type)
      }
    }
  )

export type AuthorizationServer = Effect.Effect.Success<ReturnType<typeof serve>>
