import { assert, describe, it } from "@effect/vitest"
import type { Resource } from "@openfaith/client-core"
import * as Catalog from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Describe from "../scripts/Describe.ts"
import type { AttributeKind } from "../scripts/Model.ts"
import * as All from "../src/all.ts"
import * as Pco from "../src/Pco.ts"

const model = Describe.make(Catalog.read())
const described = model.products.flatMap(({ resources }) => resources)

const moment = FastCheck.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })

/** What an attribute of a kind may look like on the wire. */
const values: Readonly<Record<AttributeKind, FastCheck.Arbitrary<unknown>>> = {
  string: FastCheck.string(),
  integer: FastCheck.maxSafeInteger(),
  // written as a number here and as text there
  decimal: FastCheck.oneof(
    FastCheck.double({ noNaN: true, noDefaultInfinity: true }),
    FastCheck.integer().map((whole) => `${whole}.50`)
  ),
  id: FastCheck.oneof(FastCheck.nat().map(String), FastCheck.nat(), FastCheck.constant("planning_center")),
  boolean: FastCheck.boolean(),
  date: moment.map((date) => date.toISOString().slice(0, 10)),
  instant: FastCheck.oneof(
    moment.map((date) => `${date.toISOString().slice(0, 19)}Z`),
    moment.map((date) => date.toISOString()),
    moment.map((date) => `${date.toISOString().slice(0, 19)}-05:00`)
  ),
  json: FastCheck.jsonValue()
}

const hidden = FastCheck.constant(null)

/** Some of the documented attributes, each as it should be or hidden, beside some that nobody has heard of. */
const attributesOf = (
  resource: (typeof described)[number],
  value: (kind: AttributeKind) => FastCheck.Arbitrary<unknown>
): FastCheck.Arbitrary<Readonly<Record<string, unknown>>> =>
  FastCheck.tuple(
    FastCheck.record(
      Object.fromEntries(resource.attributes.map(({ kind, name }) => [name, FastCheck.oneof(value(kind), hidden)])),
      { requiredKeys: [] }
    ),
    FastCheck.dictionary(
      FastCheck.string({ minLength: 1 }).map((name) => `new_${name}`),
      FastCheck.jsonValue(),
      { maxKeys: 2 }
    )
  ).map(([known, others]): Readonly<Record<string, unknown>> => ({ ...known, ...others }))

const id = FastCheck.oneof(FastCheck.nat().map(String), FastCheck.nat())
const reference = FastCheck.record({ type: FastCheck.constantFrom("Person", "PrimaryCampus", "Odd"), id })

/** Present, absent, empty, without data, with links to nowhere: all of it has been seen, or is as good as seen. */
const relationship = FastCheck.oneof(
  hidden,
  FastCheck.record({ data: FastCheck.oneof(hidden, reference, FastCheck.array(reference, { maxLength: 2 })) }),
  FastCheck.record({ links: FastCheck.record({ related: FastCheck.oneof(hidden, FastCheck.webUrl()) }) }),
  FastCheck.constant({ data: [], links: { related: null } })
)

const relationshipsOf = (resource: (typeof described)[number]) =>
  FastCheck.oneof(
    hidden,
    FastCheck.dictionary(
      FastCheck.constantFrom(...resource.relationships.map(({ name }) => name), "people", "constructor"),
      relationship,
      { maxKeys: 3 }
    )
  )

const recordOf = (
  resource: (typeof described)[number],
  value: (kind: AttributeKind) => FastCheck.Arbitrary<unknown>
): FastCheck.Arbitrary<Readonly<Record<string, unknown>>> =>
  FastCheck.record(
    {
      type: FastCheck.constant(resource.type),
      id,
      attributes: FastCheck.oneof({ weight: 8, arbitrary: attributesOf(resource, value) }, hidden),
      relationships: relationshipsOf(resource),
      links: FastCheck.oneof(hidden, FastCheck.constant({ "": "x", self: "y", emails: null })),
      meta: FastCheck.jsonValue()
    },
    { requiredKeys: ["type", "id"] }
  )

/** The records an answer holds. Whoever opens it has a parsed body, as it came. */
const decodeAll = (resource: Resource.Any, body: unknown) =>
  Either.getOrThrow(Pco.api.envelope.document(body)).items.map((item) => Either.getOrThrow(resource.decode(item)))

const attributesIn = (record: Readonly<Record<string, unknown>>): object =>
  typeof record.attributes === "object" && record.attributes !== null ? record.attributes : {}

const plain = (attributes: unknown): unknown => Object.fromEntries(Object.entries(attributes ?? {}))

const found = (key: string) => All.resources.find((each) => each.key === key) ?? assert.fail(`${key} is not described`)

