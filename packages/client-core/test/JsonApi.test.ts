import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import { cases } from "../../adapter-testkit/test/cases.ts"
import type { Document } from "../src/Document.ts"
import * as JsonApi from "../src/JsonApi.ts"

const document = (body: unknown): Document => Either.getOrThrow(JsonApi.envelope.document(body))

const complaint = (body: unknown): string =>
  Either.match(JsonApi.envelope.document(body), { onLeft: (left) => left, onRight: () => assert.fail("it was taken") })

/** A page as the recordings have it. */
const page = {
  links: { self: "https://api.example.com/people", next: "https://api.example.com/people?offset=25" },
  data: [
    {
      type: "Person",
      id: "12",
      attributes: { first_name: "A", birthdate: null },
      relationships: {
        primary_campus: { data: null },
        gender: { data: { type: "Gender", id: "3" } },
        emails: { links: { related: "https://api.example.com/people/12/emails" }, data: [{ type: "Email", id: "5" }] },
        notes: { links: { related: "https://api.example.com/people/12/notes" } }
      },
      links: { self: "https://api.example.com/people/12" }
    }
  ],
  included: [{ type: "Email", id: "5", attributes: { address: "a@example.com" } }],
  meta: { total_count: 612, count: 25, next: { offset: 25 }, parent: { id: "1", type: "Organization" } }
}

describe("a page of a listing", () => {
  it("has its things, what was sent along, where it goes on and how many there are", () => {
    const { included, items, next, total } = document(page)
    assert.deepStrictEqual(
      items.map(({ attributes, id, type }) => ({ attributes, id, type })),
      [{ type: "Person", id: "12", attributes: { first_name: "A", birthdate: null } }]
    )
    assert.deepStrictEqual(
      included.map(({ id, type }) => [type, id]),
      [["Email", "5"]]
    )
    assert.strictEqual(next, "https://api.example.com/people?offset=25")
    assert.strictEqual(total, 612)
  })

  it("tells a relationship to nothing, to one and to many, and leaves out those it says nothing of", () => {
    const [item] = document(page).items
    assert.deepStrictEqual(
      { ...item?.relationships },
      { primary_campus: null, gender: { type: "Gender", id: "3" }, emails: [{ type: "Email", id: "5" }] }
    )
  })

  it("keeps each thing as it was received", () => {
    const { included, items } = document(page)
    assert.strictEqual(items[0]?.raw, page.data[0])
    assert.strictEqual(included[0]?.raw, page.included[0])
  })

  it("takes a thing apart, from how it was received, as its document did", () => {
    const { items } = document(page)
    assert.deepStrictEqual(
      items.map(({ raw }) => Either.getOrThrow(JsonApi.envelope.item(raw))),
      items
    )
    for (const raw of [null, "thing", [], {}, { type: "Person" }, { id: "1" }]) {
      assert.deepStrictEqual(JsonApi.envelope.item(raw), Either.left("it has no type and id"))
    }
  })

  it("that is the last, or empty, goes on nowhere", () => {
    const { included, items, next, total } = document({
      links: { self: "x" },
      data: [],
      included: [],
      meta: { total_count: 0 }
    })
    assert.deepStrictEqual({ included, items, next, total }, { included: [], items: [], next: undefined, total: 0 })
    assert.isUndefined(document({ data: [], links: { next: null } }).next)
  })

  it("goes on at a link that is an object with an `href`, as JSON:API allows", () => {
    assert.strictEqual(
      document({ data: [], links: { next: { href: "/people?offset=25", meta: {} } } }).next,
      "/people?offset=25"
    )
  })
})

describe("the number of things", () => {
  const total = (meta: unknown, path?: string) =>
    Either.getOrThrow(JsonApi.make(path === undefined ? {} : { total: path }).document({ data: [], meta })).total

  it("is where the API has it", () => {
    assert.strictEqual(total({ total_count: 5 }), 5)
    assert.strictEqual(total({ total: 6, total_count: 5 }, "total"), 6)
    assert.strictEqual(total({ page: { total: 7 } }, "page.total"), 7)
  })

  it("is not known where the API has none, or none that makes sense", () => {
    for (const odd of [undefined, null, "5", -1, 1.5, 2 ** 53, [5], {}]) assert.isUndefined(total({ total_count: odd }))
    assert.isUndefined(total({ page: null }, "page.total"))
    assert.isUndefined(total({}, "constructor.length"))
  })
})

