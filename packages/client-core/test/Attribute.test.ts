import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as Attribute from "../src/Attribute.ts"
import * as Instant from "../src/Instant.ts"
import * as JsonApi from "../src/JsonApi.ts"
import * as Resource from "../src/Resource.ts"

const Thing = Resource.make("things", "Thing", {
  attributes: {
    name: Attribute.string,
    size: Attribute.integer,
    weight: Attribute.decimal,
    broken: Attribute.boolean,
    bought: Attribute.date,
    created_at: Attribute.instant,
    updated_at: Attribute.instant,
    extra: Attribute.json
  },
  relationships: {
    owner: { to: "things.Owner", required: true },
    place: { to: "things.Place", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at"
})

const item = (attributes: Readonly<Record<string, unknown>>) => ({
  type: "Thing",
  id: "7",
  attributes,
  relationships: {},
  raw: { type: "Thing", id: "7", attributes }
})

const decode = (attributes: Readonly<Record<string, unknown>>) =>
  Either.getOrThrow(Thing.decode(item(attributes))).attributes

const names = ["name", "size", "weight", "broken", "bought", "created_at", "updated_at", "extra"]

describe("an attribute", () => {
  it.each(names)("may be null, since APIs hide what the credentials may not see: %s", (name) => {
    assert.deepStrictEqual({ ...decode({ [name]: null }) }, { [name]: null })
  })

  it("may be missing, and stays missing", () => {
    assert.deepStrictEqual({ ...decode({}) }, {})
  })

  it("that is not described is kept as it came", () => {
    const unknown = { nickname: "N", tags: ["a"], nested: { deep: null } }
    assert.deepInclude(decode({ name: "A", ...unknown }), { name: "A", ...unknown })
  })

  it.each([
    ["name", 1],
    ["size", "1"],
    ["size", 1.5],
    ["size", 2 ** 53],
    ["weight", "heavy"],
    ["weight", ""],
    ["weight", "1,5"],
    ["broken", "true"],
    ["broken", 0],
    ["bought", "2026-1-1"],
    ["bought", "2026-01-01T00:00:00Z"],
    ["created_at", "2026-01-01"],
    ["created_at", 0]
  ])("of another kind does not decode, and the error names it: %s, %j", (name, value) => {
    const outcome = Thing.decode(item({ [name]: value }))
    assert.isTrue(Either.isLeft(outcome))
    if (Either.isLeft(outcome)) assert.include(outcome.left.message, `["${name}"]`)
  })

  it.each([51.5, "51.5", "-0.0", "0", "1e-7", "123456789012345678901234567890.5"])(
    "written as a decimal keeps its digits: %j",
    (weight) => {
      assert.strictEqual(decode({ weight }).weight, weight)
    }
  )

  it("called __proto__ gives a record no attributes it does not have", () => {
    const body: unknown = JSON.parse(
      '{"data":[{"type":"Thing","id":"1","attributes":{"name":"A","__proto__":{"size":9,"nickname":"N"}}}]}'
    )
    const { items } = Either.getOrThrow(JsonApi.envelope.document(body))
    const decoded = items.map((one) => Either.getOrThrow(Thing.decode(one)).attributes)
    for (const attributes of [...decoded, ...items.map((one) => one.attributes)]) {
      assert.isUndefined(attributes.size)
      assert.notProperty(attributes, "nickname")
      assert.strictEqual(attributes.name, "A")
    }
  })
})

describe("a record", () => {
  it.prop(
    "decodes to the very attributes it came with",
    [
      FastCheck.record(
        {
          name: FastCheck.option(FastCheck.string()),
          size: FastCheck.option(FastCheck.maxSafeInteger()),
          weight: FastCheck.option(
            FastCheck.oneof(FastCheck.double({ noNaN: true, noDefaultInfinity: true }), FastCheck.integer().map(String))
          ),
          broken: FastCheck.option(FastCheck.boolean()),
          extra: FastCheck.jsonValue()
        },
        { requiredKeys: [] }
      )
    ],
    ([attributes]) => {
      assert.deepStrictEqual({ ...decode(attributes) }, { ...attributes })
    }
  )

  it("keeps its id, its kind and the whole of what was received", () => {
    const one = item({ name: "A", secret_sauce: 1 })
    const decoded = Either.getOrThrow(Thing.decode(one))
    assert.deepInclude(decoded, { key: "things.Thing", id: "7" })
    assert.strictEqual(decoded.raw, one.raw)
  })

  it("says when it changed and came to be, where it says so in a way that can be read", () => {
    const [created, changed] = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]
    const one = item({ created_at: created, updated_at: changed })
    assert.strictEqual(Resource.createdAt(Thing, one), Instant.parse(created))
    assert.strictEqual(Resource.changedAt(Thing, one), Instant.parse(changed))
    for (const updated_at of [null, undefined, 5, "yesterday"]) {
      assert.isUndefined(Resource.changedAt(Thing, item({ updated_at })))
    }
  })
})

describe("a moment written as seconds since 1970", () => {
  const Event = Resource.make("things", "Event", {
    attributes: { name: Schema.NonEmptyString, made: Attribute.epoch, moved: Attribute.epoch, size: Attribute.integer },
    createdAt: "made",
    changedAt: "moved"
  })
  const event = (attributes: Readonly<Record<string, unknown>>) => ({ ...item(attributes), type: "Event" })

  it("is an instant to everybody else, and is written as it came", () => {
    const record = Either.getOrThrow(Event.decode(event({ name: "A", made: 1_764_255_600, moved: null })))
    assert.strictEqual(record.attributes.made, Instant.parse("2025-11-27T15:00:00Z"))
    assert.isNull(record.attributes.moved)
    const { made } = Schema.encodeSync(Schema.Struct({ made: Attribute.epoch }))(record.attributes)
    assert.strictEqual(made, 1_764_255_600)
  })

  it("tells when a record came to be and when it changed, whatever else is wrong with it", () => {
    const one = event({ name: "", made: 0, moved: -1 })
    assert.strictEqual(Resource.createdAt(Event, one), Instant.parse("1970-01-01T00:00:00Z"))
    assert.strictEqual(Resource.changedAt(Event, one), Instant.parse("1969-12-31T23:59:59Z"))
  })

  it.each([1.5, Number.NaN, 253_402_300_800, "2025-11-27", true, null])("is none where it is %j", (moved) => {
    assert.isUndefined(Resource.changedAt(Event, event({ moved })))
    if (moved !== null) assert.isTrue(Either.isLeft(Event.decode(event({ name: "A", moved }))))
  })

  it("is none of a number that is described as something else", () => {
    const Thing = Resource.make("things", "Thing", { attributes: { size: Attribute.integer }, changedAt: "size" })
    assert.isUndefined(Resource.changedAt(Thing, item({ size: 5 })))
    assert.isUndefined(Thing.moment(item({ toString: 5 }), "toString"))
  })
})

describe("the hard dependencies of a resource", () => {
  it("are what it cannot exist without, not all that it points at", () => {
    assert.deepStrictEqual(Resource.dependencies(Thing), ["things.Owner"])
  })
})

/** Attributes of whatever kind, as they would be printed. */
const plain = (attributes: unknown): unknown => Object.fromEntries(Object.entries(attributes ?? {}))

describe("a lenient resource", () => {
  const Guess = Resource.make("things", "Guess", {
    attributes: {
      name: Attribute.string,
      size: Attribute.integer,
      created_at: Attribute.instant,
      owner_id: Attribute.id,
      extra: Attribute.json
    },
    lenient: true
  })
  const given = (attributes: Readonly<Record<string, unknown>>) => Either.getOrThrow(Guess.decode(item(attributes)))

  it("decodes what is as described like any other, and says of nothing that it is not", () => {
    for (const owner_id of ["7", 7, null]) {
      const attributes = { name: "A", size: 1, created_at: "2026-11-22T15:30:00Z", owner_id, extra: [1] }
      const record = given(attributes)
      assert.deepStrictEqual(plain(record.attributes), attributes)
      assert.notProperty(record, "doubtful")
    }
  })

  it("leaves out what is not as described, names it, and keeps it in what was received", () => {
    const attributes = {
      name: { first: "A" },
      size: "1",
      created_at: "2026-11-22",
      owner_id: 1.5,
      extra: [1],
      other: {}
    }
    const record = given(attributes)
    assert.deepStrictEqual(plain(record.attributes), { extra: [1], other: {} })
    assert.sameMembers([...(record.doubtful ?? [])], ["name", "size", "created_at", "owner_id"])
    assert.deepStrictEqual(record.raw, item(attributes).raw)
  })

  it.prop(
    "decodes whatever its attributes are, and what it calls right is right",
    [
      FastCheck.dictionary(FastCheck.constantFrom("name", "size", "created_at", "owner_id", "x"), FastCheck.jsonValue())
    ],
    ([attributes]) => {
      const record = given(attributes)
      const kept = Object.entries(attributes).filter(([name]) => record.doubtful?.includes(name) !== true)
      assert.deepStrictEqual(plain(record.attributes), Object.fromEntries(kept))
    }
  )

  it("does not decode what is nested too deep", () => {
    let deep: unknown = 1
    for (let level = 0; level < 100; level++) deep = [deep]
    assert.isTrue(Either.isLeft(Guess.decode(item({ extra: deep }))))
  })
})
