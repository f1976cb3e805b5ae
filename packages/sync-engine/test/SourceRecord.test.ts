import { assert, describe, it } from "@effect/vitest"
import { Attribute, Instant, JsonApi, Resource } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as SourceRecord from "../src/SourceRecord.ts"

const Book = Resource.make("library", "Book", {
  attributes: { title: Attribute.string, marks: Attribute.json, updated_at: Attribute.instant },
  relationships: { shelf: { to: "library.Shelf", required: false } },
  changedAt: "updated_at"
})

const attributes = {
  title: "Emma",
  marks: { a: [1, { x: 1, y: 2 }], b: null },
  updated_at: "2026-01-01T00:00:00Z",
  odd: 7
}

const shelf = { data: { type: "Shelf", id: "3" } }

const inList = {
  type: "Book",
  id: "1",
  attributes,
  relationships: { shelf },
  links: { self: "https://library.example/books/1" }
}

const envelope = JsonApi.make({ links: ["self", "html"] })

/** The record as a client takes it out of a body. */
const fromBody = (raw: unknown, includes: ReadonlyArray<string> = []) => {
  const { items } = Either.getOrThrow(envelope.document({ data: [raw] }))
  const [item] = items
  if (item === undefined) throw new Error("the body holds one record")
  return SourceRecord.fromItem(Book, item, { includes })
}

const hashOf = (raw: unknown, includes?: ReadonlyArray<string>) => fromBody(raw, includes).hash

const read = hashOf(inList)

/** Some names are numbers, which objects keep in an order of their own. */
const anything = FastCheck.dictionary(
  FastCheck.oneof(FastCheck.string(), FastCheck.nat().map(String)),
  FastCheck.jsonValue()
)

/** The same value, with every object's keys the other way round. */
const backwards = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(backwards)
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, backwards(inner)])
  )
}

describe("the hash of a record", () => {
  it("is the same in a list, with an include, as an included record and read by itself", () => {
    const { links: _, ...included } = inList
    const withInclude = {
      ...inList,
      relationships: { shelf, loans: { links: { related: "…" }, data: [{ type: "Loan", id: "9" }] } }
    }
    const single = {
      ...inList,
      links: { self: "https://library.example/books/1", loans: "https://library.example/books/1/loans" }
    }
    assert.strictEqual(hashOf(withInclude, ["loans"]), read)
    assert.strictEqual(hashOf(included), read)
    assert.strictEqual(hashOf(single), read)
  })

  it("is the same in whatever order keys come, however deep", () => {
    const turned = {
      links: inList.links,
      relationships: inList.relationships,
      attributes: {
        odd: 7,
        updated_at: "2026-01-01T00:00:00Z",
        marks: { b: null, a: [1, { y: 2, x: 1 }] },
        title: "Emma"
      },
      id: "1",
      type: "Book"
    }
    assert.strictEqual(hashOf(turned), read)
  })

  it("is the same where a described relationship is empty and where it is not named", () => {
    const { relationships: _, ...without } = inList
    assert.strictEqual(hashOf(without), hashOf({ ...inList, relationships: { shelf: { data: null } } }))
  })

  const different: Record<string, unknown> = {
    "an attribute": { ...inList, attributes: { ...attributes, title: "Persuasion" } },
    "an attribute that is not described": { ...inList, attributes: { ...attributes, odd: 8 } },
    "the type of an attribute": { ...inList, attributes: { ...attributes, odd: "7" } },
    "something deep in an attribute": {
      ...inList,
      attributes: { ...attributes, marks: { a: [1, { x: 1, y: 3 }], b: null } }
    },
    "the order of a list": { ...inList, attributes: { ...attributes, marks: { a: [{ x: 1, y: 2 }, 1], b: null } } },
    "a described relationship": { ...inList, relationships: { shelf: { data: { type: "Shelf", id: "4" } } } },
    "a described relationship that is gone": { ...inList, relationships: { shelf: { data: null } } }
  }
  for (const [what, raw] of Object.entries(different)) {
    it(`differs with ${what}`, () => assert.notStrictEqual(hashOf(raw), read))
  }

  it("differs where a list takes the place of an object with the same keys and values", () => {
    const marked = (marks: unknown) => hashOf({ ...inList, attributes: { ...attributes, marks } })
    assert.notStrictEqual(marked({ a: 1 }), marked([["a", 1]]))
  })

  it.prop("is the same for any attributes, whatever they are and in whatever order", [anything], ([given]) => {
    const hash = (of: unknown) => hashOf({ type: "Book", id: "1", attributes: of })
    assert.strictEqual(hash(backwards(given)), hash(given))
    assert.notStrictEqual(hash({ ...given, more: 1 }), hash({ ...given, more: "1" }))
  })

  it("looks into keys that every object has, too", () => {
    const marked = (json: string) => fromBody(JSON.parse(`{"type":"Book","id":"1","attributes":{"marks":${json}}}`))
    const one = marked(`{"__proto__":{"x":1},"constructor":1}`)
    assert.notStrictEqual(one.hash, marked(`{"__proto__":{"x":2},"constructor":1}`).hash)
    assert.strictEqual(one.hash, marked(`{"constructor":1,"__proto__":{"x":1}}`).hash)
    assert.include(one.body, `"__proto__":{"x":1}`)
  })
})