describe("a single thing", () => {
  it("that is not there is a document of none", () => {
    assert.deepStrictEqual(document({ data: null }), {
      items: [],
      included: [],
      isList: false,
      next: undefined,
      total: undefined
    })
  })

  it("is told from a list of one", () => {
    assert.strictEqual(document({ data: { type: "A", id: "1" } }).isList, false)
    assert.strictEqual(document({ data: [{ type: "A", id: "1" }] }).isList, true)
  })

  it("is a document of one", () => {
    assert.deepStrictEqual(
      document({ data: { type: "Person", id: "1" }, included: [], meta: {} }).items.map(({ id }) => id),
      ["1"]
    )
  })
})

describe("a hostile body", () => {
  it.each<readonly [says: string, body: unknown]>([
    ["the body is not an object", null],
    ["the body is not an object", []],
    ["the body is not an object", "data"],
    ["the body is not an object", 5],
    ["the body has no `data`", {}],
    ["the body has no `data`", { errors: [] }],
    ["`links.next` is not a link", { data: [], links: { next: 5 } }],
    ["`links.next` is not a link", { data: [], links: { next: ["/people"] } }],
    ["`links.next` is not a link", { data: [], links: { next: { href: null } } }]
  ])("is refused in words: %s", (says, body) => {
    assert.strictEqual(complaint(body), says)
  })

  it.each<readonly [body: unknown, place: "items" | "included", index: number, good: number]>([
    [{ data: [null] }, "items", 0, 0],
    [{ data: {} }, "items", 0, 0],
    [{ data: [{ type: "A", id: "1" }, null, { type: "A", id: "2" }] }, "items", 1, 2],
    [{ data: [[]] }, "items", 0, 0],
    [{ data: [{ type: "A" }] }, "items", 0, 0],
    [{ data: [{ type: ["A"], id: "1" }] }, "items", 0, 0],
    [{ data: [{ type: "A", id: { $gt: "" } }] }, "items", 0, 0],
    [{ data: [{ type: "A", id: 1.5 }] }, "items", 0, 0],
    [{ data: [{ type: "A", id: 2 ** 53 }] }, "items", 0, 0],
    [{ data: [], included: {} }, "included", 0, 0],
    [{ data: [{ type: "A", id: "1" }], included: [5] }, "included", 0, 1]
  ])("with a member that is none keeps the others, and that apart: %j", (body, place, index, good) => {
    const { items, malformed = [] } = document(body)
    assert.deepStrictEqual([items.length, malformed.length], [good, 1])
    assert.deepInclude(malformed[0], { place, index, problem: "it has no type and id" })
  })

  it("with nothing for what is sent along has nothing sent along", () => {
    const { included, malformed } = document({ data: [], included: null })
    assert.deepStrictEqual([included, malformed], [[], undefined])
  })

  it("with numbers as ids has texts as ids", () => {
    const { items } = document({ data: [{ type: "A", id: 7, relationships: { b: { data: { type: "B", id: 8 } } } }] })
    assert.strictEqual(items[0]?.id, "7")
    assert.deepStrictEqual(items[0]?.relationships.b, { type: "B", id: "8" })
  })

  it("with lists, texts and nothings where objects belong has none of them", () => {
    for (const wrong of [[], "x", null, 5, [[]]]) {
      const { items, next, total } = document({
        data: [{ type: "A", id: "1", attributes: wrong, relationships: wrong }],
        links: wrong,
        meta: wrong
      })
      assert.deepStrictEqual({ ...items[0]?.attributes }, {})
      assert.deepStrictEqual({ ...items[0]?.relationships }, {})
      assert.isUndefined(next)
      assert.isUndefined(total)
    }
  })

  it("with half a reference has no reference", () => {
    const { items } = document({
      data: [
        {
          type: "A",
          id: "1",
          relationships: {
            one: { data: {} },
            two: { data: "7" },
            three: { data: [{ type: "B" }, { type: "B", id: "2" }] },
            four: null
          }
        }
      ]
    })
    assert.deepStrictEqual({ ...items[0]?.relationships }, { three: [{ type: "B", id: "2" }] })
  })

  it("with `__proto__` among its names changes no prototype", () => {
    const body: unknown = JSON.parse(
      '{"data":[{"type":"A","id":"1","__proto__":{"id":"2"},"attributes":{"__proto__":{"admin":true}},' +
        '"relationships":{"__proto__":{"data":{"type":"B","id":"2"}}}}],"__proto__":{"links":{"next":"https://evil.example"}}}'
    )
    const { items, next } = document(body)
    assert.isUndefined(next)
    assert.strictEqual(items[0]?.id, "1")
    assert.notProperty(items[0]?.attributes ?? {}, "admin")
    assert.notProperty({}, "admin")
    assert.isFalse("type" in (items[0]?.relationships ?? {}))
  })

  it("nested a hundred thousand deep is taken or refused like any other", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)
    assert.deepStrictEqual(document({ data: deep }).items, [])
    assert.strictEqual(document({ data: [{ type: "A", id: "1", attributes: { deep } }] }).items.length, 1)
  })

  const noise = FastCheck.jsonValue()
  const thing = FastCheck.record(
    {
      type: FastCheck.oneof(FastCheck.constant("A"), noise),
      id: FastCheck.oneof(FastCheck.string(), noise),
      attributes: noise,
      relationships: FastCheck.oneof(noise, FastCheck.dictionary(FastCheck.string(), FastCheck.record({ data: noise })))
    },
    { requiredKeys: [] }
  )
  const bodies = FastCheck.oneof(
    noise,
    FastCheck.record(
      {
        data: FastCheck.oneof(noise, thing, FastCheck.array(thing)),
        included: FastCheck.oneof(noise, FastCheck.array(thing)),
        links: FastCheck.oneof(noise, FastCheck.record({ next: noise })),
        meta: noise,
        errors: FastCheck.oneof(noise, FastCheck.array(noise))
      },
      { requiredKeys: [] }
    )
  )

  it.prop(
    "of any JSON at all is a document of things with texts for ids, or a complaint, and never a throw",
    [bodies],
    ([body]) => {
      const outcome = JsonApi.envelope.document(body)
      if (Either.isLeft(outcome)) return assert.notStrictEqual(outcome.left, "")
      for (const item of [...outcome.right.items, ...outcome.right.included]) {
        assert.isString(item.id)
        assert.isString(item.type)
      }
    },
    cases(1000)
  )

  it.prop("of any JSON at all has problems with words, or none, and never a throw", [bodies], ([body]) => {
    for (const { detail } of JsonApi.envelope.problems(body)) assert.isString(detail)
  })
})

