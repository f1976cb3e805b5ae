import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Endpoint, Resource } from "@openfaith/client-core"
import * as Overlay from "../catalog/overlay.ts"
import { words } from "../catalog/words.ts"
import * as Catalog from "../scripts/Catalog.ts"
import * as Changes from "../scripts/Changes.ts"
import * as Coverage from "../scripts/Coverage.ts"
import * as Model from "../scripts/Model.ts"
import * as Modules from "../scripts/Modules.ts"
import * as All from "../src/all.ts"

const source = fileURLToPath(new URL("../src", import.meta.url))
const catalog = Catalog.read()
const model = Model.make(catalog)

describe("the modules", () => {
  const made = Modules.render(model, Overlay)

  it("are what the catalog and its overlay make, to the letter", () => {
    for (const [name, text] of made) {
      const file = path.join(source, name)
      assert.isTrue(existsSync(file), `${name} is missing: run \`pnpm generate\``)
      assert.isTrue(readFileSync(file, "utf8") === text, `${name} is stale: run \`pnpm generate\``)
    }
  })

  it("are the same every time they are made", () => {
    assert.deepStrictEqual([...Modules.render(Model.make(Catalog.read()), Overlay)], [...made])
  })

  it("lie alone in the folders of their products", () => {
    for (const { product } of model.products) {
      for (const entry of readdirSync(path.join(source, product), { recursive: true, withFileTypes: true })) {
        const name = path.relative(source, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/")
        if (entry.isFile()) assert.isTrue(made.has(name), `${name} is not made any more`)
      }
    }
  })

  it("say in our own words what each resource is", () => {
    for (const { product, resources } of catalog.products) {
      for (const { type } of resources) assert.isString(words[product]?.[type], `${product}.${type}`)
    }
  })
})

describe("the documentation", () => {
  const { missing, rows, undocumented } = Coverage.make(catalog, model)
  const sum = (count: (row: Coverage.Row) => number) => rows.reduce((total, row) => total + count(row), 0)

  it("is described to the last of its 246 resources in 11 products", () => {
    assert.strictEqual(rows.length, 11)
    assert.strictEqual(
      sum(({ resources }) => resources),
      246
    )
    assert.strictEqual(
      sum(({ resourcesDescribed }) => resourcesDescribed),
      246
    )
    assert.strictEqual(new Set(All.resources.map(({ key }) => key)).size, 246)
  })

  it("is described to the last of its endpoints, but for four that are another's second spelling", () => {
    const all = Coverage.kinds.map((kind) => [kind, sum(({ described }) => described[kind])])
    assert.deepStrictEqual(Object.fromEntries(all), {
      list: 112,
      listBelow: 256,
      get: 231,
      getOf: 187,
      create: 75,
      update: 75,
      delete: 72,
      action: 45
    })
    assert.strictEqual(
      sum(({ documented }) => Coverage.kinds.reduce((total, kind) => total + documented[kind], 0)),
      1057
    )
    assert.deepStrictEqual(
      missing.filter(({ what }) => what.startsWith("GET ")).map(({ what }) => what),
      ["/people/v2/organization_statistics", "/services/v2/chats", "/services/v2/chats/{id}", "/services/v2/plans"].map(
        (path) => `GET ${path}`
      )
    )
    assert.isTrue(missing.every(({ why }) => why !== "not described"))
    assert.deepStrictEqual(undocumented, ["GET /current/v2/me"])
  })

  it("leaves 66 attributes open, each for a reason", () => {
    const unknown = Coverage.unknownAttributes(model, Overlay.attributes)
    assert.strictEqual(unknown.length, 66)
    for (const { what, why } of unknown) assert.isAbove(why.length, 10, what)
  })
})

describe("a newer catalog", () => {
  it("is told from this one by what comes, goes and changes", () => {
    const newer: Catalog.Catalog = {
      products: catalog.products.map((product) => ({
        ...product,
        resources: product.resources
          .filter(({ type }) => product.product !== "services" || type !== "SkippedAttachment")
          .map((resource) =>
            product.product === "people" && resource.type === "Tab"
              ? {
                  ...resource,
                  attributes: { ...resource.attributes, colour: "string", sequence: "string" },
                  canOrder: resource.canOrder.filter((name) => name !== "name"),
                  delete: false as const
                }
              : resource
          )
      }))
    }
    const changes = Changes.between(model, Model.make(newer))
    assert.includeMembers(
      [...changes],
      [
        "- resource services.SkippedAttachment",
        "+ people.Tab: attribute colour",
        "~ people.Tab: attribute sequence: integer → string",
        "- people.Tab: order name",
        "- people.Tab: endpoint delete"
      ]
    )
    assert.deepStrictEqual(Changes.between(model, Model.make(Catalog.read())), [])
  })

  it("that no longer has what the overlay corrects is complained of", () => {
    const without: Catalog.Catalog = {
      products: catalog.products.map((product) => ({
        ...product,
        resources: product.resources.map((resource) => ({ ...resource, actions: [] }))
      }))
    }
    assert.throws(() => Model.make(without), /actions: people\.List\.run/)
  })
})

describe("what is described", () => {
  const keys = new Set(All.resources.map(({ key }) => key))

  it("has a name of its own for every endpoint", () => {
    const names = Coverage.endpoints.map(({ name }) => name)
    assert.deepStrictEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      []
    )
  })

  it("asks for ids of what is described too", () => {
    for (const endpoint of Coverage.endpoints) {
      const asked = Array.from(endpoint.path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? "")
      const told = Object.entries(endpoint.below)
      assert.sameMembers(
        told.map(([name]) => name),
        asked.filter((name) => name !== "id"),
        endpoint.name
      )
      for (const [, key] of told) assert.isTrue(keys.has(key), `${endpoint.name}: ${key}`)
    }
  })

  it("needs only what is described too, and nothing in a circle", () => {
    const needs = new Map(All.resources.map((resource) => [resource.key, Resource.dependencies(resource)]))
    const done = new Set<string>()
    const visit = (key: string, trail: ReadonlyArray<string>) => {
      assert.notInclude(trail, key, `a circle: ${[...trail, key].join(" → ")}`)
      if (done.has(key)) return
      for (const need of needs.get(key) ?? []) {
        assert.isTrue(keys.has(need), `${key} needs ${need}`)
        if (need !== key) visit(need, [...trail, key])
      }
      done.add(key)
    }
    for (const key of keys) visit(key, [])
  })

  it("sends along completely only what it can include, and what belongs to exactly one of it", () => {
    const ways = new Map(All.nested.map(({ resource, routes }) => [resource.key, routes]))
    for (const { list, resource } of All.readables) {
      for (const name of list.capabilities.complete ?? []) {
        const child = list.capabilities.include?.[name] ?? assert.fail(`${resource.key}: ${name} cannot be included`)
        const routes = ways.get(child.key) ?? []
        assert.isTrue(
          Resource.dependencies(child).includes(resource.key) ||
            (routes.length > 0 && routes.every(({ parent }) => parent === resource.key)),
          `${resource.key}: ${name}`
        )
      }
    }
  })

  it("is read by its listing, by way of others, or is known not to be", () => {
    const whole = [...All.readables, ...All.nested].map(({ resource }) => resource.key)
    assert.strictEqual(new Set(whole).size, whole.length)
    assert.strictEqual(All.readables.length, 98)
    assert.strictEqual(All.nested.length, 119)
    for (const { routes, resource } of All.nested) {
      assert.isAbove(routes.length, 0)
      for (const { list, parent } of routes) {
        assert.strictEqual(list.resource.key, resource.key)
        assert.include(Object.values(list.below), parent)
      }
    }
  })

  it("marks ways that do not reach everything", () => {
    const routes = (key: string) =>
      Object.fromEntries(
        (All.nested.find(({ resource }) => resource.key === key)?.routes ?? []).map(({ covers, list }) => [
          list.name.split(".").at(-1),
          covers
        ])
      )
    assert.deepStrictEqual(routes("groups.Membership"), { listOfGroup: "all", listOfPerson: "all" })
    assert.deepStrictEqual(routes("services.Item"), {
      listOfLive: "some",
      listOfPlan: "some",
      listOfPlanTemplate: "some"
    })
    assert.deepStrictEqual(routes("giving.PledgeCampaign"), { getOfPledge: "some" })
    assert.deepStrictEqual(routes("giving.Refund"), { getOfDonation: "all" })
  })

  it("knows how its changes are followed, as the documentation offers", () => {
    const of = (key: string) => {
      const found = All.readables.find(({ resource }) => resource.key === key) ?? assert.fail(key)
      return Endpoint.delta(found.list)
    }
    assert.deepStrictEqual(of("people.Person"), { _tag: "Keyset", by: "updated_at" })
    assert.deepStrictEqual(of("people.Address"), { _tag: "Descending", by: "updated_at" })
    assert.deepStrictEqual(of("services.Song"), { _tag: "Descending", by: "updated_at" })
    assert.deepStrictEqual(of("people.PersonMerger"), { _tag: "Created", by: "created_at" })
    assert.deepStrictEqual(of("groups.Group"), { _tag: "None" })
    assert.deepStrictEqual(of("people.MaritalStatus"), { _tag: "None" })
  })

  it("knows of which resources the end is told", () => {
    const told = All.resources.filter(({ webhooks }) => webhooks.destroyed !== undefined).map(({ key }) => key)
    assert.strictEqual(told.length, 29)
    assert.includeMembers(told, ["people.Person", "giving.Donation", "services.Item", "groups.GroupApplication"])
    assert.notInclude(told, "giving.Batch")
    assert.notInclude(told, "people.PersonMerger")
  })
})
