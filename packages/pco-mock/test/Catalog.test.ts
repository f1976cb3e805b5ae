import { expect, it } from "@effect/vitest"
import { facts, modules, onDisk } from "../scripts/catalog.ts"
import * as Catalog from "../src/Catalog.ts"
import { overlay } from "../src/catalog/overlay.ts"
import * as Edges from "../src/Edges.ts"
import * as World from "../src/World.ts"

it("the generated modules are what the facts say now", () => {
  for (const [name, text] of modules(facts())) expect(onDisk(name), `${name}: run scripts/catalog.ts`).toBe(text)
})

it("holds every documented resource of every product", () => {
  expect(Catalog.products).toHaveLength(11)
  expect(Catalog.resources).toHaveLength(249)
})

it("corrects only what there is", () => {
  for (const [key, { edges = "", required = "", unlinked = "", written = {} }] of Object.entries(overlay)) {
    const resource = Catalog.get(key)
    const known = new Set([...resource.edges.keys(), ...resource.actions.keys()])
    for (const name of unlinked.split(" ").filter(Boolean)) expect(known.has(name), `${key} ${name}`).toBe(true)
    for (const text of edges.split(" ").filter(Boolean)) expect(known.has(text.split(">")[0] ?? "")).toBe(true)
    for (const name of Object.keys(written)) expect(resource.attributes.has(name), `${key} ${name}`).toBe(true)
    for (const name of required.split(" ").filter(Boolean)) {
      expect(resource.create?.assignable.has(name), `${key} ${name}`).toBe(true)
    }
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
