import { describe, expect, it } from "@effect/vitest"
import { at, church, type Document, origin } from "./Asking.ts"

const { ask, handler, world } = church(300)
const people = world.rows("Person")
const ids = (document: Document) => document.data.map(({ id }) => id)

describe("pages", () => {
  it("hold 25 rows by id, and say where the next ones are, when nothing is asked", async () => {
    const { body } = await ask("/people/v2/people")
    expect(ids(body)).toEqual(people.slice(0, 25).map(({ id }) => id))
    expect(body.links).toEqual({ self: `${origin}/people/v2/people`, next: `${origin}/people/v2/people?offset=25` })
    expect(body.meta).toMatchObject({ total_count: 300, count: 25, next: { offset: 25 } })
    expect(body.meta).not.toHaveProperty("prev")
    expect(body.meta.parent).toEqual({ id: "100093", type: "Organization" })
  })

  it("followed to the end show every row once", async () => {
    const seen: Array<string> = []
    for (let next: string | undefined = "/people/v2/people?per_page=70"; next !== undefined; ) {
      const { body } = await ask(next)
      seen.push(...ids(body))
      next = body.links.next
    }
    expect(seen).toEqual(people.map(({ id }) => id))
  })

  it("of more than 100 rows are cut to 100, while the link keeps what was asked", async () => {
    const { body } = await ask("/people/v2/people?per_page=500")
    expect(body.data).toHaveLength(100)
    expect(body.links.next).toBe(`${origin}/people/v2/people?offset=100&per_page=500`)
  })

  it("of no rows lead to themselves", async () => {
    const { body } = await ask("/people/v2/people?per_page=0")
    expect(body.data).toEqual([])
    expect(body.links.next).toBe(`${origin}/people/v2/people?offset=0&per_page=0`)
    expect(body.meta).toMatchObject({ total_count: 300, count: 0, next: { offset: 0 } })
  })

  it("past the end are empty, know the total, and lead back only", async () => {
    const { body, status } = await ask("/people/v2/people?offset=1000&per_page=10")
    expect(status).toBe(200)
    expect(body.data).toEqual([])
    expect(body.meta).toMatchObject({ total_count: 300, count: 0, prev: { offset: 990 } })
    expect(body.links).not.toHaveProperty("next")
  })

  it("ending exactly at the end have no next", async () => {
    const { body } = await ask("/people/v2/people?offset=200&per_page=100")
    expect(body.meta.count).toBe(100)
    expect(body.meta).not.toHaveProperty("next")
    expect(body.links.prev).toBe(`${origin}/people/v2/people?offset=100&per_page=100`)
  })

  it("repeat every parameter in links: sorted, brackets bare, values encoded", async () => {
    const query = "where%5Bupdated_at%5D%5Bgte%5D=2015-01-01T00%3A00%3A00Z&per_page=1&bogus=a%20b&order=updated_at"
    const { body } = await ask(`/people/v2/people?${query}`)
    expect(body.links.next).toBe(
      `${origin}/people/v2/people?bogus=a+b&offset=1&order=updated_at&per_page=1&where[updated_at][gte]=2015-01-01T00%3A00%3A00Z`
    )
  })
})

