import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Attribute from "../src/Attribute.ts"
import * as Check from "../src/internal/check.ts"
import * as Resource from "../src/Resource.ts"

const options = { onExcessProperty: "preserve" } as const

const fields = {
  string: Attribute.string,
  integer: Attribute.integer,
  decimal: Attribute.decimal,
  boolean: Attribute.boolean,
  date: Attribute.date,
  instant: Attribute.instant,
  json: Attribute.json,
  kind: Schema.optional(Schema.NullOr(Schema.Literal("adult", "child", 1))),
  short: Schema.optional(Schema.String.pipe(Schema.maxLength(3))),
  required: Schema.UndefinedOr(Schema.String)
}

const values = FastCheck.oneof(
  FastCheck.jsonValue(),
  FastCheck.constantFrom(
    undefined,
    null,
    "",
    "adult",
    "abcd",
    1,
    1.5,
    2 ** 53,
    Number.NaN,
    "51.5",
    "1e-7",
    "2026-02-28",
    "2026-02-28T10:00:00Z",
    "2026-02-30T10:00:00Z",
    "2026-02-28T10:00:00",
    []
  )
)

const attributes = FastCheck.record(
  Object.fromEntries([...Object.keys(fields), "unknown", "constructor"].map((name) => [name, values])),
  { requiredKeys: [] }
)

const item = (given: Readonly<Record<string, unknown>>) => ({
  type: "Thing",
  id: "1",
  attributes: given,
  relationships: {},
  raw: given
})

describe("a record", () => {
  const Thing = Resource.make("things", "Thing", { attributes: fields })
  const asked = ParseResult.decodeUnknownEither(Schema.Struct(fields), options)

  it.prop(
    "decodes to what its schema makes of it, or is refused in the schema's words",
    [attributes],
    ([given]) => {
      const expected = asked(given)
      const outcome = Thing.decode(item(given))
      if (Either.isLeft(expected)) {
        assert.isTrue(Either.isLeft(outcome))
        const words = new ParseResult.ParseError({ issue: expected.left }).message
        if (Either.isLeft(outcome)) assert.strictEqual(outcome.left.message, words)
      } else {
        assert.deepStrictEqual(Either.getOrThrow(outcome).attributes, expected.right)
      }
    },
    cases(2_000)
  )

  it.prop(
    "with one attribute decodes as its schema has it",
    [FastCheck.constantFrom(...Object.keys(fields)), values],
    ([name, value]) => {
      const given = { required: "", [name]: value }
      assert.strictEqual(Either.isRight(Thing.decode(item(given))), Either.isRight(asked(given)))
    },
    cases(2_000)
  )

  it("with a schema that changes values has them changed", () => {
    const Changed = Resource.make("things", "Changed", {
      attributes: {
        at: Schema.optional(Schema.Date),
        size: Schema.optional(Schema.NumberFromString),
        colour: Schema.optionalWith(Schema.String, { default: () => "grey" })
      }
    })
    const decoded = Either.getOrThrow(Changed.decode(item({ at: "2026-01-01T00:00:00Z", size: "5", more: 1 })))
    assert.deepStrictEqual({ ...decoded.attributes }, { at: new Date("2026-01-01"), size: 5, colour: "grey", more: 1 })
  })
})

describe("a predicate", () => {
  it.each([
    ["changes what it takes", Schema.Struct({ a: Schema.NumberFromString })],
    [
      "puts something else in place of what it refuses",
      Schema.Struct({ a: Schema.String.annotations({ decodingFallback: () => Either.right("") }) })
    ],
    ["looks into objects", Schema.Struct({ a: Schema.Struct({ b: Schema.String }) })],
    ["takes any name", Schema.Struct({ a: Schema.String }, { key: Schema.String, value: Schema.String })]
  ])("is not made of a schema that %s", (_, schema) => {
    assert.isUndefined(Check.struct(schema.ast, options))
  })

  it("is made of every attribute there is", () => {
    assert.isDefined(Check.struct(Schema.Struct(fields).ast, options))
  })
})
