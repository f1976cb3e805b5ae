import { afterAll, beforeAll, expect, it } from "@effect/vitest"
import { setupServer } from "msw/node"
import * as MswHandlers from "../src/MswHandlers.ts"
import { church } from "./Asking.ts"

const { handler } = church(60)
const server = setupServer(...MswHandlers.handlers({ handle: handler.handle }))

beforeAll(() => server.listen({ onUnhandledRequest: "error" }))
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
  const response = await fetch(url, { headers })
  await expect(response.text()).rejects.toThrow()
})