describe("an error body", () => {
  it("says what is wrong and where", () => {
    const errors = [
      { status: "422", title: "Validation Error", detail: "can't be blank", source: { parameter: "last_name" } },
      { code: "429", detail: "Rate limit exceeded: 118 of 100 requests per 20 seconds" },
      { title: "Forbidden", source: { pointer: "/data/attributes/x" } },
      {}
    ]
    assert.deepStrictEqual(JsonApi.envelope.problems({ errors }), [
      { field: "last_name", code: undefined, detail: "can't be blank" },
      { field: undefined, code: "429", detail: "Rate limit exceeded: 118 of 100 requests per 20 seconds" },
      { field: "/data/attributes/x", code: undefined, detail: "Forbidden" },
      { field: undefined, code: undefined, detail: "no detail given" }
    ])
  })

  it("may number its codes, and point at a header", () => {
    assert.deepStrictEqual(
      JsonApi.envelope.problems({ errors: [{ code: 7, status: "400", detail: "x", source: { header: "accept" } }] }),
      [{ field: "accept", code: "7", detail: "x" }]
    )
  })

  it("stays small, however large it was", () => {
    const errors = Array.from({ length: 10_000 }, () => ({
      detail: "x".repeat(10_000),
      source: { pointer: "/".repeat(10_000) }
    }))
    const problems = JsonApi.envelope.problems({ errors })
    assert.strictEqual(problems.length, 100)
    for (const { detail, field } of problems) assert.isAtMost(detail.length + (field?.length ?? 0), 2_000)
  })
})

