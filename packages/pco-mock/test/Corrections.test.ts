/** What third parties recorded or measured at the real API, where it differs from the documentation. */
import { describe, expect, it } from "@effect/vitest"
import { at, church, type Resource } from "./Asking.ts"

const { ask, handler, world } = church(120)

const one = (body: { readonly data: unknown }): Resource =>
  // a single document has one resource where a list has many
  body.data as Resource

const send = (path: string, attributes: object, method = "POST") =>
  ask(path, { method, body: { data: { attributes } } })

describe("reading", () => {
  it("lists in brackets are lists with commas, for every parameter", async () => {
    const commas = (await ask("/people/v2/people?include=emails,phone_numbers&order=-updated_at,id&per_page=5")).body
    const brackets = await ask(
      "/people/v2/people?include[]=emails&include[]=phone_numbers&order[]=-updated_at&order[]=id&per_page=5"
    )
    expect([brackets.body.data, brackets.body.included]).toEqual([commas.data, commas.included])
    expect(brackets.body.included.length).toBeGreaterThan(0)
    const fields = (await ask("/people/v2/people?fields[Person][]=name&fields[Person][]=grade&per_page=1")).body
    expect(Object.keys(at(fields.data, 0).attributes).sort()).toEqual(["grade", "name"])
  })

  it("field data have both times, can be asked and sorted by them, and hold a file that is an object or null", async () => {
    const path = "/people/v2/field_data?order=-updated_at&where[updated_at][gte]=2015-01-01T00:00:00Z&per_page=100"
    const { data, meta } = (await ask(path)).body
    expect(data.length).toBeGreaterThan(0)
    const times = data.map(({ attributes }) => `${attributes.updated_at}`)
    expect(times).toEqual([...times].sort().reverse())
    expect(meta.can_query_by).toEqual(expect.arrayContaining(["created_at", "updated_at"]))
    for (const { attributes } of data) expect(typeof attributes.file).toBe("object")
    expect((await ask("/people/v2/field_data?where[updated_at][gte]=2090-01-01T00:00:00Z")).body.data).toEqual([])
  })

  it("some ids are numbers, also where a merge just made them", async () => {
    const [keep, gone] = world.rows("Person").slice(-2)
    world.merge(keep?.id ?? "", gone?.id ?? "")
    const numbers: ReadonlyArray<readonly [path: string, ...names: ReadonlyArray<string>]> = [
      ["field_definitions", "tab_id"],
      ["notes", "note_category_id", "organization_id", "person_id"],
      ["person_mergers", "person_to_keep_id", "person_to_remove_id"],
      ["workflows/1/shares", "person_id"]
    ]
    const workflow = at(world.rows("Workflow"), 0).id
    for (const [path, ...names] of numbers) {
      const { data } = (await ask(`/people/v2/${path.replace("/1/", `/${workflow}/`)}`)).body
      for (const name of names)
        expect([path, name, typeof at(data, -1).attributes[name]]).toEqual([path, name, "number"])
    }
  })

  it("values have the shapes that were recorded", async () => {
    const values = async (path: string, name: string) =>
      (await ask(`${path}?per_page=100`)).body.data.map(({ attributes }) => attributes[name])
    for (const schedule of await values("/giving/v2/recurring_donations", "schedule")) {
      expect(["day_in_month", "weekday", "biweekly"]).toEqual(expect.arrayContaining(Object.keys(schedule as object)))
    }
    expect(at(await values("/groups/v2/group_types", "default_group_settings"), 0)).toEqual({ contact_email: null })
    expect(at(await values("/people/v2/lists", "subset"), 0)).toBe("all")
    expect(at(await values("/people/v2/lists", "returns"), 0)).toBe("exact")
  })

  it("a plan's dates read as recorded, and its sort_date is local time that is labelled Z", async () => {
    const plan = world
      .rows("services.Plan")
      .find(({ id }) => world.children("services.PlanTime", "plan", id).length > 0)
    const starts = world
      .children("services.PlanTime", "plan", plan?.id ?? "")
      .map(({ attributes }) => Date.parse(`${attributes.starts_at}`))
    const { dates, short_dates, sort_date } = plan?.attributes ?? {}
    expect(`${dates}`).toMatch(/^[A-Z][a-z]+ \d{1,2}, \d{4}/)
    expect(`${short_dates}`).toMatch(/^[A-Z][a-z]{2} \d{1,2}/)
    expect(Math.min(...starts) - Date.parse(`${sort_date}`)).toBe(5 * 3_600_000)
  })

  it("text is sorted without regard to accents", async () => {
    for (const last_name of ["Zzab", "Zzáa", "Zzac"]) world.create("Person", { first_name: "A", last_name })
    const { data } = (await ask("/people/v2/people?order=-last_name&where[last_name]=Zz%25")).body
    expect(data.map(({ attributes }) => attributes.last_name)).toEqual(["Zzac", "Zzab", "Zzáa"])
  })

  it("a search finds a part of a name and @domain, and a phone number not in its E.164 form", async () => {
    const person = world.create("Person", { first_name: "Wilhelmina", last_name: "Quux" })
    world.create("Email", { address: "w@rare.example" }, { person })
    const found = async (name: string, text: string) =>
      (await ask(`/people/v2/people?where[${name}]=${encodeURIComponent(text)}`)).body.data.some(
        ({ id }) => id === person.id
      )
    expect(await found("search_name_or_email", "helmin")).toBe(true)
    expect(await found("search_name_or_email", "@rare.example")).toBe(true)
    const phone = at(world.rows("PhoneNumber"), 0)
    const number = `${phone.attributes.e164}`
    const owners = async (text: string) =>
      (await ask(`/people/v2/people?where[search_phone_number]=${encodeURIComponent(text)}`)).body.data.map(
        ({ id }) => id
      )
    expect(await owners(number.slice(2))).toContain(phone.relationships.person?.id)
    expect(await owners(number)).toEqual([])
  })

  it("/me of every product is the same person", async () => {
    const ids = new Set<string>()
    for (const product of ["people", "services", "giving", "groups", "check-ins", "calendar", "current"]) {
      const reply = await ask(`/${product}/v2/me`)
      if (reply.status === 200) ids.add(one(reply.body).id)
    }
    expect(ids.size).toBe(1)
  })
})

