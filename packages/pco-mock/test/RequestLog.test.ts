import { expect, it } from "@effect/vitest"
import * as RequestLog from "../src/RequestLog.ts"
import { at, church } from "./Asking.ts"

const arrival: RequestLog.Arrival = { at: 0, method: "GET", path: "/", query: "", headers: {}, body: "", faults: [] }
const outcome: RequestLog.Outcome = { status: 200, rows: 1, size: 2, credential: "a", user: "u", answeredAt: 5 }

it("keeps what was sent and received, without secrets, and bodies up to a limit", async () => {
  const { ask, handler } = church(10, { log: { bodyLimit: 20 } })
  const body = { data: { attributes: { first_name: "A", last_name: "B" } } }
  const reply = await ask("/people/v2/people?a=1", { method: "POST", body, headers: { cookie: "x", "x-extra": "1" } })
  const entry = at(handler.log.entries(), 0)
  expect(entry).toMatchObject({ method: "POST", query: "a=1", body: JSON.stringify(body).slice(0, 20), status: 201 })
  expect(entry.size).toBe(reply.text.length)
  expect(entry.headers).toMatchObject({ authorization: "Basic (app)", "x-extra": "1", "user-agent": "test" })
  expect(entry.headers).not.toHaveProperty("cookie")
})

it("keeps the newest where it is told how many, and numbers go on", () => {
  const log = RequestLog.make({ keep: 3 })
  const first = log.ask(arrival)
  for (let n = 0; n < 500; n++) log.ask(arrival)(outcome)
  first(outcome)
  expect(log.entries().map(({ n }) => n)).toEqual([499, 500, 501])
  expect(log.entries().every(({ status }) => status === 200)).toBe(true)
  expect(RequestLog.make({ keep: 0 }).entries()).toEqual([])
})

it("an answer that comes after the log was cleared changes nothing", () => {
  const log = RequestLog.make()
  const late = log.ask(arrival)
  log.clear()
  log.ask(arrival)
  late(outcome)
  expect(log.entries().map(({ n, status }) => [n, status])).toEqual([[1, null]])
})

it("admits what a filter names", () => {
  const log = RequestLog.make()
  for (const path of ["/a", "/b/c", "/b"])
    log.ask({ ...arrival, path, faults: path === "/a" ? ["status"] : [] })(outcome)
  const numbers = (filter: RequestLog.Filter) => log.entries(filter).map(({ n }) => n)
  expect(numbers({ path: "/b" })).toEqual([2, 3])
  expect(numbers({ fault: "status" })).toEqual([1])
  expect(numbers({ since: 1, last: 1 })).toEqual([3])
  expect(numbers({ status: 404 })).toEqual([])
  expect(numbers({ user: "u", credential: "a", method: "get", last: 0 })).toEqual([])
})
