import { assert, describe, it } from "@effect/vitest"
import * as Attribute from "../src/Attribute.ts"
import * as Endpoint from "../src/Endpoint.ts"
import * as Resource from "../src/Resource.ts"

const Thing = Resource.make("things", "Thing", {
  attributes: { name: Attribute.string, created_at: Attribute.instant, updated_at: Attribute.instant },
  relationships: { owner: { to: "things.Person", required: true }, place: { to: "things.Place", required: false } },
  webhooks: { created: "things.v1.thing.created", destroyed: "things.v1.thing.destroyed" },
  changedAt: "updated_at",
  createdAt: "created_at"
})

const perPage = { default: 25, max: 100 } as const

const followed = (capabilities: Partial<Endpoint.Capabilities>) =>
  Endpoint.delta(Endpoint.list("/things", Thing, { perPage, ...capabilities }))

describe("an endpoint", () => {
  it("is plain data, the same after a trip through JSON but for its schemas", () => {
    const endpoint = Endpoint.list("/things", Thing, { perPage, order: ["name"] })
    const { resource: _, ...rest } = endpoint
    assert.deepStrictEqual(JSON.parse(JSON.stringify(rest)), rest)
  })

  it("is named after its resource and what it does, unless it has a name of its own", () => {
    const names = [
      Endpoint.list("/things", Thing, { perPage }),
      Endpoint.get("/things/{id}", Thing),
      Endpoint.create("/things", Thing, {}),
      Endpoint.update("/things/{id}", Thing, {}),
      Endpoint.delete("/things/{id}", Thing),
      Endpoint.action("/things/{id}/polish", { name: "things.Thing.polish" }),
      Endpoint.list("/people/{person_id}/things", Thing, { perPage }, { name: "things.Thing.listOfPerson" })
    ].map(({ name }) => name)
    assert.deepStrictEqual(names, [
      "things.Thing.list",
      "things.Thing.get",
      "things.Thing.create",
      "things.Thing.update",
      "things.Thing.delete",
      "things.Thing.polish",
      "things.Thing.listOfPerson"
    ])
  })

  it("may be sent twice only where HTTP says so, or the description does", () => {
    const repeatable = (endpoint: { readonly repeatable: boolean }) => endpoint.repeatable
    assert.isFalse(repeatable(Endpoint.create("/things", Thing, {})))
    assert.isFalse(repeatable(Endpoint.update("/things/{id}", Thing, {})))
    assert.isFalse(repeatable(Endpoint.action("/things/{id}/polish", { name: "things.Thing.polish" })))
    assert.isTrue(repeatable(Endpoint.create("/things/{id}", Thing, {}, { method: "PUT" })))
    assert.isTrue(repeatable(Endpoint.update("/things/{id}", Thing, {}, { repeatable: true })))
    assert.isTrue(repeatable(Endpoint.delete("/things/{id}", Thing)))
  })

  it("depends on what its path asks the ids of, and on what its records cannot be without", () => {
    const below = Endpoint.list(
      "/places/{place_id}/things",
      Thing,
      { perPage },
      { below: { place_id: "things.Place" } }
    )
    assert.deepStrictEqual(Endpoint.dependencies(below), ["things.Place", "things.Person"])
    assert.deepStrictEqual(Endpoint.dependencies(Endpoint.list("/things", Thing, { perPage })), ["things.Person"])
    assert.deepStrictEqual(
      Endpoint.dependencies(Endpoint.action("/things/polish", { name: "things.Thing.polish" })),
      []
    )
  })
})

describe("the changes of a listing can be followed", () => {
  it("from a moment on, where it can be asked for from there and in that order", () => {
    assert.deepStrictEqual(followed({ where: { updated_at: "instant" }, order: ["updated_at"] }), {
      _tag: "Keyset",
      by: "updated_at"
    })
  })

  it("newest first, where it has the order alone", () => {
    assert.deepStrictEqual(followed({ where: { created_at: "instant" }, order: ["created_at", "updated_at"] }), {
      _tag: "Descending",
      by: "updated_at"
    })
  })

  it("from a moment on and in no order, where it has the filter alone: edits are worth more than an order of new ones", () => {
    const created = { where: { updated_at: "instant", created_at: "instant" }, order: ["created_at"] } as const
    assert.deepStrictEqual(followed(created), { _tag: "Filtered", by: "updated_at" })
    assert.deepStrictEqual(followed({ where: { updated_at: "instant" } }), { _tag: "Filtered", by: "updated_at" })
    const listing = Endpoint.list("/things", Thing, { perPage, where: { updated_at: "instant" } })
    assert.isFalse(Endpoint.isKeyset(listing, "updated_at"))
    const equal = { type: "instant", operators: ["eq"] } as const
    assert.deepStrictEqual(followed({ where: { updated_at: equal } }), { _tag: "None" })
  })

  it("as far as new records go, where it knows only when they were made", () => {
    assert.deepStrictEqual(followed({ where: { created_at: "instant" }, order: ["created_at"] }), {
      _tag: "Created",
      by: "created_at"
    })
  })

  it("not at all, where it has neither, or compares for equality only", () => {
    assert.deepStrictEqual(followed({}), { _tag: "None" })
    assert.deepStrictEqual(followed({ where: { created_at: "instant" } }), { _tag: "None" })
    const equal = { type: "instant", operators: ["eq"] } as const
    assert.deepStrictEqual(followed({ where: { created_at: equal }, order: ["created_at"] }), { _tag: "None" })
  })

  it("as the description says, where the API does not keep what it promises", () => {
    const lying = { where: { updated_at: "instant" }, order: ["updated_at"], delta: { _tag: "None" } } as const
    assert.deepStrictEqual(followed(lying), { _tag: "None" })
  })
})
