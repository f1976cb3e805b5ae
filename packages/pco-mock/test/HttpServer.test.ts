import { afterEach, describe, expect, it } from "@effect/vitest"
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
    expect(await get("quota")).toEqual({ limit: 50, period: 20, window: "sliding", phase: 0 })
  })

  it("refuses what it does not understand, naming it", async () => {
    const { post, get } = await start()
    const wrong: ReadonlyArray<readonly [path: string, value: unknown, complaint: RegExp]> = [
      ["faults", {}, /list/],
      ["faults", [{ do: { statsu: 500 } }], /rule 0, do: unknown key "statsu"/],
      ["faults", [{ match: { path: "(" }, do: {} }], /"path"/],
      ["faults", [{ do: { mutate: [{ op: "update", type: "Person" }] } }], /"id" is needed/],
      ["mutate", [{ op: "update", type: "Persona", id: "1" }], /"type"/],
      ["quota", { limit: -1 }, /"limit"/],
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
