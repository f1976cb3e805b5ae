import { afterAll, beforeAll, expect, it } from "@effect/vitest"
import { http as msw, passthrough } from "msw"
import { setupServer } from "msw/node"
import * as HttpServer from "../src/HttpServer.ts"
import * as MswHandlers from "../src/MswHandlers.ts"
import * as World from "../src/World.ts"
import { church } from "./Asking.ts"

const { handler } = church(60)
const server = setupServer(...MswHandlers.handlers({ handle: handler.handle }))

beforeAll(() => server.listen({ onUnhandledFrame: "error" }))
afterAll(() => server.close())

const headers = { authorization: "Bearer x", "user-agent": "test" }
const url = "https://api.planningcenteronline.com/people/v2/people"

it("fetch meets the pretend Planning Center, at the real one's address", async () => {
  const response = await fetch(`${url}?per_page=2`, { headers })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    links: { next: `${url}?offset=2&per_page=2` },
    meta: { total_count: 60 }
  })
})

it("writes reach the world, and an empty answer is one", async () => {
  const [person] = handler.world.rows("Person")
  const response = await fetch(`${url}/${person?.id}`, { method: "DELETE", headers })
  expect(response.status).toBe(204)
  expect(handler.world.count("Person")).toBe(59)
})

it("a body that breaks off breaks off in fetch", async () => {
  handler.faults.replace([{ times: 1, do: { cutAfterBytes: 50 } }])
  await expect(fetch(url, { headers }).then((response) => response.text())).rejects.toThrow()
})

it("signing in, uploads and subscriptions are there, on their own hosts", async () => {
  const grant = handler.oauth.tokens.issue({ clientId: "planner", scope: "people", user: "7" })
  const refreshed = await fetch("https://api.planningcenteronline.com/oauth/token", {
    method: "POST",
    headers: { "user-agent": "test" },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: grant.refreshToken, client_id: "planner" })
  })
  expect(await refreshed.json()).toMatchObject({ token_type: "bearer", scope: "people" })
  const form = new FormData()
  form.set("file", new File(["\u00ff\u0000"], "a.bin"))
  const files = "https://upload.planningcenteronline.com/v2/files"
  const uploaded = await fetch(files, { method: "POST", headers, body: form })
  expect(await uploaded.json()).toMatchObject({ data: [{ type: "File", attributes: { name: "a.bin", file_size: 3 } }] })
  const subscription = { name: "people.v2.events.email.created", url: "https://app.example/hooks" }
  const subscribed = await fetch("https://api.planningcenteronline.com/webhooks/v2/subscriptions", {
    method: "POST",
    headers,
    body: JSON.stringify({ data: { attributes: subscription } })
  })
  expect(subscribed.status).toBe(201)
})

it("a reset connection is a failed fetch, and a request that hangs ends with its caller's patience", async () => {
  handler.faults.replace([
    { times: 1, do: { reset: "before" } },
    { after: 1, times: 1, do: { hang: true } }
  ])
  await expect(fetch(url, { headers })).rejects.toThrow(TypeError)
  const leaving = new AbortController()
  const before = handler.log.entries().length
  const hanging = expect(fetch(url, { headers, signal: leaving.signal })).rejects.toThrow()
  while (handler.log.entries().length === before) await new Promise((resolve) => setTimeout(resolve, 5))
  leaving.abort()
  await hanging
  expect((await fetch(url, { headers })).status).toBe(200)
})

it("a fetch that names no user agent is let in, since the real one sends its own", async () => {
  expect((await fetch(url, { headers: { authorization: "Bearer x" } })).status).toBe(200)
})

it("the same page of requests has the same bodies through msw and over a socket", async () => {
  const make = () => church(120, { clock: () => Date.UTC(2026, 0, 2) }).handler
  const http = await HttpServer.listen({
    world: World.make({ seed: 7, people: 120, clock: () => Date.UTC(2026, 0, 2) }),
    quota: { limit: 1000 },
    clock: () => Date.UTC(2026, 0, 2)
  })
  const twin = make()
  const asks: ReadonlyArray<readonly [method: string, path: string, body?: unknown]> = [
    ["GET", "/people/v2/people?per_page=100&include=emails,phone_numbers,households.people"],
    ["GET", "/people/v2/people?order=-updated_at&where[updated_at][gte]=2020-01-01T00:00:00Z&fields[Person]=name"],
    ["GET", "/giving/v2/donations?include=designations,labels&per_page=50"],
    ["GET", "/groups/v2/groups?include=group_type,location"],
    ["GET", "/services/v2/songs?offset=5"],
    ["GET", "/current/v2/me?include=organization"],
    ["POST", "/people/v2/people", { data: { attributes: { first_name: "Zoë 🎸", last_name: "李" } } }],
    ["POST", "/people/v2/people", { data: { attributes: { first_name: "" } } }],
    ["POST", "/people/v2/people", "{"],
    ["GET", "/people/v2/people?where[last_name]=李"],
    ["PUT", "/people/v2/people/1", {}],
    ["GET", "/nowhere"]
  ]
  server.use(
    ...MswHandlers.handlers({ handle: twin.handle, origin: "http://msw.example" }),
    msw.all(`${http.url}/*`, () => passthrough())
  )
  try {
    for (const [method, path, body] of asks) {
      const init = {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
      }
      const [one, two] = await Promise.all([
        fetch(`http://msw.example${path}`, init).then(async (each) => [each.status, await each.text()] as const),
        fetch(`${http.url}${path}`, init).then(async (each) => [each.status, await each.text()] as const)
      ])
      expect(two[0], path).toBe(one[0])
      expect(two[1].replaceAll(http.url, "http://msw.example"), path).toBe(one[1])
    }
  } finally {
    await http.close()
  }
})
