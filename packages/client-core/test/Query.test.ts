import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Attribute from "../src/Attribute.ts"
import * as Endpoint from "../src/Endpoint.ts"
import * as JsonApi from "../src/JsonApi.ts"
import * as Query from "../src/Query.ts"
import * as Resource from "../src/Resource.ts"

const Thing = Resource.make("things", "Thing", {
  attributes: { name: Attribute.string, size: Attribute.integer },
  relationships: { owner: { to: "things.Person", required: false } }
})

const Part = Resource.make("things", "Part", { attributes: { weight: Attribute.decimal } })

const list = Endpoint.list("/things", Thing, {
  include: { parts: Part, place: Thing },
  order: ["name", "created_at"],
  where: {
    name: "string",
    id: "id",
    size: "integer",
    weight: "decimal",
    broken: "boolean",
    bought: "date",
    created_at: "instant",
    colour: { type: "string", operators: ["eq", "ne", "in"] },
    rank: { type: "integer", operators: ["gt", "lt"] }
  },
  filter: ["mine", "broken"],
  parameters: { time: "instant", loud: "boolean" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

const single = Endpoint.get("/things/{id}", Thing, { include: { parts: Part }, fields: true })

const bare = Endpoint.list("/bare", Thing, { perPage: { default: 25, max: 50 } })

/** As a caller without types would ask. */
const ask = (query: unknown, endpoint: Endpoint.AnyList | Endpoint.AnyGet = list) =>
  // what the types forbid still has to be complained of
  Query.check(endpoint, query as Query.Query)

const complaint = (query: unknown, endpoint: Endpoint.AnyList | Endpoint.AnyGet = list): Query.Complaint =>
  Either.match(ask(query, endpoint), {
    onLeft: (left) => left,
    onRight: () => assert.fail("nothing was complained of")
  })

describe("a query", () => {
  it.each<readonly [field: string, query: unknown, problem: RegExp]>([
    ["query.perpage", { perpage: 5 }, /did you mean perPage\?/],
    ["query.filters", { filters: ["mine"] }, /did you mean filter\?/],
    ["where.nmae", { where: { nmae: "x" } }, /did you mean name\?/],
    ["where.toString", { where: { toString: "x" } }, /allowed: name/],
    ["where.__proto__", { where: JSON.parse('{"__proto__":"x"}') }, /allowed: name/],
    ["where.name", { where: { name: 5 } }, /text/],
    ["where.name", { where: { name: { gte: "A" } } }, /it can only be equal or not: expected text/],
    ["where.name", { where: { name: null } }, /text/],
    ["where.name", { where: { name: undefined } }, /text/],
    ["where.id", { where: { id: 5 } }, /text/],
    ["where.size", { where: { size: "5" } }, /whole number/],
    ["where.size", { where: { size: 1.5 } }, /whole number/],
    ["where.weight", { where: { weight: Number.NaN } }, /number/],
    ["where.broken", { where: { broken: "true" } }, /true or false/],
    ["where.bought", { where: { bought: "2026-1-1" } }, /YYYY-MM-DD/],
    ["where.bought.gte", { where: { bought: { gte: "yesterday" } } }, /YYYY-MM-DD/],
    ["where.created_at", { where: { created_at: "2026-01-01" } }, /2026-11-22T15:30:00Z/],
    ["where.created_at.lt", { where: { created_at: { gte: "2026-01-01T00:00:00Z", lt: "2026-01-02" } } }, /a moment/],
    ["where.created_at.gtt", { where: { created_at: { gtt: "2026-01-01T00:00:00Z" } } }, /did you mean/],
    ["where.created_at.0", { where: { created_at: ["2026-01-01T00:00:00Z"] } }, /allowed: eq, gt, gte, lt, lte/],
    ["where.created_at", { where: { created_at: {} } }, /at least one of eq, gt, gte, lt, lte/],
    ["where.created_at.gte", { where: { created_at: { gte: undefined } } }, /a moment/],
    ["where.colour.gt", { where: { colour: { gt: "a" } } }, /allowed: eq, ne, in/],
    ["where.colour.in", { where: { colour: { in: ["red", 5] } } }, /text/],
    ["where.colour.ne", { where: { colour: { ne: ["red"] } } }, /text/],
    ["where.rank", { where: { rank: 5 } }, /expected one of gt, lt, and its value/],
    ["filter.mnie", { filter: ["mnie"] }, /did you mean mine\?/],
    ["parameters.tiem", { parameters: { tiem: "2026-01-01T00:00:00Z" } }, /did you mean time\?/],
    ["parameters.time", { parameters: { time: "today" } }, /a moment/],
    ["parameters.loud", { parameters: { loud: undefined } }, /true or false/],
    ["fields.Thign", { fields: { Thign: ["name"] } }, /did you mean Thing\?/],
    ["fields.Thing.nam", { fields: { Thing: ["nam"] } }, /did you mean name\?/],
    ["fields.Part.name", { fields: { Part: ["name"] } }, /allowed: weight/],
    ["where.created_at", { where: { created_at: new Date(0) } }, /a moment/],
    ["include.part", { include: ["parts", "part"] }, /did you mean parts\?/],
    ["include.parts.place", { include: ["parts.place"] }, /allowed: parts, place/],
    ["order.nam", { order: ["name", "-nam"] }, /did you mean name\?/],
    ["order.-name", { order: ["--name"] }, /did you mean name\?/],
    ["order.", { order: ["-"] }, /allowed: name, created_at/],
    ["perPage", { perPage: 0 }, /from 1 to 100, got 0/],
    ["perPage", { perPage: 101 }, /from 1 to 100, got 101/],
    ["perPage", { perPage: 2.5 }, /got 2.5/],
    ["perPage", { perPage: Number.NaN }, /got NaN/],
    ["offset", { offset: -1 }, /got -1/],
    ["offset", { offset: 2 ** 53 }, /from 0/]
  ])("that is wrong is complained of by its field: %s", (field, query, problem) => {
    const found = complaint(query)
    assert.strictEqual(found.field, field)
    assert.match(found.problem, problem)
  })

  it("of an endpoint that allows nothing is told so", () => {
    for (const query of [{ where: { name: "x" } }, { include: ["parts"] }, { order: ["name"] }]) {
      assert.strictEqual(complaint(query, bare).problem, "nothing is allowed here")
    }
    assert.match(complaint({ perPage: 51 }, bare).problem, /from 1 to 50/)
  })

  it("of a single read may include and narrow, and nothing else", () => {
    const query = { include: ["parts"], fields: { Thing: ["name", "owner", "parts"], Part: ["weight"] } }
    assert.deepStrictEqual(ask(query, single), Either.right(query))
    assert.strictEqual(complaint({ where: { name: "x" } }, single).field, "query.where")
    assert.strictEqual(complaint({ include: ["place"] }, single).field, "include.place")
  })

  it("of what is included by way of another narrows it by its own name", () => {
    const far = Endpoint.get("/things/{id}", Thing, { include: { parts: Part, "parts.maker": Thing }, fields: true })
    const query = { include: ["parts.maker"], fields: { Part: ["weight", "maker"] } }
    assert.deepStrictEqual(ask(query, far), Either.right(query))
    assert.strictEqual(complaint({ fields: { Part: ["parts.maker"] } }, far).field, "fields.Part.parts.maker")
    const problem = (include: string) => complaint({ include: [include] }, far).problem
    assert.strictEqual(problem("parts.makr"), "allowed: parts.maker; did you mean parts.maker?")
    assert.strictEqual(problem("part"), "allowed: parts; did you mean parts?")
    assert.strictEqual(problem("place.owner"), "allowed: parts")
  })

  it("asks for fields only where an endpoint can narrow its answers", () => {
    assert.match(complaint({ fields: { Thing: ["name"] } }, bare).problem, /sends every field/)
  })

  it("that is right is left as it is", () => {
    const query: Query.Query = {
      where: {
        name: "A",
        size: 3,
        broken: false,
        bought: { gt: "2026-01-01" },
        created_at: { lte: "2026-01-01T00:00:00Z" },
        colour: { in: ["red", "blue"] },
        rank: { gt: 3 }
      },
      filter: ["mine", "broken"],
      parameters: { time: "2026-01-01T00:00:00Z", loud: true },
      include: ["parts", "place"],
      order: ["-created_at", "name"],
      fields: { Thing: ["name", "owner", "parts"], Part: ["weight"] },
      perPage: 100,
      offset: 0
    }
    assert.deepStrictEqual(ask(query), Either.right(query))
    assert.deepStrictEqual(ask({}), Either.right({}))
  })
})

describe("a path", () => {
  it("has its values in place, each of them one segment whatever it holds", () => {
    const filled = Query.path("/people/{person_id}/emails/{id}", { person_id: "a/../b?c#d e%2F", id: "$1$&" })
    assert.deepStrictEqual(filled, Either.right("/people/a%2F..%2Fb%3Fc%23d%20e%252F/emails/%241%24%26"))
  })

  it.each(["", ".", ".."])("complains by name of a value that is no id: %j", (value) => {
    const outcome = Query.path("/people/{person_id}/emails", { person_id: value })
    assert.deepStrictEqual(Either.flip(outcome).pipe(Either.map(({ field }) => field)), Either.right("path.person_id"))
  })

  it("complains of a value that is missing, inherited names included", () => {
    for (const template of ["/people/{person_id}", "/people/{toString}"]) {
      const outcome = Query.path(template, { persn_id: "1" })
      assert.isTrue(Either.isLeft(outcome))
    }
  })

  it.prop(
    "stays below its template whatever the value, or is complained of, and never throws",
    [FastCheck.oneof(FastCheck.string(), FastCheck.string16bits())],
    ([value]) => {
      const outcome = Query.path("/people/{id}", { id: value })
      if (Either.isLeft(outcome)) return
      const url = new URL(outcome.right, "https://api.example.com")
      assert.strictEqual(url.href, `https://api.example.com${outcome.right}`)
      assert.strictEqual(decodeURIComponent(url.pathname), `/people/${value}`)
    },
    cases(500)
  )
})

describe("the spelling of JSON:API", () => {
  it.each<readonly [query: Query.Query, spelling: string]>([
    [{}, ""],
    [{ where: { name: "a b&c" } }, "where[name]=a b&c"],
    [{ where: { size: 5, broken: false } }, "where[size]=5 where[broken]=false"],
    [
      { where: { created_at: { gte: "2026-01-01T00:00:00Z", lt: "2026-02-01T00:00:00Z" } } },
      "where[created_at][gte]=2026-01-01T00:00:00Z where[created_at][lt]=2026-02-01T00:00:00Z"
    ],
    [{ fields: { Thing: ["name", "size"], Part: [] } }, "fields[Thing]=name,size fields[Part]="],
    [{ include: ["parts", "place"], order: ["-name", "size"] }, "include=parts,place order=-name,size"],
    [{ include: [], order: [] }, ""],
    [{ where: { colour: { in: ["red", "blue"], ne: "green" } } }, "where[colour][in]=red,blue where[colour][ne]=green"],
    [{ where: { created_at: { eq: "2026-01-01T00:00:00Z" } } }, "where[created_at]=2026-01-01T00:00:00Z"],
    [{ filter: ["mine", "broken"], parameters: { loud: true } }, "filter=mine,broken loud=true"],
    [{ perPage: 1, offset: 25 }, "per_page=1 offset=25"],
    [{ offset: 0 }, ""]
  ])("of %j", (query, spelling) => {
    const parameters = JsonApi.encodeQuery(query).map(([name, value]) => `${name}=${value}`)
    assert.strictEqual(parameters.join(" "), spelling)
  })

  it.prop(
    "loses no value on its way through a URL",
    [FastCheck.string(), FastCheck.integer(), FastCheck.boolean()],
    ([name, size, broken]) => {
      const sent = new URLSearchParams(
        JsonApi.encodeQuery({ where: { name, size, broken } }).map(([key, value]): [string, string] => [key, value])
      )
      const received = new URL(`https://api.example.com/?${sent}`).searchParams
      assert.strictEqual(received.get("where[name]"), name)
      assert.strictEqual(received.get("where[size]"), String(size))
      assert.strictEqual(received.get("where[broken]"), String(broken))
    }
  )
})
