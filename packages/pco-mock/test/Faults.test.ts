import { describe, expect, it } from "@effect/vitest"
import * as Faults from "../src/Faults.ts"
import * as Instructions from "../src/internal/control/instructions.ts"
import * as Additions from "../src/internal/world/additions.ts"
import { at, church, type Resource, stoppedClock } from "./Asking.ts"

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

describe("what is said wrongly", () => {
  const list = "/people/v2/people?per_page=10&offset=10"

  it("totalOff: the total is off, the rows are right", async () => {
    const { ask } = struck({ do: { totalOff: -7 } })
    const { body } = await ask(list)
    expect([body.meta.total_count, body.meta.count, body.data.length]).toEqual([53, 10, 10])
  })

  it("next: it repeats, goes back, leads elsewhere, or ends early", async () => {
    const { ask, handler } = church(60)
    const next = async (lie: Faults.Lie, path = list) => {
      handler.faults.replace([{ do: { next: lie } }])
      return (await ask(path)).body
    }
    expect((await next("repeat")).links.next).toMatch(/planningcenteronline.com.*offset=10/)
    expect((await next("repeat")).meta.next).toEqual({ offset: 10 })
    expect((await next("backward")).links.next).toContain("offset=0")
    expect((await next("foreign")).links.next).toMatch(/^https:\/\/elsewhere\.example\/people\/v2\/people\?.*offset=20/)
    expect((await next("missing")).links).not.toHaveProperty("next")
    expect((await next("missing")).meta).not.toHaveProperty("next")
    expect((await next("repeat", "/people/v2/people?offset=50&where[status]=active")).links.next).toContain(
      "where[status]"
    )
  })

  it("redirect: to the same, to another path, to another origin", async () => {
    const { ask, handler } = church(60)
    const to = async (redirect: string, status?: number) => {
      handler.faults.replace([{ do: { redirect, ...(status === undefined ? {} : { status }) } }])
      const reply = await ask("/people/v2/people?per_page=2")
      return [reply.status, reply.headers.get("location")]
    }
    const host = "https://api.planningcenteronline.com"
    expect(await to("")).toEqual([302, `${host}/people/v2/people?per_page=2`])
    expect(await to("/other", 307)).toEqual([307, `${host}/other`])
    expect(await to("https://elsewhere.example/x", 301)).toEqual([301, "https://elsewhere.example/x"])
  })

  it("corrupt: the body is spoilt in its way", async () => {
    const { ask, handler } = church(60)
    const spoilt = (how: Faults.Corruption) => {
      handler.faults.replace([{ do: { corrupt: how } }])
      return ask("/people/v2/people")
    }
    const whole = await ask("/people/v2/people")
    expect((await spoilt("truncated")).text).toBe(whole.text.slice(0, whole.text.length >> 1))
    expect((await spoilt("empty")).text).toBe("")
    expect((await spoilt("type")).headers.get("content-type")).toBe("text/html; charset=utf-8")
    expect((await spoilt("utf8")).text).toContain("\ufffd")
    expect(whole.text.startsWith((await spoilt("shorter")).text)).toBe(true)
    await expect(spoilt("longer")).rejects.toThrow(/terminated/)
  })

  it("reset: no answer at all; only after it, what was asked has happened", async () => {
    const { handler, world } = struck({ times: 1, do: { reset: "before" } }, { after: 1, do: { reset: "after" } })
    const create = () =>
      handler.handle(
        new Request("https://api.planningcenteronline.com/people/v2/people", {
          method: "POST",
          headers: { "user-agent": "test", authorization: "Bearer x" },
          body: JSON.stringify({ data: { attributes: { first_name: "A", last_name: "B" } } })
        })
      )
    expect((await create()).type).toBe("error")
    expect([world.count("Person"), handler.quota.counts(Date.now()).x ?? 0]).toEqual([60, 0])
    expect((await create()).type).toBe("error")
    expect(world.count("Person")).toBe(61)
    expect(handler.log.entries().map(({ faults, status }) => [faults, status])).toEqual([
      [["reset"], null],
      [["reset"], 201]
    ])
  })
})

describe("a replica that lags", () => {
  const lagging = () => {
    const clock = stoppedClock()
    const made = church(60, { clock: clock.now })
    made.handler.faults.replace([{ match: { method: "GET" }, do: { lagMs: 5000 } }])
    return { ...made, clock }
  }

  it("shows single records as they were: changed, not yet there, still there", async () => {
    const { ask, clock, world } = lagging()
    const [one, two] = world.rows("Person")
    const before = one?.attributes.first_name
    world.update("Person", one?.id ?? "", { first_name: "Nova" })
    world.delete("Person", two?.id ?? "")
    const made = world.create("Person", { first_name: "A", last_name: "B" })
    const read = async (id: string | undefined) => {
      const { body, status } = await ask(`/people/v2/people/${id}`)
      // a single document has one resource where a list has many
      return status === 200 ? (body.data as unknown as Resource).attributes.first_name : status
    }
    expect([await read(one?.id), await read(two?.id), await read(made.id)]).toEqual([
      before,
      two?.attributes.first_name,
      404
    ])
    clock.advance(5001)
    expect([await read(one?.id), await read(two?.id), await read(made.id)]).toEqual(["Nova", 404, "A"])
  })

  it("shows included records as they were, and writes go to the present", async () => {
    const { ask, world } = lagging()
    const email = at(world.rows("Email"), 0)
    const person = email.relationships.person?.id
    world.update("Email", email.id, { address: "new@example.com" })
    const { included } = (await ask(`/people/v2/people/${person}?include=emails`)).body
    expect(included.find(({ id }) => id === email.id)?.attributes.address).toBe(email.attributes.address)
    const patch = { data: { attributes: { location: "Work" } } }
    const written = await ask(`/people/v2/emails/${email.id}`, { method: "PATCH", body: patch })
    expect(written.text).toContain("new@example.com")
  })
})

