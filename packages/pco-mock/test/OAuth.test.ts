import { describe, expect, it } from "@effect/vitest"
import * as Faults from "../src/Faults.ts"
import type * as Handler from "../src/Handler.ts"
import * as OAuth from "../src/internal/accounts/oAuth.ts"
import { church, type Init, origin, stoppedClock } from "./Asking.ts"

const callback = "https://app.example/callback"
const client = { clientId: "planner", clientSecret: "hush", redirectUris: [callback] }

interface Pair {
  readonly access_token: string
  readonly refresh_token: string
}

const signIn = (options: Omit<Partial<Handler.Options>, "clock"> = {}) => {
  const clock = stoppedClock()
  const made = church(20, {
    clock: clock.now,
    credentials: [],
    oauth: { clients: [client], autoApprove: "7" },
    ...options
  })
  const form = async (values: Record<string, string>, init: Init = {}) => {
    const reply = await made.ask("/oauth/token", {
      method: "POST",
      body: new URLSearchParams(values).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", authorization: "" },
      ...init
    })
    // answers of the token endpoint
    return { ...reply, pair: (reply.status === 200 ? JSON.parse(reply.text) : {}) as Pair }
  }
  const authorize = (extra: Record<string, string> = {}) => {
    const query = { client_id: "planner", redirect_uri: callback, response_type: "code", scope: "people", state: "s1" }
    return made.ask(`/oauth/authorize?${new URLSearchParams({ ...query, ...extra })}`, {
      headers: { authorization: "" }
    })
  }
  const code = async (extra: Record<string, string> = {}) => {
    const location = new URL((await authorize(extra)).headers.get("location") ?? "")
    return location.searchParams.get("code") ?? ""
  }
  const secret = { client_id: "planner", client_secret: "hush" }
  const redeem = async (given: string, extra: Record<string, string> = {}) =>
    form({ grant_type: "authorization_code", code: given, redirect_uri: callback, ...secret, ...extra })
  const refresh = (token: string) => form({ grant_type: "refresh_token", refresh_token: token, ...secret })
  const me = (token: string, path = "/people/v2/people") =>
    made.ask(path, { headers: { authorization: `Bearer ${token}` } })
  return { ...made, clock, form, authorize, code, redeem, refresh, me }
}

const errorOf = (reply: { text: string }) => JSON.parse(reply.text).error

describe("signing in", () => {
  it("sends the browser back with a code and the state, and the code becomes tokens once", async () => {
    const { authorize, handler, me, redeem } = signIn()
    const sent = await authorize()
    const location = new URL(sent.headers.get("location") ?? "")
    expect([sent.status, location.origin + location.pathname]).toEqual([302, callback])
    expect(location.searchParams.get("state")).toBe("s1")
    const given = location.searchParams.get("code") ?? ""
    const reply = await redeem(given)
    expect(JSON.parse(reply.text)).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      token_type: "bearer",
      expires_in: 7200,
      refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      scope: "people",
      created_at: Date.UTC(2026, 0, 2) / 1000
    })
    expect((await me(reply.pair.access_token)).status).toBe(200)
    expect(handler.log.entries({ last: 1 })[0]).toMatchObject({ credential: "planner for 7", user: "7" })
    const again = await redeem(given)
    expect([again.status, errorOf(again)]).toEqual([401, "invalid_grant"])
  })

  it("asks on a page where nobody approves by themselves, and takes no for an answer", async () => {
    const { ask, authorize } = signIn({ oauth: { clients: [client] } })
    const page = await authorize()
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"])
    expect(page.text).toContain('name="state" value="s1"')
    const submit = async (answer: string) => {
      const values = {
        client_id: "planner",
        redirect_uri: callback,
        response_type: "code",
        scope: "people",
        state: "s1"
      }
      const body = new URLSearchParams({ ...values, user: "9", answer }).toString()
      const reply = await ask("/oauth/authorize", { method: "POST", body })
      return new URL(reply.headers.get("location") ?? "").searchParams
    }
    expect((await submit("yes")).has("code")).toBe(true)
    expect(Object.fromEntries(await submit("no"))).toEqual({ error: "access_denied", state: "s1" })
  })

  it("never sends anyone to an address that is not the application's", async () => {
    const { authorize } = signIn()
    for (const extra of [{ redirect_uri: "https://thief.example/" }, { client_id: "other" }, { redirect_uri: "x" }]) {
      const reply = await authorize(extra)
      expect([reply.status, reply.headers.has("location")]).toEqual([401, false])
    }
  })

  it("checks the verifier when a challenge was given", async () => {
    const { code, redeem } = signIn()
    // the pair of RFC 7636, appendix B
    const challenge = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" }
    const verifier = { code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" }
    expect((await redeem(await code(challenge), verifier)).status).toBe(200)
    expect(errorOf(await redeem(await code(challenge), { code_verifier: "other" }))).toBe("invalid_grant")
    expect(errorOf(await redeem(await code(challenge)))).toBe("invalid_grant")
  })

  it("refuses a wrong secret, another address, an old code, and what is no grant", async () => {
    const { clock, code, form, redeem } = signIn()
    expect(errorOf(await redeem(await code(), { client_secret: "guess" }))).toBe("invalid_client")
    expect(errorOf(await redeem(await code(), { redirect_uri: "https://app.example/other" }))).toBe("invalid_grant")
    const old = await code()
    clock.advance(600_001)
    expect(errorOf(await redeem(old))).toBe("invalid_grant")
    expect(errorOf(await form({ client_id: "planner" }))).toBe("invalid_request")
    expect(errorOf(await form({ grant_type: "password" }))).toBe("unsupported_grant_type")
  })

  it("reads JSON, and an application that names itself in the header", async () => {
    const { code, form } = signIn()
    const grant = { grant_type: "authorization_code", redirect_uri: callback }
    const json = { ...grant, code: await code(), client_id: "planner", client_secret: "hush" }
    const headers = { "content-type": "application/json", authorization: "" }
    expect((await form({}, { headers, body: JSON.stringify(json) })).status).toBe(200)
    const basic = { authorization: `Basic ${btoa("planner:hush")}` }
    expect((await form({ ...grant, code: await code() }, { headers: basic })).status).toBe(200)
  })
})

