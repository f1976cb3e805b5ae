import { describe, expect, it } from "@effect/vitest"
import * as Catalog from "../src/internal/facts/catalog.ts"
import type { Row } from "../src/Row.ts"
import * as World from "../src/World.ts"

const world = World.make({ seed: 11, people: 1200 })
const wire = Catalog.resources.filter(({ key }) => world.count(key) > 0)

describe("in every product of a generated church", () => {
  it("what a record points at is there", () => {
    const dangling: Array<string> = []
    for (const { key } of wire) {
      const { any, refs } = world.table(key).kind
      for (const row of world.rows(key)) {
        for (const [name, target] of Object.entries(row.relationships)) {
          const to = (any[name] ?? [name]).map((ref) => refs[ref]?.to).filter((each) => each !== undefined)
          if (target === null || to.length === 0) continue
          if (!to.some((each) => world.get(each, target.id) !== undefined)) dangling.push(`${key} ${row.id} ${name}`)
        }
      }
    }
    expect(dangling).toEqual([])
  })

  it("no record was changed before it was made, or made after now, and few types are all of one moment", () => {
    const wrong: Array<string> = []
    for (const { key } of wire) {
      for (const { created_at, id, updated_at } of world.rows(key)) {
        if (created_at > updated_at || updated_at > "2026-01-01T00:00:00Z") wrong.push(`${key} ${id}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it("no record is older than what it is below", () => {
    const wrong: Array<string> = []
    for (const { key } of wire) {
      const { refs, size } = world.table(key).kind
      const to = size.by === "owner" ? refs[size.ref]?.to : undefined
      // an hour or a Sunday decides when these happened, not who made them
      if (size.by !== "owner" || to === undefined || key.startsWith("check-ins.")) continue
      for (const row of world.rows(key)) {
        const owner = world.get(to, row.relationships[size.ref]?.id ?? "")
        if (owner !== undefined && owner.created_at > row.created_at) wrong.push(`${key} ${row.id}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it("ids are distinct, ascend as numbers, and find their rows again", () => {
    for (const { key } of wire) {
      const ids = world.rows(key).map(({ id }) => id)
      expect(new Set(ids).size, key).toBe(ids.length)
      expect(
        ids.every((id) => world.get(key, id)?.id === id),
        key
      ).toBe(true)
      const numbers = ids.map(Number).filter(Number.isInteger)
      expect(numbers, key).toEqual([...numbers].sort((a, b) => a - b))
    }
  })

  it("every attribute has a value of its type, or none", () => {
    const wrong: Array<string> = []
    const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
      boolean: (value) => typeof value === "boolean",
      integer: Number.isInteger,
      float: (value) => typeof value === "number",
      date: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
      date_time: (value) => !Number.isNaN(Date.parse(String(value))),
      string: (value) => typeof value === "string",
      array: Array.isArray
    }
    for (const { attributes, key } of wire) {
      for (const row of world.rows(key).slice(0, 200)) {
        for (const [name, { type, values }] of attributes) {
          const value = name === "created_at" || name === "updated_at" ? row[name] : row.attributes[name]
          if (value === null) continue
          if (fits[type]?.(value) === false) wrong.push(`${key}.${name}: ${JSON.stringify(value)} is no ${type}`)
          // a batch may be `updating`, which the documentation of its values leaves out
          if (values !== undefined && !values.includes(String(value))) wrong.push(`${key}.${name}: ${String(value)}`)
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([])
  })
})

describe("a believable church", () => {
  const sizes = (of: string, ref: string, parent: string) =>
    world.rows(parent).map(({ id }) => world.children(of, ref, id).length)

  it("has a few groups that are many times as large as most", () => {
    const found = sizes("groups.Membership", "group", "groups.Group").sort((a, b) => a - b)
    const median = found[found.length >> 1] ?? 0
    expect(Math.max(...found)).toBeGreaterThan(median * 4)
  })

  it("is one church: every product knows people by the ids they have in People", () => {
    const ids = new Set(world.rows("Person").map(({ id }) => id))
    for (const product of ["giving", "groups", "check-ins", "calendar", "services", "registrations"]) {
      const known = world.rows(`${product}.Person`)
      expect(known.length, product).toBeGreaterThan(20)
      expect(
        known.every(({ id }) => ids.has(id)),
        product
      ).toBe(true)
    }
    const [person] = world.rows("services.Person")
    expect(person?.attributes.full_name).toBe(world.get("Person", person?.id ?? "")?.attributes.name)
  })

  it("designates every cent of a donation, and gives all of it back in a refund", () => {
    const sum = (rows: ReadonlyArray<Row>) =>
      rows.reduce((total, row) => total + Number(row.attributes.amount_cents), 0)
    for (const donation of world.rows("giving.Donation")) {
      const amount = donation.attributes.amount_cents
      expect(sum(world.children("giving.Designation", "donation", donation.id))).toBe(amount)
      for (const refund of world.children("giving.Refund", "donation", donation.id)) {
        expect(donation.attributes.refunded).toBe(true)
        expect(refund.attributes.amount_cents).toBe(amount)
      }
    }
    for (const batch of world.rows("giving.Batch").slice(0, 20)) {
      expect(batch.attributes.total_cents).toBe(sum(world.children("giving.Donation", "batch", batch.id)))
    }
  })

  it("has households of people with mostly one name, and says how many they are", () => {
    let [same, all] = [0, 0]
    for (const household of world.rows("Household")) {
      const members = world.children("HouseholdMembership", "household", household.id)
      expect(household.attributes.member_count).toBe(members.length)
      expect(household.relationships.primary_contact?.id).toBe(members[0]?.relationships.person?.id)
      for (const member of members) {
        all++
        const person = world.get("Person", member.relationships.person?.id ?? "")
        if (household.attributes.name === `${String(person?.attributes.last_name)} Household`) same++
      }
    }
    expect(same / all).toBeGreaterThan(0.8)
  })

  it("has ids that are no numbers where Planning Center has them", () => {
    expect(world.get("giving.PaymentSource", "planning_center")?.attributes.name).toBe("Planning Center")
  })
})

it("a church of a million is made without making a million rows", () => {
  const large = World.make({ seed: 7, people: 1_000_000 })
  const before = process.memoryUsage()
  const { slots, table } = large.view("Person", [{ attribute: "updated_at", descending: true }])
  expect([slots.length, table.row(slots[0] ?? 0).updated_at <= "2026-01-01T00:00:00Z"]).toEqual([1_000_000, true])
  const last = large.view("Person").table.row(999_999)
  expect(large.get("Person", last.id)).toEqual(last)
  const emails = large.children("Email", "person", last.id)
  expect(emails.every(({ relationships }) => relationships.person?.id === last.id)).toBe(true)
  const after = process.memoryUsage()
  expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(300e6)
})