describe("the body of a record", () => {
  it("is what was received, with attributes and relationships nobody described", () => {
    assert.deepStrictEqual(JSON.parse(fromBody(inList).body), inList)
    const more = { ...inList, relationships: { shelf, author: { data: { type: "Author", id: "5" } } }, extra: [1] }
    assert.deepStrictEqual(JSON.parse(fromBody(more, ["loans"]).body), more)
  })

  it("is the same bytes in a list and read by itself, which adds a link to each edge", () => {
    const links = { ...inList.links, html: "https://library.example/b/1" }
    const alone = { ...inList, links: { loans: "https://library.example/books/1/loans", shelf: null, ...links, "": 1 } }
    const { body } = fromBody({ ...inList, links })
    assert.strictEqual(fromBody(alone).body, body)
    const item = Either.getOrThrow(envelope.document({ data: [alone] })).items[0]
    if (item === undefined) throw new Error("the body holds one record")
    assert.strictEqual(SourceRecord.fromItem(Book, item, { text: JSON.stringify(alone) }).body, body)
    for (const odd of [null, [], "x", {}]) {
      assert.strictEqual(fromBody({ ...inList, links: odd }).body, JSON.stringify({ ...inList, links: odd }))
    }
  })

  it("keeps all links where the API says of none that it comes and goes, and what is called links elsewhere", () => {
    const links = { website: "https://ada.example", self: "https://library.example/books/1" }
    const raw = { ...inList, attributes: { ...attributes, links }, links }
    const [own] = Either.getOrThrow(JsonApi.envelope.document({ data: [raw] })).items
    if (own === undefined) throw new Error("the body holds one record")
    assert.deepStrictEqual(JSON.parse(SourceRecord.fromItem(Book, own).body), raw)
    assert.deepStrictEqual(JSON.parse(fromBody(raw).body).attributes.links, links)
    // another envelope's thing is its own attributes
    const thing = { kind: "contact", id: "1", links }
    const item = { type: "Book", id: "1", attributes: thing, relationships: {}, raw: thing }
    for (const text of [undefined, JSON.stringify(thing)]) {
      assert.strictEqual(SourceRecord.fromItem(Book, item, { text }).body, JSON.stringify(thing))
    }
  })

  it("leaves out thousands of links as quickly as it reads them, however they are spelled", () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `l"${index}`)
    const many = { ...inList, links: { ...inList.links, ...Object.fromEntries(names.map((name) => [name, null])) } }
    const [item] = Either.getOrThrow(envelope.document({ data: [many] })).items
    if (item === undefined) throw new Error("the body holds one record")
    const { body } = SourceRecord.fromItem(Book, item, { text: JSON.stringify(many) })
    assert.strictEqual(body, JSON.stringify(inList))
  })

  it("leaves out what the include added, and nothing else", () => {
    const loans = { data: [{ type: "Loan", id: "9" }] }
    const { body } = fromBody({ ...inList, relationships: { shelf, loans } }, ["loans"])
    assert.deepStrictEqual(JSON.parse(body), inList)
  })
})

describe("a record", () => {
  it("says when it changed by its own word, and nothing where it has none", () => {
    assert.strictEqual(fromBody(inList).changedAt, Instant.parse("2026-01-01T00:00:00Z"))
    assert.isUndefined(fromBody({ ...inList, attributes: { ...attributes, updated_at: null } }).changedAt)
    assert.isUndefined(fromBody({ ...inList, attributes: { ...attributes, updated_at: "yesterday" } }).changedAt)
  })
})