describe("tokens", () => {
  it("a refresh replaces the refresh token; the old one is good for nothing, the access token lives on", async () => {
    const { code, handler, me, redeem, refresh } = signIn()
    const first = (await redeem(await code())).pair
    const second = (await refresh(first.refresh_token)).pair
    expect(second.access_token).not.toBe(first.access_token)
    expect(errorOf(await refresh(first.refresh_token))).toBe("invalid_grant")
    expect([(await me(first.access_token)).status, (await me(second.access_token)).status]).toEqual([200, 200])
    expect(handler.oauth.tokens.grants()).toMatchObject([
      { user: "7", refreshes: 1, access: [first.access_token, second.access_token], refresh: [second.refresh_token] }
    ])
  })

  it("an access token is over after two hours, a refresh token after ninety days", async () => {
    const { clock, code, me, redeem, refresh } = signIn()
    const { pair } = await redeem(await code())
    clock.advance(7200_000)
    const over = await me(pair.access_token)
    expect([over.status, over.text]).toEqual([401, expect.stringContaining("BABOON")])
    const next = (await refresh(pair.refresh_token)).pair
    clock.advance(90 * 86_400_000)
    expect(errorOf(await refresh(next.refresh_token))).toBe("invalid_grant")
  })

  it("a used refresh token works a while where a grace is given, and can take the whole set with it", async () => {
    const { clock, code, handler, me, redeem, refresh } = signIn()
    handler.oauth.tokens.configure({ graceSeconds: 10, reuseEndsAll: true })
    const first = (await redeem(await code())).pair
    expect((await refresh(first.refresh_token)).status).toBe(200)
    const second = (await refresh(first.refresh_token)).pair
    expect((await me(second.access_token)).status).toBe(200)
    clock.advance(10_000)
    expect((await refresh(first.refresh_token)).status).toBe(401)
    expect((await me(second.access_token)).text).toContain("CAPUCHIN")
    expect((await refresh(second.refresh_token)).status).toBe(401)
  })

  it("what was revoked is told so, and its refresh token goes with it", async () => {
    const { ask, code, me, redeem, refresh } = signIn()
    const { pair } = await redeem(await code())
    const body = new URLSearchParams({
      token: pair.access_token,
      client_id: "planner",
      client_secret: "hush"
    }).toString()
    expect((await ask("/oauth/revoke", { method: "POST", body })).status).toBe(200)
    expect((await me(pair.access_token)).text).toContain("CAPUCHIN")
    expect((await refresh(pair.refresh_token)).status).toBe(401)
  })

  it("a product outside of the scope, one the person lacks, and a person who left have their own hints", async () => {
    const { code, handler, me, redeem } = signIn({ users: { 7: { products: ["people", "groups"] } } })
    const { pair } = await redeem(await code({ scope: "people giving" }))
    expect((await me(pair.access_token)).status).toBe(200)
    expect((await me(pair.access_token, "/groups/v2/groups")).text).toContain("PELICAN")
    expect((await me(pair.access_token, "/giving/v2/donations")).text).toContain("TRASH_PANDA")
    handler.credentials.allow("7", { gone: true })
    const gone = await me(pair.access_token)
    expect([gone.status, gone.text]).toEqual([401, expect.stringContaining("FLAMINGO")])
  })
})