describe("a body to be sent", () => {
  const nothing = { attributes: {}, relationships: {}, included: [] }

  it("has no more than there is to say", () => {
    assert.deepStrictEqual(JsonApi.envelope.body({ type: "Person", ...nothing }), { data: { type: "Person" } })
    assert.deepStrictEqual(JsonApi.envelope.body({ type: "Person", id: "1", ...nothing }), {
      data: { type: "Person", id: "1" }
    })
  })

  it("has attributes, what they point at, and what comes along, however far down", () => {
    const campus = { type: "Campus", id: "3" }
    const line = { ...nothing, type: "Line", attributes: { text: "x" } }
    const email = { ...nothing, type: "Email", attributes: { address: "a@example.com" }, included: [line] }
    assert.deepStrictEqual(
      JsonApi.envelope.body({
        type: "Person",
        attributes: { first_name: "A", birthdate: null, nothing: undefined },
        relationships: { primary_campus: campus, tags: [{ type: "Tag", id: "1" }], household: null, none: [] },
        included: [email]
      }),
      {
        data: {
          type: "Person",
          attributes: { first_name: "A", birthdate: null, nothing: undefined },
          relationships: {
            primary_campus: { data: campus },
            tags: { data: [{ type: "Tag", id: "1" }] },
            household: { data: null },
            none: { data: [] }
          }
        },
        included: [
          { type: "Email", attributes: { address: "a@example.com" } },
          { type: "Line", attributes: { text: "x" } }
        ]
      }
    )
  })

  it("names whom it points at and sends nothing else of them", () => {
    const item = document({ data: { type: "Campus", id: "3", attributes: { secret: 1 } } }).items[0]
    assert.isDefined(item)
    const body = JsonApi.envelope.body({ type: "Person", ...nothing, relationships: item ? { campus: item } : {} })
    assert.notInclude(JSON.stringify(body), "secret")
  })

  const names = FastCheck.string({ minLength: 1 })
  const reference = FastCheck.record({ type: names, id: names })

  it.prop(
    "reads back as what was written",
    [
      FastCheck.record({
        type: names,
        id: names,
        attributes: FastCheck.dictionary(names, FastCheck.jsonValue()),
        relationships: FastCheck.dictionary(
          names,
          FastCheck.oneof(reference, FastCheck.array(reference), FastCheck.constant(null))
        )
      })
    ],
    ([write]) => {
      const sent: unknown = JSON.parse(JSON.stringify(JsonApi.envelope.body({ ...write, included: [] })))
      const [item] = document(sent).items
      const { ["__proto__"]: _, ...attributes } = JSON.parse(JSON.stringify(write.attributes))
      assert.deepStrictEqual(
        { type: item?.type, id: item?.id, attributes: { ...item?.attributes } },
        { type: write.type, id: write.id, attributes }
      )
      assert.strictEqual(JSON.stringify(item?.relationships), JSON.stringify(write.relationships))
    }
  )
})

describe("a relationship to very many", () => {
  it("is taken whole, what is twice in it twice, and what is nothing left out", () => {
    const many = Array.from({ length: 200_000 }, (_, index) =>
      index % 2 === 0 ? { type: "B", id: "2" } : { type: "B" }
    )
    const [item] = document({ data: [{ type: "A", id: "1", relationships: { many: { data: many } } }] }).items
    const taken = item?.relationships.many
    assert.strictEqual(Array.isArray(taken) ? taken.length : taken, 100_000)
  })
})
