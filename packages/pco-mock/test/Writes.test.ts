import { describe, expect, it } from "@effect/vitest"
import { at, church, stoppedClock } from "./Asking.ts"

const start = () => {
  const clock = stoppedClock()
  return church(60, { clock: clock.now })
}

const body = (type: string, attributes: Record<string, unknown>, relationships = {}) => ({
  data: { type, attributes, relationships }
})

describe("creating", () => {
  it("answers 201 with the record, which is then there", async () => {
    const { ask, world } = start()
    const campus = at(world.rows("Campus"), 0)
    const attributes = { first_name: "Ada", last_name: "Lovelace", primary_campus_id: campus.id }
    const made = await ask("/people/v2/people", { method: "POST", body: body("Person", attributes) })
    expect(made.status).toBe(201)
    expect(made.body.data).toMatchObject({
      attributes: { name: "Ada Lovelace", status: "active", child: false, created_at: "2026-01-02T00:00:00Z" },
      relationships: { primary_campus: { data: { type: "PrimaryCampus", id: campus.id } } }
    })
    expect(made.body).not.toHaveProperty("links")
    const [person] = [made.body.data].flat()
    expect((await ask(`/people/v2/people/${person?.id}`)).body.data).toEqual(person)
  })

  it("of an email happens below its person, and nowhere else", async () => {
    const { ask, world } = start()
    const person = at(world.rows("Person"), 3)
    const payload = body("Email", { address: "a@example.com", location: "Home" })
    const made = await ask(`/people/v2/people/${person.id}/emails`, { method: "POST", body: payload })
    expect(made.status).toBe(201)
    expect(made.body.data).toMatchObject({ relationships: { person: { data: { type: "Person", id: person.id } } } })
    expect((await ask("/people/v2/emails", { method: "POST", body: payload })).status).toBe(404)
  })

  it("of a phone number works out its other spellings", async () => {
    const { ask, world } = start()
    const path = `/people/v2/people/${at(world.rows("Person"), 0).id}/phone_numbers`
    const made = await ask(path, {
      method: "POST",
      body: body("PhoneNumber", { number: "512-555-0100", location: "Mobile" })
    })
    expect(made.body.data).toMatchObject({ attributes: { e164: "+15125550100", national: "(512) 555-0100" } })
  })

  it("without what is needed is refused attribute by attribute, and nothing is made", async () => {
    const { ask, world } = start()
    const before = world.count("Person")
    const refused = await ask("/people/v2/people", { method: "POST", body: body("Person", { first_name: "" }) })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map(({ source }) => source)).toEqual([
      { parameter: "first_name" },
      { parameter: "last_name" }
    ])
    expect(refused.body.errors[0]).toEqual({
      detail: "can't be blank",
      status: "422",
      title: "Validation Error",
      source: { parameter: "first_name" },
      meta: { resource: "Person", associated_resources: [] }
    })
    expect(world.count("Person")).toBe(before)
  })

  it("with attributes that may not be written, or that nobody knows, is refused", async () => {
    const { ask } = start()
    const attributes = { first_name: "A", last_name: "B", created_at: "2020-01-01T00:00:00Z", bogus: 1, constructor: 2 }
    const refused = await ask("/people/v2/people", { method: "POST", body: body("Person", attributes) })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map(({ source, title }) => [title, source])).toEqual(
      ["created_at", "bogus", "constructor"].map((parameter) => ["Forbidden Attribute", { parameter }])
    )
  })

  it("with a campus nobody knows is refused", async () => {
    const { ask } = start()
    const attributes = { first_name: "A", last_name: "B", primary_campus_id: "424242" }
    const refused = await ask("/people/v2/people", { method: "POST", body: body("Person", attributes) })
    expect(refused.body.errors[0]).toMatchObject({
      code: "attribute_resource_not_found",
      source: { parameter: "primary_campus_id" }
    })
  })

  it("from a body that is no JSON is refused", async () => {
    const { ask } = start()
    const refused = await ask("/people/v2/people", { method: "POST", body: "{" })
    expect(refused.status).toBe(400)
    expect(refused.body.errors[0]?.code).toBe("invalid_json")
  })
})

describe("changing", () => {
  it("changes what was sent, keeps the rest, and moves updated_at", async () => {
    const { ask, world } = start()
    const person = at(world.rows("Person"), 4)
    const reply = await ask(`/people/v2/people/${person.id}`, {
      method: "PATCH",
      body: body("Person", { nickname: "Kit" }, { primary_campus: { data: null } })
    })
    expect(reply.status).toBe(200)
    const row = world.get("Person", person.id)
    expect(row?.attributes).toEqual({ ...person.attributes, nickname: "Kit" })
    expect(row?.relationships.primary_campus).toBeNull()
    expect(row?.updated_at).toBe("2026-01-02T00:00:00Z")
  })

  it("by PUT is a page of HTML", async () => {
    const { ask, world } = start()
    const reply = await ask(`/people/v2/people/${at(world.rows("Person"), 0).id}`, { method: "PUT", body: "{}" })
    expect(reply.status).toBe(404)
    expect(reply.headers.get("content-type")).toBe("text/html; charset=utf-8")
    expect(reply.text).toMatch(/^<!DOCTYPE html>/)
  })
})

describe("deleting", () => {
  it("answers 204 with nothing, then 404, and takes the person's emails along", async () => {
    const { ask, world } = start()
    const email = at(world.rows("Email"), 0)
    const path = `/people/v2/people/${email.relationships.person?.id}`
    const gone = await ask(path, { method: "DELETE" })
    expect([gone.status, gone.text, gone.headers.get("content-type")]).toEqual([204, "", null])
    expect((await ask(path)).status).toBe(404)
    expect((await ask(path, { method: "DELETE" })).status).toBe(404)
    expect((await ask(`${path}/emails`)).status).toBe(404)
    expect((await ask(`/people/v2/emails/${email.id}`)).status).toBe(404)
  })
})