it("a fault changes the quota, or sets another client loose, for everyone from then on", async () => {
  const clock = stoppedClock()
  const { ask, handler } = church(10, { clock: clock.now, quota: { limit: 100, period: 10 } })
  handler.faults.replace([
    { after: 1, times: 1, do: { quota: { limit: 20 } } },
    { after: 2, times: 1, do: { quota: { rival: { perSecond: 5 } } } }
  ])
  const limits: Array<string | null> = []
  for (let n = 0; n < 3; n++) limits.push((await ask("/people/v2")).headers.get("x-pco-api-request-rate-limit"))
  expect(limits).toEqual(["100", "20", "20"])
  clock.advance(4000)
  expect((await ask("/people/v2")).status).toBe(429)
})

describe("attributes nobody has heard of", () => {
  it("are on records of a type, subjects and included ones, with a tag of their own", async () => {
    const plain = await church(60).ask("/people/v2/people?include=emails&per_page=5")
    const { ask } = struck({
      do: { extraAttributes: { Person: { shoe_size: 43 }, Email: { carrier_pigeon: [null] } } }
    })
    const { body, headers, status } = await ask("/people/v2/people?include=emails&per_page=5")
    expect(status).toBe(200)
    expect(body.data.map(({ attributes }) => attributes.shoe_size)).toEqual([43, 43, 43, 43, 43])
    expect(body.included.length).toBeGreaterThan(0)
    expect(
      body.included.every(({ attributes }) => "carrier_pigeon" in attributes && !("shoe_size" in attributes))
    ).toBe(true)
    expect(body.data.map(({ id, relationships }) => [id, relationships])).toEqual(
      plain.body.data.map(({ id, relationships }) => [id, relationships])
    )
    expect(headers.get("etag")).not.toBe(plain.headers.get("etag"))
    const one = await ask(`/people/v2/people/${at(body.data, 0).id}`)
    expect(one.body.data).toMatchObject({ attributes: { shoe_size: 43, first_name: expect.any(String) } })
  })

  it("are sent to whoever asks for them by name, and not to whoever asks for others", async () => {
    const { ask } = struck({ do: { extraAttributes: { "*": { mood: "good" } } } })
    const attributes = async (fields: string) =>
      at((await ask(`/people/v2/people?per_page=1&fields[Person]=${fields}`)).body.data, 0).attributes
    expect(await attributes("mood,grade")).toMatchObject({ mood: "good" })
    expect(Object.keys(await attributes("grade"))).toEqual(["grade"])
    expect((await ask("/people/v2/people/0")).body.errors).toHaveLength(1)
  })

  it("are those that were added since, where these are asked for", async () => {
    const { ask } = struck({ do: { extraAttributes: Additions.later } })
    const plain = await church(60).ask("/people/v2/people?per_page=1")
    const { body } = await ask("/people/v2/people?per_page=1")
    const names = Object.keys(at(plain.body.data, 0).attributes)
    const added = Object.keys(at(body.data, 0).attributes).filter((name) => !names.includes(name))
    expect(added).toContain("primary_email_address")
    // people of other products have others
    const groups = at((await ask("/groups/v2/people?per_page=1")).body.data, 0).attributes
    expect(groups).toMatchObject({ gender: "gender" })
    expect(groups).not.toHaveProperty("primary_email_address")
    expect(Object.values(Additions.later).flatMap(Object.keys).length).toBeGreaterThan(60)
  })

  it("can be put there from another process, spelt right", () => {
    const rule = (deed: unknown) => Instructions.faults(JSON.stringify([{ do: deed }]))
    expect(rule({ extraAttributes: { Person: { shoe_size: 43 } } })).toHaveProperty("value")
    expect(rule({ extraAttributes: { Person: 43 } })).toMatchObject({
      complaint: expect.stringContaining("extraAttributes")
    })
  })
})

describe("misbehaviour by chance", () => {
  it("is the same for the same seed, as often as its rate says, and of the kinds it names", async () => {
    const run = async (seed: number) => {
      const { ask, handler } = struck(
        Faults.random({ seed, rate: 0.3, kinds: ["serverError", "unavailable", "nextMissing"] })
      )
      const statuses: Array<number> = []
      for (let n = 0; n < 200; n++) statuses.push((await ask("/people/v2/people?per_page=1")).status)
      return { statuses, struck: handler.log.entries().filter(({ faults }) => faults.length > 0).length }
    }
    const [one, same, other] = [await run(1), await run(1), await run(2)]
    expect(same).toEqual(one)
    expect(other.statuses).not.toEqual(one.statuses)
    expect(new Set(one.statuses)).toEqual(new Set([200, 500, 503]))
    expect(one.struck).toBeGreaterThan(40)
    expect(one.struck).toBeLessThan(80)
  })

  it("strikes no more often than it may, and only whom it is about", async () => {
    const { ask } = struck({
      ...Faults.random({ seed: 1, rate: 1, kinds: ["serverError"], times: 2, match: { user: "app" } })
    })
    const statuses: Array<number> = [(await ask("/people/v2", { headers: { authorization: "Bearer x" } })).status]
    for (let n = 0; n < 4; n++) statuses.push((await ask("/people/v2")).status)
    expect(statuses).toEqual([200, 500, 500, 200, 200])
  })

  it("every kind but those that never end gives an answer or an error", async () => {
    for (const [name, deed] of Object.entries(Faults.kinds)) {
      if (name.startsWith("hang")) continue
      const { ask } = struck({ do: deed })
      await ask("/people/v2/people?include=emails").catch((cause: unknown) => expect(cause).toBeInstanceOf(Error))
    }
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
