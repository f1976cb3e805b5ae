import { expect, it } from "@effect/vitest"
import * as Catalog from "../src/internal/facts/catalog.ts"
import * as Edges from "../src/internal/world/edges.ts"
import * as World from "../src/World.ts"

it("holds every documented resource of every product", () => {
  expect(Catalog.products).toHaveLength(11)
  expect(Catalog.resources).toHaveLength(249)
})

it("what must be given to create a record may be given", () => {
  for (const { create, key, required } of Catalog.resources) {
    for (const name of required) expect(create?.assignable.has(name), `${key} ${name}`).toBe(true)
  }
})

it("every edge leads somewhere in the world, and every kind is of something documented", () => {
  const { kinds } = World.make({ seed: 1, people: 10 })
  const lost = Catalog.resources.flatMap(({ edges, key }) =>
    [...edges.keys()].filter((name) => Edges.walk(kinds, key, name) === undefined).map((name) => `${key} ${name}`)
  )
  expect(lost).toEqual([])
  for (const [key, { refs }] of kinds) {
    expect(key.includes("~") || Catalog.find(key)?.key === key, key).toBe(true)
    for (const { to } of Object.values(refs)) expect(kinds.has(to), `${key} points at ${to}`).toBe(true)
  }
})

it("a type without its product is People's, or that of the only product that has it", () => {
  expect(Catalog.find("Person")?.key).toBe("people.Person")
  expect(Catalog.find("Donation")?.key).toBe("giving.Donation")
  expect(Catalog.find("Attachment")).toBeUndefined()
})
