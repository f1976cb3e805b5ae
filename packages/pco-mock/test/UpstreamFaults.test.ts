/** The faults that stand for what third parties reported of the real API: see the table in the README. */
import { describe, expect, it } from "@effect/vitest"
import * as Faults from "../src/Faults.ts"
import * as Instructions from "../src/internal/control/instructions.ts"
import * as Malformed from "../src/internal/misbehaving/malformed.ts"
import type * as Row from "../src/Row.ts"
import { at, church, type Resource, stoppedClock } from "./Asking.ts"

const struck = (...faults: ReadonlyArray<Faults.Rule>) => church(60, { faults })

const one = (body: { readonly data: unknown }): Resource =>
  // a single document has one resource where a list has many
  body.data as Resource

describe("refusals", () => {
  it("a hint per product: 401 with TRASH_PANDA below one product, the others answer", async () => {
    const { ask } = struck({ match: { path: "/groups/v2" }, do: Faults.kinds.productMissing })
    const refused = await ask("/groups/v2/groups")
    expect([refused.status, refused.body.errors[0]?.detail]).toEqual([
      401,
      "This request could not be authenticated. Error Code Hint: (TRASH_PANDA)"
    ])
    expect((await ask("/people/v2/people")).status).toBe(200)
  })

  it("a hint with 403, and without a status 401", async () => {
    const { ask } = struck(
      { times: 1, do: { status: 403, hint: "PELICAN" } },
      { after: 1, times: 1, do: { hint: "BABOON" } }
    )
    const [forbidden, expired] = [await ask("/people/v2/people"), await ask("/people/v2/people")]
    expect([forbidden.status, forbidden.text.includes("(PELICAN)")]).toEqual([403, true])
    expect([expired.status, expired.text.includes("(BABOON)")]).toEqual([401, true])
  })

  it("one listing is refused for good, and reads by id of the same resource answer", async () => {
    const { ask, handler, world } = church(60)
    const person = at(world.rows("Person"), 0)
    for (const status of [400, 401, 404, 405, 410, 501]) {
      handler.faults.replace([{ match: { path: "/people/v2/people", reads: "list" }, do: { status } }])
      expect((await ask("/people/v2/people?per_page=2")).status).toBe(status)
      expect((await ask(`/people/v2/people/${person.id}`)).status).toBe(200)
      expect((await ask(`/people/v2/people/${person.id}/emails`)).status).toBe(status)
    }
  })

  it("large pages time out, pages up to a size do not", async () => {
    const { ask } = struck({
      match: { path: "/people/v2/people", perPageAbove: 50 },
      do: Faults.kinds.gatewayTimeout
    })
    const statuses: Array<number> = []
    for (const size of ["?per_page=100", "?per_page=500", "?per_page=51", "?per_page=50", ""]) {
      statuses.push((await ask(`/people/v2/people${size}`)).status)
    }
    expect(statuses).toEqual([504, 504, 504, 200, 200])
  })

  it("poison: every page with the record fails, and so does the read by id", async () => {
    const { ask, handler, world } = church(60)
    const id = at(world.rows("Person"), 7).id
    handler.faults.replace([{ do: { poison: { ids: [id], status: 502 } } }])
    const statuses: Array<number> = []
    for (const query of ["offset=0&per_page=8", "offset=0&per_page=7", "offset=7&per_page=1", "offset=8&per_page=9"]) {
      statuses.push((await ask(`/people/v2/people?${query}`)).status)
    }
    expect(statuses).toEqual([502, 200, 502, 200])
    expect((await ask(`/people/v2/people/${id}`)).status).toBe(502)
  })
})

