import { afterEach, describe, expect, it } from "@effect/vitest"
import type * as Faults from "../src/Faults.ts"
import * as HttpServer from "../src/HttpServer.ts"
import * as World from "../src/World.ts"
import { at, authorization, type Document } from "./Asking.ts"

const open: Array<HttpServer.HttpServer> = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const start = async (options: Partial<HttpServer.Options> = {}) => {
  const world = World.make({ seed: 3, people: 120 })
  const server = await HttpServer.listen({ world, quota: { limit: 1000 }, ...options })
  open.push(server)
  const headers = { authorization: authorization("app", "secret"), "user-agent": "test" }
  const api = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, { headers, ...init })
  const post = async (path: string, value: unknown) => {
    const response = await fetch(`${server.url}/__mock/${path}`, { method: "POST", body: JSON.stringify(value) })
    // control answers are objects
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const get = async (path: string) => (await fetch(`${server.url}/__mock/${path}`)).json()
  return { ...server, world, api, post, get }
}

describe("over a socket", () => {
  it("links start with the host the caller used", async () => {
    const { api, url } = await start()
    // documents of this API
    const body = (await (await api("/people/v2/people?per_page=5")).json()) as Document
    expect(body.links.next).toBe(`${url}/people/v2/people?offset=5&per_page=5`)
    expect(at(body.data, 0).links.self).toBe(`${url}/people/v2/people/${at(body.data, 0).id}`)
  })

  it("records are created, and unicode survives", async () => {
    const { api, world } = await start()
    const attributes = { first_name: "Zoë 🎸", last_name: "李" }
    const response = await api("/people/v2/people", { method: "POST", body: JSON.stringify({ data: { attributes } }) })
    expect(response.status).toBe(201)
    expect(at(world.rows("Person"), -1).attributes.name).toBe("Zoë 🎸 李")
  })

  it("a cut body and a hanging request are broken connections, and close() ends both", async () => {
    const { api, post, handler } = await start()
    await post("faults", [
      { times: 1, do: { cutAfterBytes: 0 } },
      { after: 1, do: { hang: true } }
    ])
    await expect(api("/people/v2/people").then((response) => response.text())).rejects.toThrow()
    const hanging = expect(api("/people/v2/people")).rejects.toThrow()
    while (handler.log.entries().length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    await open.splice(0)[0]?.close()
    await hanging
  })

  it("a reset connection, a body that stops, and a length that lies are what their names say", async () => {
    const { api, post, world } = await start()
    const raw = async (deed: Faults.Deed, path = "/people/v2/people?per_page=5", init: RequestInit = {}) => {
      await post("faults", [{ do: deed }])
      return (await api(path, init)).text()
    }
    const cause = async (failing: Promise<unknown>) => {
      const error = await failing.then(
        () => undefined,
        (failure: unknown) => failure
      )
      return error instanceof Error ? String(error.cause) : "no failure"
    }
    expect(await cause(raw({ reset: "before" }))).toMatch(/ECONNRESET|other side closed/)
    const created = {
      method: "POST",
      body: JSON.stringify({ data: { attributes: { first_name: "A", last_name: "B" } } })
    }
    const before = world.count("Person")
    expect(await cause(raw({ reset: "after" }, "/people/v2/people", created))).toMatch(/ECONNRESET|other side closed/)
    expect(world.count("Person")).toBe(before + 1)
    expect(await cause(raw({ corrupt: "longer" }))).toMatch(/closed|terminated|aborted/)
    const whole = await raw({})
    expect((await raw({ corrupt: "shorter" })).length).toBeLessThan(whole.length)
    expect(await raw({ corrupt: "utf8" })).toContain("\ufffd")
    expect(await raw({ corrupt: "empty" })).toBe("")
    expect(whole.startsWith(await raw({ corrupt: "truncated" }))).toBe(true)
    await post("faults", [{ do: { hangAfterBytes: 20 } }])
    const leaving = new AbortController()
    const response = await api("/people/v2/people", { signal: leaving.signal })
    expect(response.status).toBe(200)
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value).toHaveLength(20)
    const more = expect(reader?.read()).rejects.toThrow(/aborted/)
    leaving.abort()
    await more
  })

  it("a page of another origin may ask and read", async () => {
    const { url } = await start()
    const preflight = await fetch(`${url}/people/v2/people`, {
      method: "OPTIONS",
      headers: {
        origin: "http://page.example",
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type"
      }
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization,content-type")
    expect(preflight.headers.get("access-control-allow-methods")).toContain("PATCH")
    const headers = { origin: "http://page.example", authorization: "Bearer x", "user-agent": "test" }
    const reply = await fetch(`${url}/people/v2/people`, { headers })
    expect(reply.headers.get("access-control-allow-origin")).toBe("http://page.example")
    expect(reply.headers.get("access-control-allow-credentials")).toBe("true")
    expect(reply.headers.get("access-control-expose-headers")).toContain("Retry-After")
  })

  it("a port that is taken is a failure, not a silent second choice", async () => {
    const { url } = await start()
    const port = Number(new URL(url).port)
    await expect(HttpServer.listen({ world: World.make({ seed: 1, people: 1 }), port })).rejects.toThrow(/EADDRINUSE/)
  })
})

describe("the control interface", () => {
  it("shows what was asked, by whom and with what outcome, and forgets it", async () => {
    const { api, get, url } = await start()
    await api("/people/v2/people?per_page=3")
    await api("/people/v2/people/1")
    expect(await get("log")).toMatchObject([
      { n: 1, method: "GET", path: "/people/v2/people", query: "per_page=3", status: 200, rows: 3, credential: "app" },
      { n: 2, path: "/people/v2/people/1", query: "", status: 404, rows: 0 }
    ])
    await fetch(`${url}/__mock/log`, { method: "DELETE" })
    expect(await get("log")).toEqual([])
  })

  it("shows every record as a list does, as one array or as lines", async () => {
    const { api, get, url } = await start()
    // documents of this API, and a list of its records
    const listed = (await (await api("/people/v2/people?per_page=100")).json()) as Document
    const all = (await get("records/Person")) as ReadonlyArray<unknown>
    expect(all).toHaveLength(120)
    expect(all.slice(0, 100)).toEqual(listed.data)
    const lines = (await (await fetch(`${url}/__mock/records/Person?format=ndjson`)).text()).trimEnd().split("\n")
    expect(lines.map((line) => JSON.parse(line))).toEqual(all)
    expect(await get("counts")).toMatchObject({ Campus: 1, Person: 120 })
  })

  it("shows an empty church as an empty array", async () => {
    const { get } = await start({ world: World.make({ seed: 1, people: 0 }) })
    expect(await get("records/Person")).toEqual([])
  })

  it("changes the world and answers the ids, null for what was not there", async () => {
    const { post, world } = await start()
    const [first, second] = world.rows("Person")
    const { body } = await post("mutate", [
      { op: "update", type: "Person", id: first?.id, attributes: { nickname: "Pip" } },
      { op: "delete", type: "Person", id: second?.id },
      { op: "create", type: "Person", attributes: { first_name: "A", last_name: "B" } },
      { op: "delete", type: "Person", id: "1" }
    ])
    expect(body).toEqual({ ids: [first?.id, second?.id, at(world.rows("Person"), -1).id, null] })
    expect(world.get("Person", first?.id ?? "")?.attributes.nickname).toBe("Pip")
  })

  it("changes the quota while running, and is not counted in it", async () => {
    const { api, get, post } = await start()
    await post("quota", { limit: 1 })
    for (let n = 0; n < 5; n++) await get("counts")
    expect((await api("/people/v2")).status).toBe(200)
    expect((await api("/people/v2")).status).toBe(429)
    await post("quota", { limit: 50 })
    expect((await api("/people/v2")).status).toBe(200)
    expect(await get("quota")).toMatchObject({ limit: 50, period: 20, window: "sliding", counts: { app: 3 } })
  })

  it("filters the log", async () => {
    const { api, get } = await start()
    await api("/people/v2/people?per_page=3")
    await api("/people/v2/emails")
    await api("/people/v2/people/1")
    const numbers = async (query: string) => {
      // entries of this log
      const entries = (await get(`log?${query}`)) as ReadonlyArray<{ n: number }>
      return entries.map(({ n }) => n)
    }
    expect(await numbers("since=1")).toEqual([2, 3])
    expect(await numbers("path=/people/v2/people")).toEqual([1, 3])
    expect(await numbers("status=404")).toEqual([3])
    expect(await numbers("last=1&credential=app&method=get")).toEqual([3])
    expect(await get("log?sinse=1")).toMatchObject({ error: expect.stringContaining('"sinse"') })
  })

  it("changes credentials and their rights while running", async () => {
    const { api, get, post } = await start({ credentials: [{ appId: "app", secret: "secret" }] })
    expect((await api("/people/v2")).status).toBe(200)
    expect((await post("credentials/app", { products: ["giving"] })).body).toEqual({ changed: true })
    expect((await api("/people/v2")).status).toBe(403)
    expect((await post("credentials/nobody", { revoked: true })).body).toEqual({ changed: false })
    await post("credentials", [{ token: "abc", user: "7" }])
    expect((await api("/people/v2")).status).toBe(401)
    await post("credentials", null)
    expect((await api("/people/v2")).status).toBe(200)
    expect(await get("credentials")).toBeNull()
  })

  it("moves the clock, and puts everything but the world back", async () => {
    const { api, get, post } = await start({ quota: { limit: 1 } })
    await api("/people/v2")
    expect((await api("/people/v2")).status).toBe(429)
    expect((await post("clock", { advanceMs: 21_000 })).body).toMatchObject({ ahead: 21_000 })
    expect((await api("/people/v2")).status).toBe(200)
    await post("faults/random", { seed: 1, rate: 1, kinds: ["unavailable"] })
    await post("quota", { limit: 5 })
    expect((await api("/people/v2")).status).toBe(503)
    await post("reset", {})
    expect(await get("log")).toEqual([])
    expect((await api("/people/v2")).status).toBe(200)
    expect((await api("/people/v2")).status).toBe(429)
  })

  it("signs people in without a browser, says what they may see, and takes it back", async () => {
    const { get, post, url } = await start({ credentials: [] })
    const granted = await post("oauth/grant", { clientId: "planner", user: "7", scope: "people" })
    expect(granted.body).toMatchObject({ token_type: "bearer", expires_in: 7200, scope: "people" })
    const headers = { authorization: `Bearer ${granted.body.access_token}`, "user-agent": "test" }
    const status = async () => (await fetch(`${url}/people/v2/people`, { headers })).status
    expect(await status()).toBe(200)
    await post("users/7", { products: ["giving"] })
    expect(await status()).toBe(403)
    await post("users/7", {})
    expect(await get("oauth")).toMatchObject({ accessSeconds: 7200, grants: [{ user: "7", refreshes: 0 }] })
    expect((await post("oauth/revoke", { token: granted.body.access_token })).body).toEqual({ revoked: true })
    expect(await status()).toBe(401)
    expect((await post("oauth", { accessSeconds: 60 })).body).toMatchObject({ accessSeconds: 60 })
    expect((await post("oauth/grant", { clientId: "planner", user: "7", scope: "people" })).body.expires_in).toBe(60)
  })

  it("holds deliveries back, sends them when told, and shows what came of them", async () => {
    const { api, get, post, world } = await start()
    await post("webhooks", { paused: true, timeoutMs: 500 })
    const name = "people.v2.events.person.updated"
    // nobody listens on the discard port
    const body = JSON.stringify({ data: { attributes: { name, url: "http://127.0.0.1:9/hooks" } } })
    expect((await api("/webhooks/v2/subscriptions", { method: "POST", body })).status).toBe(201)
    const { id } = at(world.rows("Person"), 0)
    await post("mutate", [{ op: "update", type: "Person", id, attributes: { nickname: "Pip" } }])
    expect(await get("webhooks")).toMatchObject({ lost: 0, events: [{ name, status: "pending", attempts: [] }] })
    const delivered = await post("webhooks/deliver", {})
    expect(delivered.body).toMatchObject({ events: [{ status: "failed", attempts: [{ status: 0 }] }] })
    expect((await post("webhooks/fire", { name, type: "Person", id })).body).toEqual({ fired: true })
    expect((await post("webhooks/fire", { name, type: "Person", id: "1" })).body).toEqual({ fired: false })
  })

  it("refuses what it does not understand, naming it", async () => {
    const { post, get } = await start()
    const wrong: ReadonlyArray<readonly [path: string, value: unknown, complaint: RegExp]> = [
      ["faults", {}, /list/],
      ["faults", [{ do: { statsu: 500 } }], /rule 0, do: unknown key "statsu"/],
      ["faults", [{ match: { path: "(" }, do: {} }], /"path"/],
      ["faults", [{ do: { mutate: [{ op: "update", type: "Person" }] } }], /"id" is needed/],
      ["mutate", [{ op: "update", type: "Persona", id: "1" }], /"type"/],
      ["faults", [{ do: { quota: { limt: 1 } } }], /quota: unknown key "limt"/],
      ["faults", [{ do: [] }], /"do"/],
      ["faults/random", { seed: 1, rate: 2 }, /"rate"/],
      ["faults/random", { seed: 1, rate: 1, kinds: ["cot"] }, /"kinds"/],
      ["credentials", [{ appId: "a" }], /"secret"/],
      ["credentials/app", { revoked: "yes" }, /"revoked"/],
      ["clock", {}, /"advanceMs"/],
      ["users/7", { product: [] }, /"product"/],
      ["oauth", { accessSeconds: -1 }, /"accessSeconds"/],
      ["oauth/grant", { user: "7" }, /"clientId"/],
      ["webhooks", { losses: 2 }, /"losses"/],
      ["webhooks/fire", { name: "people.v2.events.cat.created" }, /"name"/],
      ["quota", { limit: -1 }, /"limit"/],
      ["quota", { rival: {} }, /"rival"/],
      ["nope", {}, /not a control request/]
    ]
    for (const [path, value, complaint] of wrong) {
      const { body, status } = await post(path, value)
      expect(status).toBe(path === "nope" ? 404 : 400)
      expect(body.error).toMatch(complaint)
    }
    expect(await get("records/Nobody")).toMatchObject({ error: expect.stringContaining("Person") })
  })
})