describe("a record as the wire may send it", () => {
  it.each(described.map((resource) => [resource.key, resource] as const))(
    "decodes, nothing in doubt, and encodes to what it came as: %s",
    (key, resource) => {
      const described = found(key)
      FastCheck.assert(
        FastCheck.property(
          FastCheck.array(
            recordOf(resource, (kind) => values[kind]),
            { minLength: 1, maxLength: 3 }
          ),
          FastCheck.record(
            {
              included: FastCheck.array(FastCheck.record({ type: FastCheck.constant("Odd"), id }), { maxLength: 2 }),
              links: FastCheck.oneof(hidden, FastCheck.constant({ self: "x" })),
              meta: FastCheck.jsonValue()
            },
            { requiredKeys: [] }
          ),
          FastCheck.boolean(),
          (records, others, alone) => {
            const data = alone ? records[0] : records
            // through text, as an answer comes
            const sent = JSON.stringify({ ...others, data })
            const decoded = decodeAll(described, JSON.parse(sent))
            assert.lengthOf(decoded, alone ? 1 : records.length)
            for (const [at, record] of decoded.entries()) {
              const one = JSON.parse(JSON.stringify(records[at]))
              assert.strictEqual(record.id, String(one.id))
              assert.isUndefined(record.doubtful, `${key}: ${record.doubtful?.join(", ")}`)
              assert.deepStrictEqual(plain(record.attributes), plain(attributesIn(one)))
              assert.strictEqual(JSON.stringify(record.raw), JSON.stringify(one))
            }
          }
        ),
        cases(15).fastCheck
      )
    }
  )

  const lenient = described.filter(({ key }) => !Corrections.attested.includes(key))

  it("may be otherwise than documented in all resources but three, which recordings of several years bear out", () => {
    assert.deepStrictEqual(
      described.filter((resource) => !lenient.includes(resource)).map(({ key }) => key),
      ["people.Email", "people.Person", "people.PhoneNumber"]
    )
  })

  it.each(lenient.map((resource) => [resource.key, resource] as const))(
    "and is otherwise than documented decodes too, and says of what: %s",
    (key, resource) => {
      const described = found(key)
      FastCheck.assert(
        FastCheck.property(
          recordOf(resource, () => FastCheck.jsonValue()),
          (sent) => {
            const one = JSON.parse(JSON.stringify(sent))
            const [record] = decodeAll(described, { data: one })
            const doubtful = record?.doubtful ?? []
            const kept = Object.entries(attributesIn(one)).filter(([name]) => !doubtful.includes(name))
            assert.deepStrictEqual(plain(record?.attributes), Object.fromEntries(kept))
            assert.strictEqual(JSON.stringify(record?.raw), JSON.stringify(one))
            for (const name of doubtful) assert.include(described.attributes, name)
          }
        ),
        cases(10).fastCheck
      )
    }
  )
})

describe("what was recorded otherwise than it is documented", () => {
  it.each<readonly [key: string, attributes: Readonly<Record<string, unknown>>]>([
    ["groups.GroupType", { default_group_settings: { contact_email: "groups@example.com" } }],
    ["webhooks.WebhookSubscription", { application_id: 978 }],
    ["webhooks.WebhookSubscription", { application_id: "978" }],
    ["people.FieldDatum", { file: { url: null } }],
    ["people.FieldDefinition", { tab_id: 183_466, config: null }],
    ["people.Household", { primary_contact_id: "100000001" }],
    ["people.Campus", { latitude: "32.2", longitude: "-110.9" }],
    ["people.Organization", { date_format: "%m/%d/%Y" }],
    ["giving.RecurringDonation", { schedule: { day_in_month: { day: 16 } } }],
    ["giving.Refund", { amount_cents: -2000, fee_cents: 0 }],
    ["groups.Group", { enrollment_open: true, header_image: { thumbnail: "x" } }],
    ["people.Person", { remote_id: null, directory_status: "no_access", inactivated_at: "2019-05-20T05:00:00Z" }]
  ])("is not in doubt: %s, %j", (key, attributes) => {
    const { type } = found(key)
    const [record] = decodeAll(found(key), { data: { type, id: "1", attributes } })
    assert.isUndefined(record?.doubtful)
    assert.deepStrictEqual(plain(record?.attributes), attributes)
  })
})

describe("an answer", () => {
  it("may lack what was sent along, or say that there is nothing", () => {
    for (const others of [{}, { included: [] }]) {
      const [record] = decodeAll(found("people.Person"), { data: { type: "Person", id: "1" }, ...others })
      assert.deepStrictEqual(plain(record?.attributes), {})
    }
  })

  it("of a read with includes of includes has them hung on the record itself, as recorded", () => {
    const body = {
      data: {
        type: "Person",
        id: "1",
        relationships: {
          households: { data: [{ type: "Household", id: "2" }], links: { related: "x" } },
          people: { data: [{ type: "Person", id: "1" }], links: { related: null } }
        }
      }
    }
    const [record] = decodeAll(found("people.Person"), body)
    assert.deepStrictEqual(
      { ...record?.relationships },
      { households: [{ type: "Household", id: "2" }], people: [{ type: "Person", id: "1" }] }
    )
  })
})