describe("writing", () => {
  const person = at(world.rows("Person"), 3).id
  const path = `/people/v2/people/${person}`

  it("a birthdate that is no day is stored as null; a grade out of bounds is refused", async () => {
    const stored = await send(path, { birthdate: "2026-13-45" }, "PATCH")
    expect([stored.status, one(stored.body).attributes.birthdate]).toEqual([200, null])
    const refused = await send(path, { grade: 13 }, "PATCH")
    expect([refused.status, refused.body.errors[0]?.detail]).toEqual([422, "must be between -1 and 12"])
    expect((await send(path, { grade: -1 }, "PATCH")).status).toBe(200)
  })

  it("a status or a gender nobody knows is not stored as sent", async () => {
    const { attributes } = one((await send(path, { status: "sleeping", gender: "Female" }, "PATCH")).body)
    expect([attributes.status, attributes.gender]).toEqual(["active", "F"])
    expect(one((await send(path, { gender: "robot" }, "PATCH")).body).attributes.gender).toBeNull()
  })

  it("a malformed address of an email is refused; emails and numbers need no location; addresses take street", async () => {
    expect((await send(`${path}/emails`, { address: "nobody" })).status).toBe(422)
    expect((await send(`${path}/emails`, { address: "a@example.org" })).status).toBe(201)
    expect((await send(`${path}/phone_numbers`, { number: "5550100" })).status).toBe(201)
    const address = await send(`${path}/addresses`, { street: "1 Main St", city: "Town" })
    expect([address.status, one(address.body).attributes.street_line_1]).toEqual([201, "1 Main St"])
  })

  it("an action on a workflow card answers 201 with the card", async () => {
    const card = at(world.rows("WorkflowCard"), 0)
    const reply = await send(`/people/v2/people/${card.relationships.person?.id}/workflow_cards/${card.id}/remove`, {})
    expect([reply.status, one(reply.body).id, one(reply.body).attributes.stage]).toEqual([201, card.id, "removed"])
    expect(handler.world.get("WorkflowCard", card.id)?.attributes.stage).toBe("removed")
  })
})