describe("a token endpoint that misbehaves", () => {
  it("loses the answer after the rotation: the old refresh token is gone, and nobody has the new one", async () => {
    const { code, handler, redeem, refresh } = signIn()
    const { pair } = await redeem(await code())
    handler.faults.replace([{ match: { path: "/oauth/token" }, times: 1, do: { reset: "after" } }])
    const lost = await handler.handle(
      new Request(`${origin}/oauth/token`, {
        method: "POST",
        headers: { "user-agent": "test", "content-type": "application/x-www-form-urlencoded" },
        body: `grant_type=refresh_token&refresh_token=${pair.refresh_token}&client_id=planner&client_secret=hush`
      })
    )
    expect(lost.type).toBe("error")
    expect((await refresh(pair.refresh_token)).status).toBe(401)
    expect(handler.oauth.tokens.grants()[0]?.refreshes).toBe(1)
  })

  it("is slow, fails, or is blocked by the firewall, with nothing rotated", async () => {
    const { code, handler, redeem, refresh } = signIn()
    const { pair } = await redeem(await code())
    const match = { path: "/oauth/token" }
    handler.faults.replace([
      { match, times: 1, do: { latencyMs: 10, status: 503 } },
      { match, after: 1, times: 1, do: Faults.kinds.firewall }
    ])
    expect((await refresh(pair.refresh_token)).status).toBe(503)
    const blocked = await refresh(pair.refresh_token)
    expect([blocked.status, blocked.headers.get("content-type")]).toEqual([403, "text/html"])
    expect((await refresh(pair.refresh_token)).status).toBe(200)
  })
})

it("no secret of the token endpoint is in the log", async () => {
  const { code, handler, redeem } = signIn()
  const given = await code()
  await redeem(given)
  const log = JSON.stringify(handler.log.entries())
  for (const secret of [given, "hush"]) expect(log).not.toContain(secret)
  expect(OAuth.withoutSecrets('{"refresh_token":"0123456789abcdef0123456789","scope":"people"}')).toBe(
    '{"refresh_token":"…6789","scope":"people"}'
  )
})

describe("OpenID Connect", () => {
  const decode = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString())

  it("describes itself, and signs id tokens that name the person and the organization", async () => {
    const { ask, code, handler, me, redeem } = signIn()
    const user = handler.world.rows("people.Person")[3]?.id ?? ""
    const discovery = JSON.parse((await ask("/.well-known/openid-configuration")).text)
    expect(discovery).toMatchObject({ issuer: origin, jwks_uri: `${origin}/oauth/discovery/keys` })
    const signedIn = await redeem(await code({ scope: "openid people", nonce: "n1", user }))
    const [header, claims, signature] = JSON.parse(signedIn.text).id_token.split(".")
    expect(decode(claims)).toMatchObject({ iss: origin, aud: "planner", nonce: "n1", organization_id: "100093" })
    expect(decode(claims).exp - decode(claims).iat).toBe(3600)
    const { keys } = JSON.parse((await ask("/oauth/discovery/keys")).text)
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
    const key = await crypto.subtle.importKey("jwk", keys[0], algorithm, false, ["verify"])
    const signed = new TextEncoder().encode(`${header}.${claims}`)
    expect(await crypto.subtle.verify(algorithm, key, Buffer.from(signature, "base64url"), signed)).toBe(true)
    const known = JSON.parse((await me(signedIn.pair.access_token, "/oauth/userinfo")).text)
    expect(decode(claims)).toMatchObject(known)
    expect(known).toMatchObject({ sub: user, organization_name: "Example Church" })
  })

  it("signs nothing without the scope, tells nobody who has no token for it, and refuses scopes it does not know", async () => {
    const { authorize, code, me, redeem } = signIn()
    const signedIn = await redeem(await code())
    expect(JSON.parse(signedIn.text)).not.toHaveProperty("id_token")
    expect((await me(signedIn.pair.access_token, "/oauth/userinfo")).status).toBe(403)
    expect((await me("nobody", "/oauth/userinfo")).status).toBe(401)
    const refused = await authorize({ scope: "openid profile" })
    expect(refused.headers.get("location")).toContain("error=invalid_scope")
  })
})

it("the token endpoint takes its parameters from the query, too", async () => {
  const { ask, code } = signIn()
  const sent = { grant_type: "authorization_code", code: await code(), redirect_uri: callback, client_id: "planner" }
  const reply = await ask(`/oauth/token?${new URLSearchParams({ ...sent, client_secret: "hush" })}`, { method: "POST" })
  expect([reply.status, JSON.parse(reply.text).token_type]).toEqual([200, "bearer"])
})
