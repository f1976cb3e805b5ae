import { describe, expect, it } from "@effect/vitest"
import * as Catalog from "../src/internal/facts/catalog.ts"
import type { Row } from "../src/Row.ts"
import * as World from "../src/World.ts"
import { at, stoppedClock } from "./Asking.ts"

const bytes = (world: World.World) => JSON.stringify(Catalog.resources.map(({ key }) => world.rows(key)))

const most = (rows: ReadonlyArray<Row>, key: (row: Row) => string) => {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return Math.max(...counts.values())
}

describe("a generated church", () => {
  const world = World.make({ seed: 7, people: 5000 })
  const people = world.rows("Person")

  it("is the same to the last byte for the same seed, and another for another seed", () => {
    expect(bytes(World.make({ seed: 7, people: 500 }))).toBe(bytes(World.make({ seed: 7, people: 500 })))
    expect(bytes(World.make({ seed: 8, people: 500 }))).not.toBe(bytes(World.make({ seed: 7, people: 500 })))
  })

  it("has the people asked for and a campus for each thousand", () => {
    expect(people).toHaveLength(5000)
    expect(world.count("Campus")).toBe(5)
  })

  it("has more than a page of people created, and of people updated, within one second", () => {
    expect(most(people, (row) => row.created_at)).toBeGreaterThan(100)
    expect(most(people, (row) => row.updated_at)).toBeGreaterThan(100)
  })

  it("gives people none, one or several emails and phone numbers", () => {
    for (const type of ["Email", "PhoneNumber"]) {
      const sizes = new Set(people.map(({ id }) => world.children(type, "person", id).length))
      expect([...sizes].sort()).toEqual([0, 1, 2, 3, 4])
    }
  })

  it("holds what careless code trips over: other scripts, nulls, long notes, people of no campus, every status", () => {
    const notes = people.map(({ attributes }) => attributes.medical_notes)
    expect(notes.some((note) => typeof note === "string" && note.length > 10_000)).toBe(true)
    expect(notes.filter((note) => note === null).length).toBeGreaterThan(4000)
    expect(people.some(({ attributes }) => attributes.last_name === "李")).toBe(true)
    expect(people.some(({ relationships }) => relationships.primary_campus === null)).toBe(true)
    expect(new Set(people.map(({ attributes }) => attributes.status))).toEqual(
      new Set(["active", "inactive", "pending"])
    )
  })

  it("has ids whose order as text is not their order as numbers", () => {
    expect(new Set(people.map(({ id }) => id.length)).size).toBeGreaterThan(1)
  })

  it("never touches a person before what belongs to them, nor anything after `now`", () => {
    for (const email of world.rows("Email")) {
      const person = world.get("Person", email.relationships.person?.id ?? "")
      expect(person === undefined || person.updated_at >= email.updated_at).toBe(true)
      expect(person === undefined || person.created_at <= email.created_at).toBe(true)
      expect(email.created_at <= email.updated_at).toBe(true)
    }
    expect(people.every((row) => row.updated_at <= "2026-01-01T00:00:00Z" && row.created_at <= row.updated_at)).toBe(
      true
    )
  })
})

describe("a change", () => {
  const start = (options: Partial<World.Options> = {}) => {
    const clock = stoppedClock(Date.parse("2026-02-03T04:05:06.789Z"))
    const world = World.make({ seed: 1, people: 60, clock: clock.now, ...options })
    const email = at(world.rows("Email"), 0)
    return { clock, world, email, personId: email.relationships.person?.id ?? "" }
  }

  it("is stamped with whole seconds", () => {
    const { world, personId } = start()
    expect(world.update("Person", personId, { first_name: "Zed" })?.updated_at).toBe("2026-02-03T04:05:06Z")
    expect(world.get("Person", personId)?.attributes.name).toMatch(/^Zed /)
  })

  it("is never stamped before what is already there", () => {
    const { clock, world, personId } = start()
    world.update("Person", personId, { nickname: "A" })
    clock.advance(-86_400_000)
    expect(world.update("Person", personId, { nickname: "B" })?.updated_at).toBe("2026-02-03T04:05:06Z")
  })

  it("to an email or phone number moves its person's updated_at, unless told not to", () => {
    const moved = "2026-02-03T04:05:06Z"
    for (const change of ["update", "create", "delete"] as const) {
      for (const touchParent of [true, false]) {
        const { world, email, personId } = start({ touchParent })
        const relationships = { person: { type: "Person", id: personId } }
        world.apply({
          op: change,
          type: "Email",
          id: email.id,
          attributes: { address: "x@example.com" },
          relationships
        })
        expect(world.get("Person", personId)?.updated_at === moved).toBe(touchParent)
      }
    }
  })

  it("to a quiet attribute leaves updated_at where it is", () => {
    const { world, personId } = start({ quiet: { Person: ["medical_notes"] } })
    const before = world.get("Person", personId)?.updated_at
    expect(world.update("Person", personId, { medical_notes: "new" })?.updated_at).toBe(before)
    expect(world.update("Person", personId, { medical_notes: "newer", grade: 3 })?.updated_at).not.toBe(before)
  })

  it("that deletes a person deletes what belongs to them", () => {
    const { world, email, personId } = start()
    expect(world.delete("Person", personId)).toBe(true)
    expect(world.get("Email", email.id)).toBeUndefined()
    expect(world.children("PhoneNumber", "person", personId)).toEqual([])
    expect(world.delete("Person", personId)).toBe(false)
  })

  it("that deletes a campus leaves nobody pointing at it", () => {
    const { world } = start()
    const campus = at(world.rows("Campus"), 0)
    world.delete("Campus", campus.id)
    expect(world.rows("Person").filter((row) => row.relationships.primary_campus?.id === campus.id)).toEqual([])
  })

  it("shows in every order at once, as if all had been sorted anew", () => {
    const { clock, world } = start()
    const order = [{ attribute: "updated_at", descending: false }]
    world.rows("Person", order)
    for (let n = 0; n < 20; n++) {
      clock.advance(700)
      const person = at(world.rows("Person"), (n * 7) % world.count("Person"))
      if (n % 3 === 0) world.delete("Person", person.id)
      else if (n % 3 === 1) world.update("Person", person.id, { nickname: `${n}` })
      else world.create("Person", { first_name: "New", last_name: `${n}` })
      const sorted = [...world.rows("Person")].sort((a, b) =>
        a.updated_at === b.updated_at ? Number(a.id) - Number(b.id) : a.updated_at < b.updated_at ? -1 : 1
      )
      expect(world.rows("Person", order)).toEqual(sorted)
    }
  })

  it("puts those changed in one second in the order of their ids, whichever was changed first", () => {
    const { world } = start()
    const order = [{ attribute: "updated_at", descending: true }]
    world.rows("Person", order)
    const changed = [9, 3, 7].map((index) => at(world.rows("Person"), index).id)
    for (const id of changed) {
      world.update("Person", id, { nickname: "Pip" })
      world.rows("Person", order)
    }
    expect(
      world
        .rows("Person", order)
        .slice(0, 3)
        .map(({ id }) => id)
    ).toEqual([...changed].sort())
  })

  it("gives new records ids nobody had, even after the newest was deleted", () => {
    const { world } = start()
    const first = world.create("Person", { first_name: "A", last_name: "B" })
    world.delete("Person", first.id)
    expect(Number(world.create("Person", { first_name: "C", last_name: "D" }).id)).toBe(Number(first.id) + 1)
  })
})