describe("where", () => {
  const names = async (query: string) => {
    const { body, status } = await ask(`/people/v2/people?per_page=100&${query}`)
    expect(status).toBe(200)
    return body
  }

  it("compares text without regard to case, with % for anything at an end", async () => {
    const wanted = people.filter(({ attributes }) => attributes.last_name === "García Márquez")
    expect(wanted.length).toBeGreaterThan(0)
    for (const value of ["garcía MÁRQUEZ", "garc%", "%márquez", "%ía már%"]) {
      expect(ids(await names(`where[last_name]=${encodeURIComponent(value)}`))).toEqual(wanted.map(({ id }) => id))
    }
    expect((await names("where[last_name]=garc")).meta.total_count).toBe(0)
  })

  it("takes ranges over dates and instants, all of which must hold", async () => {
    const from = "2020-01-01T00:00:00Z"
    const to = "2022-01-01T00:00:00Z"
    const wanted = people.filter((row) => row.updated_at >= from && row.updated_at < to).map(({ id }) => id)
    const range = `where[updated_at][gte]=${from}&where[updated_at][lt]=${to}`
    expect((await names(range)).meta.total_count).toBe(wanted.length)
    expect(ids(await names(range)).every((id) => wanted.includes(id))).toBe(true)
    const born = people.filter(({ attributes }) => String(attributes.birthdate ?? "") > "2000-05-05").length
    expect((await names("where[birthdate][gt]=2000-05-05")).meta.total_count).toBe(born)
  })

  it("finds the same rows whatever the order: bisection and search agree", async () => {
    const second = at(
      [...people].sort((a, b) => (a.updated_at < b.updated_at ? -1 : 1)),
      150
    ).updated_at
    for (const operator of ["", "[gt]", "[gte]", "[lt]", "[lte]"]) {
      const where = `where[updated_at]${operator}=${second}`
      const plain = (await names(where)).meta.total_count
      for (const order of ["updated_at", "-updated_at", "-updated_at,last_name"]) {
        expect((await names(`${where}&order=${order}`)).meta.total_count, `${operator} ${order}`).toBe(plain)
      }
    }
  })

  it("ignores names nobody knows, ranges over anything but dates, and filters on what is nested", async () => {
    for (const query of ["where[bogus]=1", "where[grade][gt]=3", "where[emails][address]=x", "where[name]=x"]) {
      expect((await names(query)).meta.total_count).toBe(300)
    }
  })

  it("finds nobody for a value it cannot read", async () => {
    for (const query of [
      "where[grade]=abc",
      "where[child]=maybe",
      "where[updated_at][gte]=soon",
      "where[birthdate]=x"
    ]) {
      expect((await names(query)).meta.total_count).toBe(0)
      expect((await names(`${query}&order=updated_at`)).meta.total_count).toBe(0)
    }
  })

  it("knows ids, flags, numbers and the campus", async () => {
    const one = at(people, 5)
    expect(ids(await names(`where[id]=${one.id}`))).toEqual([one.id])
    const campus = at(world.rows("Campus"), 0).id
    const there = people.filter(({ relationships }) => relationships.primary_campus?.id === campus).length
    expect((await names(`where[primary_campus_id]=${campus}`)).meta.total_count).toBe(there)
    const children = people.filter(({ attributes }) => attributes.child === true).length
    expect((await names("where[child]=true")).meta.total_count).toBe(children)
  })

  it("searches names by the beginnings of words, and phone numbers by their end", async () => {
    const phone = at(world.rows("PhoneNumber"), 0)
    const digits = String(phone.attributes.e164).slice(-7)
    expect(ids(await names(`where[search_phone_number]=${digits}`))).toContain(phone.relationships.person?.id)
    const berg = people.filter(({ attributes }) => attributes.last_name === "van der Berg").length
    expect((await names("where[search_name]=BER%20van")).meta.total_count).toBe(berg)
    expect((await names("where[search_name]=erg")).meta.total_count).toBe(0)
  })
})

describe("order", () => {
  it("takes several keys, each in its direction, and breaks ties by id", async () => {
    const { body } = await ask("/people/v2/people?per_page=100&order=-status,last_name")
    const rows = body.data.map(({ attributes, id }) => [
      attributes.status,
      String(attributes.last_name).toLowerCase(),
      Number(id)
    ])
    const sorted = [...rows].sort(([a, b, c], [x, y, z]) =>
      a !== x ? (String(a) > String(x) ? -1 : 1) : b !== y ? (String(b) < String(y) ? -1 : 1) : Number(c) - Number(z)
    )
    expect(rows).toEqual(sorted)
  })

  it("by anything unknown, or by id, is by id", async () => {
    for (const order of ["bogus", "-id", "name"]) {
      expect(ids((await ask(`/people/v2/people?order=${order}`)).body)).toEqual(people.slice(0, 25).map(({ id }) => id))
    }
  })
})