describe("records that a listing hides", () => {
  const pages = async (ask: ReturnType<typeof church>["ask"], path: string) => {
    const seen: Array<{ ids: ReadonlyArray<string>; total: number }> = []
    for (let next: string | undefined = path; next !== undefined; ) {
      const { body } = await ask(next)
      seen.push({ ids: body.data.map(({ id }) => id), total: body.meta.total_count })
      next = body.links.next
    }
    return seen
  }

  it("half of them with totals that agree, the same half each time; each is there by id", async () => {
    const { ask, world } = struck({ match: { reads: "list" }, do: Faults.kinds.halfMissing })
    const found = await pages(ask, "/people/v2/people?per_page=10")
    const ids = found.flatMap(({ ids }) => ids)
    expect(ids.length).toBeGreaterThan(15)
    expect(ids.length).toBeLessThan(45)
    expect(found.every(({ total }) => total === ids.length)).toBe(true)
    expect((await pages(ask, "/people/v2/people?per_page=100")).flatMap(({ ids }) => ids)).toEqual(ids)
    const hidden = world.rows("Person").find(({ id }) => !ids.includes(id))
    expect((await ask(`/people/v2/people/${hidden?.id}`)).status).toBe(200)
  })

  it("counted ones leave pages that are short, or empty with a next link", async () => {
    const { ask, handler, world } = church(60)
    const people = world.rows("Person").map(({ id }) => id)
    handler.faults.replace([{ do: { hideRecords: { ids: people.slice(15, 32), counted: true } } }])
    const found = await pages(ask, "/people/v2/people?per_page=10")
    expect(found.map(({ ids }) => ids.length)).toEqual([10, 5, 0, 8, 10, 10])
    expect(found.every(({ total }) => total === 60)).toBe(true)
  })

  it("without a total: meta has no total_count, on full pages too", async () => {
    const { ask } = struck(
      { after: 1, times: 1, do: Faults.kinds.emptyPagesWithoutTotal },
      { do: { withoutTotal: true } }
    )
    const first = (await ask("/people/v2/people?per_page=10")).body
    const second = (await ask(first.links.next ?? "")).body
    expect([first.meta, second.meta].some((meta) => "total_count" in meta)).toBe(false)
    expect([first.data.length, second.data.length, second.meta.count]).toEqual([10, 0, 0])
    expect(second.links.next).toContain("offset=20")
  })

  it("everything is empty, and single records answer 404; the organization is still there", async () => {
    const { ask, world } = struck({ do: Faults.kinds.nothingVisible })
    const { body } = await ask("/people/v2/people")
    expect([body.data.length, body.meta.total_count]).toEqual([0, 0])
    const missing = await ask(`/people/v2/people/${at(world.rows("Person"), 0).id}`)
    expect([missing.status, missing.body.errors[0]?.title]).toEqual([404, "Not Found"])
    expect((await ask("/people/v2")).status).toBe(200)
  })

  it("listingCap: a listing ends early and says that this is all", async () => {
    const { ask } = struck({ do: { listingCap: 25 } })
    const found = await pages(ask, "/people/v2/people?per_page=10")
    expect(found.map(({ ids, total }) => [ids.length, total])).toEqual([
      [10, 25],
      [10, 25],
      [5, 25]
    ])
  })
})

describe("malformed documents", () => {
  it("a member of data or included is not a record, in every way there is", async () => {
    const { ask, handler } = church(60)
    const path = "/people/v2/people?include=emails&per_page=5"
    const whole = (await ask(path)).body
    for (const as of Malformed.ways) {
      handler.faults.replace([{ do: { malformed: { as, position: 2 } } }])
      const { body } = await ask(path)
      expect(body.data.filter((_, index) => index !== 2)).toEqual(whole.data.filter((_, index) => index !== 2))
      expect(body.data[2], as).not.toEqual(whole.data[2])
      expect(body.included).toEqual(whole.included)
      handler.faults.replace([{ do: { malformed: { as, in: "included", id: at(whole.included, 1).id } } }])
      const second = (await ask(path)).body
      expect(second.data).toEqual(whole.data)
      expect(second.included[1], as).not.toEqual(whole.included[1])
    }
  })

  it("included is null, absent, or holds null where none was asked for", async () => {
    const { ask, handler } = church(60)
    const included = async (deed: Faults.Deed) => {
      handler.faults.replace([{ do: deed }])
      const { body } = await ask("/people/v2/people?per_page=2")
      expect(body.data).toHaveLength(2)
      return "included" in body ? body.included : "absent"
    }
    expect(await included({ included: "null" })).toBeNull()
    expect(await included({ included: "absent" })).toBe("absent")
    expect(await included(Faults.kinds.nullIncludedMember)).toEqual([null])
  })

  it("emptyIncludes: nothing is included, and the relationships asked for name nothing", async () => {
    const { ask } = struck({ do: Faults.kinds.emptyIncludes })
    const { body } = await ask("/people/v2/people?include=emails,primary_campus")
    expect(body.included).toEqual([])
    for (const { relationships } of body.data) {
      expect([relationships.emails?.data, relationships.primary_campus?.data]).toEqual([[], null])
    }
  })
})

