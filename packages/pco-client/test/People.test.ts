import { assert, describe, it } from "@effect/vitest"
import { type Document, Instant, JsonApi, Resource } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as People from "../src/People.ts"
import { recording } from "./Recording.ts"

const document = (name: string): Document.Document =>
  Either.getOrThrow(JsonApi.envelope.document(recording(name).response.body))

const resources = People.readables.map(({ resource }) => resource)

const described = (item: Document.Item) => resources.find(({ type }) => type === item.type)

/** The records of a recording that are described, decoded. */
const decoded = (name: string) => {
  const { included, items } = document(name)
  return [...items, ...included].flatMap((item) => {
    const resource = described(item)
    return resource === undefined ? [] : [{ item, record: Either.getOrThrow(resource.decode(item)) }]
  })
}

/** Attributes of whatever kind, as they would be printed. */
const plain = (attributes: unknown): unknown => Object.fromEntries(Object.entries(attributes ?? {}))

describe("a recorded answer", () => {
  it.each([
    "people-campus-200",
    "people-people-200-include-emails-page",
    "people-people-200-last-page",
    "people-people-200-page1-per_page25",
    "people-people-200-where-first_name",
    "people-person-200",
    "people-person-200-include-emails-organization",
    "people-person-200-patch-avatar",
    "people-phone_numbers-200-nested"
  ])("decodes whole, and loses nothing it came with: %s", (name) => {
    const records = decoded(name)
    assert.isAbove(records.length, 0)
    for (const { item, record } of records) {
      assert.deepStrictEqual(plain(record.attributes), { ...item.attributes })
      assert.strictEqual(record.raw, item.raw)
    }
  })

  it.each(["people-people-200-page1-per_page25", "people-phone_numbers-200-nested", "people-campus-200"])(
    "says of every record when it came to be and when it changed: %s",
    (name) => {
      for (const item of document(name).items) {
        const resource = described(item) ?? assert.fail(`${item.type} is not described`)
        const [created, changed] = [Resource.createdAt(resource, item), Resource.changedAt(resource, item)]
        assert.isTrue(created !== undefined && changed !== undefined && Instant.order(created, changed) <= 0)
      }
    }
  )

  it("has the relationships that the description promises", () => {
    for (const name of ["people-person-200", "people-phone_numbers-200-nested"]) {
      for (const item of document(name).items) {
        const { relationships } = described(item) ?? assert.fail(`${item.type} is not described`)
        assert.containsAllKeys(item.relationships, Object.keys(relationships))
      }
    }
  })

  it("that is the last page has no next, and the first has", () => {
    assert.isUndefined(document("people-people-200-last-page").next)
    assert.include(document("people-people-200-page1-per_page25").next ?? "", "offset=25")
  })
})

describe("a record", () => {
  it.each(resources.map((resource) => [resource.key, resource] as const))(
    "of %s decodes with every attribute hidden, and with none at all",
    (_, resource) => {
      const hidden = Object.fromEntries(resource.attributes.map((name) => [name, null]))
      for (const attributes of [hidden, {}]) {
        const item = { type: resource.type, id: "1", attributes, relationships: {}, raw: {} }
        const { attributes: decoded } = Either.getOrThrow(resource.decode(item))
        assert.deepStrictEqual(plain(decoded), attributes)
      }
    }
  )

  it("keeps attributes that came after its description was written", () => {
    const { items } = document("people-person-200")
    const [person] = items.map((item) => ({ ...item, attributes: { ...item.attributes, pronouns: "they", tags: [1] } }))
    const record = Either.getOrThrow(People.Person.Person.decode(person ?? assert.fail("no person")))
    const attributes: Readonly<Record<string, unknown>> = { ...record.attributes }
    assert.deepInclude(attributes, { pronouns: "they", tags: [1] })
  })
})

describe("what is described", () => {
  it("can be ordered and filtered by the attributes that a keyset walks along", () => {
    for (const { list, resource } of People.readables) {
      for (const attribute of [resource.changedAt, resource.createdAt]) {
        assert.include(list.capabilities.order ?? [], attribute)
        assert.strictEqual(list.capabilities.where?.[attribute ?? ""], "instant")
      }
    }
  })

  it("sends along completely only what it can include, and what points back at it", () => {
    for (const { list, resource } of People.readables) {
      for (const name of list.capabilities.complete ?? []) {
        const child = list.capabilities.include?.[name] ?? assert.fail(`${name} cannot be included`)
        assert.include(Resource.dependencies(child), resource.key)
      }
    }
  })

  it("points only at what is described too", () => {
    const keys = resources.map(({ key }) => key)
    for (const { relationships } of resources) {
      for (const { to } of Object.values(relationships)) assert.include(keys, to)
    }
  })
})