describe("include", () => {
  it("hangs relationships on the rows and each record once in included", async () => {
    const { body } = await ask(
      "/people/v2/people?per_page=50&include=emails,primary_campus,organization,bogus,addresses"
    )
    for (const person of body.data) {
      const mine = world.children("Email", "person", person.id).map(({ id, type }) => ({ type, id }))
      const related = `${origin}/people/v2/people/${person.id}/emails`
      expect(person.relationships.emails).toEqual({ links: { related }, data: mine })
      const addresses = world.children("Address", "person", person.id).map(({ id, type }) => ({ type, id }))
      expect(person.relationships.addresses?.data).toEqual(addresses)
      expect(person.relationships).not.toHaveProperty("bogus")
      expect(person.relationships).not.toHaveProperty("phone_numbers")
    }
    const keys = body.included.map(({ id, type }) => `${type}/${id}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => key.startsWith("Campus"))).toHaveLength(1)
    expect(keys).toContain("Organization/100093")
  })

  it("shows a campus under the role the relationship gives it, and the record under its own type", async () => {
    const person = at(
      people.filter(({ relationships }) => relationships.primary_campus !== null),
      0
    )
    const { body, text } = await ask(`/people/v2/people?where[id]=${person.id}&include=primary_campus`)
    const id = person.relationships.primary_campus?.id
    expect(at(body.data, 0).relationships.primary_campus?.data).toEqual({ type: "PrimaryCampus", id })
    expect(at(body.included, 0)).toMatchObject({ type: "Campus", id })
    expect(text.split('"relationships":')[1]?.match(/"primary_campus":/g)).toHaveLength(1)
  })
})

describe("include of two levels", () => {
  it("brings both levels along, each record once, and hangs the second name on the first record too", async () => {
    const { body } = await ask("/people/v2/people?per_page=30&include=households.people")
    const households = body.included.filter(({ type }) => type === "Household")
    const members = body.included.filter(({ type }) => type === "Person")
    expect(households.length).toBeGreaterThan(0)
    for (const household of households) {
      const { data } = household.relationships.people ?? {}
      const named = [data].flat() as ReadonlyArray<{ readonly id: string }>
      expect(named.length).toBeGreaterThan(0)
      expect(named.every(({ id }) => members.some((member) => member.id === id))).toBe(true)
    }
    expect(at(body.data, 0).relationships.people).toEqual({ links: { related: null }, data: [] })
    const keys = body.included.map(({ id, type }) => `${type}/${id}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it("of values brings the fields they are of", async () => {
    const { body } = await ask("/people/v2/people?per_page=100&include=field_data.field_definition")
    const types = new Set(body.included.map(({ type }) => type))
    expect(types).toEqual(new Set(["FieldDatum", "FieldDefinition"]))
  })
})

describe("named filters", () => {
  it("admit what their names say, in the lists they are documented for", async () => {
    const { body } = await ask("/giving/v2/batches?filter=in_progress&per_page=100")
    expect(body.data.length).toBeGreaterThan(0)
    expect(body.data.every(({ attributes }) => attributes.status === "in_progress")).toBe(true)
    expect(body.meta.can_filter).toEqual(["committed", "in_progress"])
    const future = (await ask("/services/v2/service_types?filter=no_parent")).body
    expect(future.data.every(({ relationships }) => relationships.parent?.data === null)).toBe(true)
  })

  it("are nothing in other lists", async () => {
    const group = at(world.rows("groups.Group"), 0).id
    const all = (await ask(`/groups/v2/groups/${group}/people?filter=has_donated`)).body.meta
    expect(all).not.toHaveProperty("can_filter")
    expect(all.total_count).toBe((await ask(`/groups/v2/groups/${group}/people`)).body.meta.total_count)
  })
})

describe("ties", () => {
  const path = "/people/v2/people?order=updated_at&per_page=100&offset=0"

  it("come in one order always, unless the world is told otherwise", async () => {
    expect(ids((await ask(path)).body)).toEqual(ids((await ask(path)).body))
  })

  it("come differently in each request of an unstable world, and the same in two worlds of one seed", async () => {
    const [one, two] = [church(300, { ties: "unstable" }), church(300, { ties: "unstable" })]
    const first = (await one.ask(path)).body
    expect(ids((await two.ask(path)).body)).toEqual(ids(first))
    const second = (await one.ask(path)).body
    expect(ids(second)).not.toEqual(ids(first))
    const times = (document: Document) => document.data.map(({ attributes }) => attributes.updated_at)
    expect(times(second)).toEqual(times(first))
  })
})

describe("fields", () => {
  it("leave only what they name, of attributes and relationships alike", async () => {
    const { body } = await ask(
      "/people/v2/people?per_page=3&fields[Person]=first_name,mfa_configured&fields[Email]=address"
    )
    for (const { attributes, relationships } of body.data) {
      expect(Object.keys(attributes)).toEqual(["first_name", "mfa_configured"])
      expect(relationships).toEqual({})
    }
  })

  it("reach into included", async () => {
    const { body } = await ask("/people/v2/people?include=emails&fields[Email]=address")
    expect(Object.keys(at(body.included, 0).attributes)).toEqual(["address"])
  })

  it("are the only way to see some attributes", async () => {
    const { body } = await ask("/people/v2/people?per_page=1")
    expect(at(body.data, 0).attributes).not.toHaveProperty("mfa_configured")
    expect(at(body.data, 0).attributes).not.toHaveProperty("stripe_customer_identifier")
  })
})

describe("below a record", () => {
  const person = at(
    people.filter(({ id }) => world.children("Email", "person", id).length > 1),
    0
  )

  it("lists are those of the record, linked through it", async () => {
    const { body } = await ask(`/people/v2/people/${person.id}/emails?order=-address`)
    expect(body.meta.parent).toEqual({ id: person.id, type: "Person" })
    expect(
      body.data.every(({ id, links }) => links.self === `${origin}/people/v2/people/${person.id}/emails/${id}`)
    ).toBe(true)
    expect(body.meta.total_count).toBe(world.children("Email", "person", person.id).length)
    expect(body.meta).not.toHaveProperty("can_include")
  })

  it("a to-one edge is a record, and 404 when it is not set", async () => {
    const email = at(world.children("Email", "person", person.id), 0)
    const owner = await ask(`/people/v2/emails/${email.id}/person`)
    expect(owner.body.data).toMatchObject({ type: "Person", id: person.id })
    const nowhere = at(
      people.filter(({ relationships }) => relationships.primary_campus === null),
      0
    )
    expect((await ask(`/people/v2/people/${nowhere.id}/primary_campus`)).status).toBe(404)
  })

  it("what is documented and not known says so instead of looking empty or deleted", async () => {
    const { body, status } = await ask("/people/v2/people?per_page=1")
    expect(status).toBe(200)
    const reset = `/people/v2/people/${body.data[0]?.id}/staff_only_reset_age_checks`
    const replies = [
      await ask(reset, { method: "POST", body: { data: {} } }),
      await ask("/calendar/v2/event_instances?filter=shared")
    ]
    for (const reply of replies) {
      expect(reply.status).toBe(501)
      expect(reply.body.errors[0]?.code).toBe("not_modelled")
    }
  })

  it("a missing parent, edge, id or collection is not found", async () => {
    for (const path of ["/people/v2/people/1/emails", `/people/v2/people/${person.id}/nope`, "/people/v2/nope"]) {
      expect((await ask(path)).status, path).toBe(404)
    }
  })
})

it("a list changes as soon as the world does, filters and orders included", async () => {
  const path = "/people/v2/people?where[first_name]=Quintus&order=updated_at"
  expect((await ask(path)).body.meta.total_count).toBe(0)
  world.create("Person", { first_name: "Quintus", last_name: "Lentulus" })
  expect((await ask(path)).body.meta.total_count).toBe(1)
  expect(handler.log.entries().at(-1)).toMatchObject({ status: 200, rows: 1, credential: "app", method: "GET" })
})