describe("answers about one record", () => {
  it("another record, a page, nothing, null", async () => {
    const { ask, handler, world } = church(60)
    const [first, second] = world.rows("Person")
    const read = async (deed: Faults.Deed) => {
      handler.faults.replace([{ match: { reads: "record" }, do: deed }])
      expect((await ask("/people/v2/people?per_page=1")).status).toBe(200)
      return ask(`/people/v2/people/${first?.id}`)
    }
    expect(one((await read({ instead: `/people/v2/people/${second?.id}` })).body).id).toBe(second?.id)
    expect((await read(Faults.kinds.notFoundHtml)).headers.get("content-type")).toContain("text/html")
    expect((await read(Faults.kinds.notFoundEmpty)).text).toBe("")
    expect((await read(Faults.kinds.goneHtml)).status).toBe(410)
    expect((await read(Faults.kinds.dataNull)).text).toBe('{"data":null}')
    expect((await read(Faults.kinds.dataNullWithError)).body.errors[0]?.status).toBe("500")
  })

  it("a merged person: 404, a redirect to the survivor of the last merge, or the survivor at once", async () => {
    const { ask, handler, world } = church(60)
    const [first, second, third] = world.rows("Person").map(({ id }) => id)
    if (first === undefined || second === undefined || third === undefined) throw new Error("three people")
    world.merge(second, first)
    world.merge(third, second)
    const read = async (deed: Faults.Deed) => {
      handler.faults.replace([{ do: deed }])
      return ask(`/people/v2/people/${first}?include=emails`)
    }
    expect((await read({})).status).toBe(404)
    const redirected = await read(Faults.kinds.mergedRedirect)
    expect([redirected.status, redirected.headers.get("location")]).toEqual([
      302,
      `https://api.planningcenteronline.com/people/v2/people/${third}?include=emails`
    ])
    const survivor = await read(Faults.kinds.mergedSurvivor)
    expect([survivor.status, one(survivor.body).id]).toEqual([200, third])
    expect((await ask("/people/v2/people/999999999")).status).toBe(404)
  })
})

describe("another organisation", () => {
  it("answers behind the same URL and credentials, and goes again", async () => {
    const { ask, handler } = church(60)
    const read = async () => {
      const church = await ask("/people/v2")
      const people = await ask("/people/v2/people?per_page=100")
      return {
        id: one(church.body).id,
        parent: people.body.meta.parent,
        total: people.body.meta.total_count,
        text: people.text
      }
    }
    const ours = await read()
    handler.faults.replace([{ do: Faults.kinds.otherOrganization }])
    const theirs = await read()
    handler.faults.replace([])
    expect([ours.id, theirs.id, ours.total, theirs.total]).toEqual(["100093", "100094", 60, 60])
    expect(theirs.parent).toEqual({ id: "100094", type: "Organization" })
    expect(theirs.text).not.toBe(ours.text)
    expect(await read()).toEqual(ours)
  })
})

describe("clocks that jump", () => {
  const list = "/people/v2/people?order=-updated_at&per_page=1"

  it("updated_at far in the future: the record leads the order, and later edits stay in the present", async () => {
    const { ask, world } = church(60)
    const [first, second] = world.rows("Person")
    world.update("Person", first?.id ?? "", { nickname: "F", updated_at: "2099-01-01T00:00:00Z" })
    world.update("Person", second?.id ?? "", { nickname: "S" })
    expect(at((await ask(list)).body.data, 0)).toMatchObject({
      id: first?.id,
      attributes: { updated_at: "2099-01-01T00:00:00Z" }
    })
    const since = await ask("/people/v2/people?where[updated_at][gte]=2098-12-31T00:00:00Z")
    expect(since.body.data.map(({ id }) => id)).toEqual([first?.id])
    expect(world.get("Person", second?.id ?? "")?.updated_at).toMatch(/^202/)
  })

  it("updated_at goes back with new content", async () => {
    const { ask, world } = church(60)
    const person = at(world.rows("Person", [{ attribute: "updated_at", descending: true }]), 0)
    world.apply({
      op: "update",
      type: "Person",
      id: person.id,
      attributes: { nickname: "Restored", updated_at: "2016-01-01T00:00:00Z" }
    })
    expect(one((await ask(`/people/v2/people/${person.id}`)).body).attributes).toMatchObject({
      nickname: "Restored",
      updated_at: "2016-01-01T00:00:00Z"
    })
    expect(at((await ask(list)).body.data, 0).id).not.toBe(person.id)
  })

  it("Date: the server's own time, never before its stamps, unless a fault moves it", async () => {
    const clock = stoppedClock()
    const { ask, handler } = church(60, { clock: clock.now })
    const date = async () => (await ask("/people/v2/people")).headers.get("date")
    expect(await date()).toBe("Fri, 02 Jan 2026 00:00:00 GMT")
    handler.faults.replace([{ do: { dateOffMs: -3_600_000 } }])
    expect(await date()).toBe("Thu, 01 Jan 2026 23:00:00 GMT")
  })
})

