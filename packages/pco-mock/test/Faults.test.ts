import { describe, expect, it } from "@effect/vitest"
import type * as Faults from "../src/Faults.ts"
import { at, church } from "./Asking.ts"

const struck = (...faults: ReadonlyArray<Faults.Rule>) => church(60, { faults })

describe("a rule", () => {
  it("strikes after, and as often as, it says", async () => {
    const { ask } = struck({ after: 1, times: 2, do: { status: 500 } })
    const statuses: Array<number> = []
    for (let n = 0; n < 5; n++) statuses.push((await ask("/people/v2/people")).status)
    expect(statuses).toEqual([200, 500, 500, 200, 200])
  })

  it("is about a method, a beginning of the path, or a pattern over path and query", async () => {
    const { ask } = struck(
      { match: { method: "DELETE" }, do: { status: 503 } },
      { match: { path: "/people/v2/emails" }, do: { status: 500 } },
      { match: { path: "people\\?.*where\\[id\\]=7" }, do: { status: 502 } }
    )
    expect((await ask("/people/v2/campuses/1", { method: "DELETE" })).status).toBe(503)
    expect((await ask("/people/v2/emails?per_page=1")).status).toBe(500)
    expect((await ask("/people/v2/people?where%5Bid%5D=7")).status).toBe(502)
    expect((await ask("/people/v2/people?where%5Bid%5D=8")).status).toBe(200)
  })
})

describe("what happens", () => {
  it("status: the API's own body for it, or the one given, with rate headers and extra ones", async () => {
    const { ask } = struck(
      { times: 1, do: { status: 500 } },
      { after: 1, times: 1, do: { status: 502, body: "<html>Bad gateway</html>" } },
      { after: 2, do: { status: 403, body: { errors: [] }, headers: { "x-extra": "1" } } }
    )
    const first = await ask("/people/v2/people")
    expect(first.body.errors[0]).toMatchObject({ status: "500", title: "Internal Server Error" })
    expect(first.headers.get("x-pco-api-request-rate-count")).toBe("1")
    expect((await ask("/people/v2/people")).text).toBe("<html>Bad gateway</html>")
    const third = await ask("/people/v2/people")
    expect([third.text, third.headers.get("x-extra")]).toEqual(['{"errors":[]}', "1"])
  })

  it("a scripted 429 tells how long to wait", async () => {
    const { ask } = struck({ do: { status: 429, headers: { "Retry-After": "3" } } })
    const reply = await ask("/people/v2/people")
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, "3"])
  })

  it("latencyMs: the answer comes later", async () => {
    const { ask, handler } = struck({ do: { latencyMs: 40 } })
    await ask("/people/v2/people")
    const entry = at(handler.log.entries(), 0)
    expect(Number(entry.answeredAt) - entry.at).toBeGreaterThanOrEqual(35)
  })

  it("cutAfterBytes: the body breaks off", async () => {
    const { ask } = struck({ do: { cutAfterBytes: 100 } })
    await expect(ask("/people/v2/people")).rejects.toThrow(/terminated/)
  })

  it("hang: no answer until the caller goes away, and the log shows it open", async () => {
    const { handler } = struck({ do: { hang: true } })
    const leaving = new AbortController()
    const request = new Request("https://api.planningcenteronline.com/people/v2", {
      headers: { "user-agent": "test", authorization: "Bearer x" },
      signal: leaving.signal
    })
    const asking = handler.handle(request)
    setTimeout(() => leaving.abort(), 20)
    await expect(asking).rejects.toThrow(/went away/)
    expect(at(handler.log.entries(), 0).status).toBeNull()
  })

  it("html403: the firewall, outside of the quota", async () => {
    const { ask } = struck({ times: 1, do: { html403: true } })
    const reply = await ask("/people/v2/people")
    expect([reply.status, reply.headers.get("content-type")]).toEqual([403, "text/html"])
    expect((await ask("/people/v2/people")).headers.get("x-pco-api-request-rate-count")).toBe("1")
  })

  it("ignoreParameter: no effect, and links still repeat it", async () => {
    const { ask } = struck({ do: { ignoreParameter: "where[updated_at]" } })
    const { body } = await ask("/people/v2/people?where[updated_at][gte]=2030-01-01T00:00:00Z")
    expect(body.meta.total_count).toBe(60)
    expect(body.links.next).toContain("where[updated_at][gte]=2030")
  })

  it("dropIncluded: relationships name a record that included does not have", async () => {
    const { ask, handler } = church(60)
    const whole = (await ask("/people/v2/people?include=emails")).body
    handler.faults.replace([{ do: { dropIncluded: 2 } }])
    const { data, included } = (await ask("/people/v2/people?include=emails")).body
    expect(included).toEqual(whole.included.slice(0, -2))
    expect(data).toEqual(whole.data)
  })

  it("mutate: the world changes between two pages, and a row is skipped", async () => {
    const { ask, handler, world } = church(60)
    const people = world.rows("Person")
    const first = at(people, 0)
    handler.faults.replace([{ after: 1, times: 1, do: { mutate: [{ op: "delete", type: "Person", id: first.id }] } }])
    const one = (await ask("/people/v2/people?per_page=10")).body
    const two = (await ask(one.links.next ?? "")).body
    expect(one.data.map(({ id }) => id)).toContain(first.id)
    expect(two.data[0]?.id).toBe(people[11]?.id)
    expect(two.meta.total_count).toBe(59)
  })
})

it("a hook may change the world before any request", async () => {
  const setup = church(60, {
    before: (_, n) => {
      if (n === 2) setup.world.create("Person", { first_name: "Late", last_name: "Comer" })
    }
  })
  const totals: Array<number> = []
  for (let n = 0; n < 2; n++) totals.push((await setup.ask("/people/v2/people")).body.meta.total_count)
  expect(totals).toEqual([60, 61])
})