describe("primaries", () => {
  it("a new primary demotes the old one and leaves its updated_at where it was, whoever makes it", async () => {
    const { ask, world } = church(60)
    const person = world
      .rows("Person")
      .find(({ id }) => world.children("Email", "person", id).some(({ attributes }) => attributes.primary === true))
    const primaries = (): ReadonlyArray<Row.Row> =>
      world.children("Email", "person", person?.id ?? "").filter(({ attributes }) => attributes.primary === true)
    const [old] = primaries()
    const body = { data: { attributes: { address: "new@example.org", location: "Home", primary: true } } }
    const created = await ask(`/people/v2/people/${person?.id}/emails`, { method: "POST", body })
    expect(created.status).toBe(201)
    expect(primaries().map(({ id }) => id)).toEqual([one(created.body).id])
    expect(world.get("Email", old?.id ?? "")).toMatchObject({
      attributes: { primary: false },
      updated_at: old?.updated_at
    })
    const patch = { data: { attributes: { primary: true } } }
    await ask(`/people/v2/emails/${old?.id}`, { method: "PATCH", body: patch })
    expect(primaries().map(({ id }) => id)).toEqual([old?.id])
  })
})

describe("what is not known yet", () => {
  it("a new access token is refused for some seconds", async () => {
    const clock = stoppedClock()
    const { ask, handler } = church(60, { clock: clock.now, oauth: { tokens: { refusedSeconds: 1.5 } } })
    const { accessToken } = handler.oauth.tokens.issue({ clientId: "a", user: "7", scope: "people" })
    const status = async () =>
      (await ask("/people/v2/people", { headers: { authorization: `Bearer ${accessToken}` } })).status
    expect(await status()).toBe(401)
    clock.advance(1499)
    expect(await status()).toBe(401)
    clock.advance(1)
    expect(await status()).toBe(200)
  })

  it("a delivery tells of a record that neither reads by id nor listings know yet", async () => {
    const clock = stoppedClock()
    const delivered: Array<string> = []
    const { ask, handler, world } = church(60, {
      clock: clock.now,
      webhooks: {
        send: async (request) => {
          delivered.push(await request.text())
          return new Response(null, { status: 200 })
        }
      },
      faults: [{ match: { method: "GET" }, do: { lagMs: 5000 } }]
    })
    const subscription = { name: "people.v2.events.person.created", url: "https://app.example/hooks", active: true }
    await ask("/webhooks/v2/subscriptions", { method: "POST", body: { data: { attributes: subscription } } })
    const made = world.create("Person", { first_name: "A", last_name: "B" })
    await handler.webhooks.deliver()
    expect(delivered).toHaveLength(1)
    expect(delivered[0]).toContain(made.id)
    const known = async () => [
      (await ask(`/people/v2/people/${made.id}`)).status,
      (await ask("/people/v2/people")).body.meta.total_count,
      (await ask("/people/v2/people?where[last_name]=B")).body.data.some(({ id }) => id === made.id)
    ]
    expect(await known()).toEqual([404, 60, false])
    clock.advance(5001)
    expect(await known()).toEqual([200, 61, true])
  })
})

describe("from another process", () => {
  it("each deed and match is accepted when it is spelt right, and refused by name when not", () => {
    const read = (rule: unknown) => Instructions.faults(JSON.stringify([rule]))
    for (const [name, deed] of Object.entries(Faults.kinds)) expect(read({ do: deed }), name).toHaveProperty("value")
    expect(read({ match: { reads: "record", perPageAbove: 50 }, do: {} })).toHaveProperty("value")
    const wrong: ReadonlyArray<readonly [key: string, rule: unknown]> = [
      ["reads", { match: { reads: "all" }, do: {} }],
      ["perPageAbove", { match: { perPageAbove: "50" }, do: {} }],
      ["hideRecords", { do: { hideRecords: { share: 2 } } }],
      ["hideRecords", { do: { hideRecords: { count: true } } }],
      ["poison", { do: { poison: { status: 500 } } }],
      ["malformed", { do: { malformed: { as: "wrong" } } }],
      ["malformed", { do: { malformed: {} } }],
      ["included", { do: { included: null } }],
      ["instead", { do: { instead: "people" } }],
      ["merged", { do: { merged: true } }],
      ["dateOffMs", { do: { dateOffMs: "1h" } }]
    ]
    for (const [key, rule] of wrong) expect(read(rule), key).toMatchObject({ complaint: expect.stringContaining(key) })
  })
})
