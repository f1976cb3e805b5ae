import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Attribute from "../src/Attribute.ts"
import * as Client from "../src/Client.ts"
import * as Connection from "../src/Connection.ts"
import * as Endpoint from "../src/Endpoint.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Resource from "../src/Resource.ts"
import { api, clients, token } from "./Mock.ts"
import * as Upstream from "./Upstream.ts"

const Thing = Resource.make("things", "Thing", {
  attributes: { name: Attribute.string, size: Attribute.integer, bought: Attribute.date }
})

const writable = {
  attributes: { name: Attribute.string, size: Attribute.integer, bought: Attribute.date, extra: Attribute.json },
  relationships: { owner: { type: "Person" }, tags: { type: "Tag", many: true } }
} as const

const endpoints = {
  things: {
    getById: Endpoint.get("/things/{id}", Thing),
    create: Endpoint.create("/things", Thing, { ...writable, required: ["name"], included: true }),
    update: Endpoint.update("/things/{id}", Thing, writable),
    put: Endpoint.update("/things/{id}", Thing, writable, { method: "PUT" }),
    delete: Endpoint.delete("/things/{id}", Thing),
    deleteSlowly: Endpoint.delete("/things/{id}", Thing, { answers: true }),
    polish: Endpoint.action("/things/{id}/polish", { name: "things.Thing.polish" }),
    bless: Endpoint.action("/things/{id}/bless", { name: "things.Thing.bless", writable: { open: true } }),
    rename: Endpoint.action("/things/{id}/rename", {
      name: "things.Thing.rename",
      resource: Thing,
      writable: { attributes: { name: Schema.NonEmptyString, at: Schema.optional(Schema.Date) } }
    })
  }
}

const start = (respond: Upstream.Respond, options: Partial<Connection.Options> = {}) =>
  Effect.gen(function* () {
    const upstream = yield* Upstream.serve(respond)
    const context = yield* Layer.build(
      Connection.layer(api, {
        credentials: token,
        origin: upstream.url,
        retry: { attempts: 3, base: "1 millis" },
        ...options
      }).pipe(Layer.provide([clients.undici, QuotaStore.layerMemory]))
    )
    const { things } = yield* Effect.provide(Client.make(endpoints), context)
    return { things, upstream }
  })

/** What was sent, one line each. */
const lines = ({ asked }: Upstream.Upstream) =>
  asked.map(({ body, method, path }) => `${method} ${path} ${body}`.trim())

describe("a write", () => {
  it.scopedLive("sends what it was given, as the API spells it, and answers with the record", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(() => ({ status: 201, ...Upstream.document("7", { name: "A" }) }))
      const made = yield* things.create({
        attributes: { name: "A", size: null },
        relationships: { owner: "1", tags: ["2", "3"] },
        included: [{ type: "Part", attributes: { weight: 5 }, relationships: { maker: { type: "Firm", id: "9" } } }]
      })
      assert.strictEqual(made.id, "7")
      assert.strictEqual(made.attributes.name, "A")
      const changed = yield* things.update({
        path: { id: "7" },
        attributes: { size: 3 },
        relationships: { owner: null }
      })
      assert.strictEqual(changed.key, "things.Thing")
      assert.deepStrictEqual(lines(upstream), [
        'POST /things {"data":{"type":"Thing","attributes":{"name":"A","size":null},"relationships":{"owner":{"data":{"type":"Person","id":"1"}},"tags":{"data":[{"type":"Tag","id":"2"},{"type":"Tag","id":"3"}]}}},"included":[{"type":"Part","attributes":{"weight":5},"relationships":{"maker":{"data":{"type":"Firm","id":"9"}}}}]}',
        'PATCH /things/7 {"data":{"type":"Thing","id":"7","attributes":{"size":3},"relationships":{"owner":{"data":null}}}}'
      ])
      assert.strictEqual(upstream.asked[0]?.headers["content-type"], "application/json")
    })
  )

  it.scopedLive("that ends a record answers with nothing, or with the record where the API sends it", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(() => ({ status: 204 }))
      assert.isUndefined(yield* things.delete({ path: { id: "7" } }))
      upstream.respond(() => Upstream.document("7", { name: "going" }))
      const { attributes } = yield* things.deleteSlowly({ path: { id: "7" } })
      assert.strictEqual(attributes.name, "going")
      assert.deepStrictEqual(lines(upstream), ["DELETE /things/7", "DELETE /things/7"])
    })
  )

  it.scopedLive("that is an action sends nothing where there is nothing to say, and whatever comes back is fine", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(() => ({
        body: "polished!",
        headers: { "content-type": "text/plain" }
      }))
      assert.isUndefined(yield* things.polish({ path: { id: "7" } }))
      upstream.respond(() => Upstream.document("7", { name: "B" }))
      const renamed = yield* things.rename({ path: { id: "7" }, attributes: { name: "B", at: new Date(0) } })
      assert.strictEqual(renamed.attributes.name, "B")
      assert.deepStrictEqual(lines(upstream), [
        "POST /things/7/polish",
        'POST /things/7/rename {"data":{"type":"Thing","attributes":{"name":"B","at":"1970-01-01T00:00:00.000Z"}}}'
      ])
    })
  )

  it.scopedLive("that nobody has described sends whatever it is given, its relationships with their types", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(() => ({ status: 204 }))
      yield* things.bless({ path: { id: "7" } })
      yield* things.bless({
        path: { id: "7" },
        attributes: { loudly: true, times: [1, 2] },
        relationships: { by: { type: "Person", id: "1" }, all: [{ type: "Thing", id: "8" }], none: null }
      })
      assert.deepStrictEqual(lines(upstream), [
        "POST /things/7/bless",
        'POST /things/7/bless {"data":{"type":"bless","attributes":{"loudly":true,"times":[1,2]},"relationships":{"by":{"data":{"type":"Person","id":"1"}},"all":{"data":[{"type":"Thing","id":"8"}]},"none":{"data":null}}}}'
      ])
      // @ts-expect-error an id without its type says too little where no type is described
      const error = yield* Effect.flip(things.bless({ path: { id: "7" }, relationships: { by: "1" } }))
      assert.include(error.message, "`relationships.by`: expected type and id")
      assert.strictEqual(upstream.asked.length, 2)
    })
  )

  it.scopedLive("that is not allowed is complained of by its field, and never sent", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(() => ({ status: 500 }))
      // as a caller without types would call
      const create = things.create as (
        input: unknown
      ) => Effect.Effect<unknown, { readonly _tag: string; message: string }>
      const cyclic: { self?: unknown } = {}
      cyclic.self = cyclic
      const complaints = yield* Effect.forEach(
        [
          {},
          { attributes: { name: null } },
          { attributes: { name: 5 } },
          { attributes: { nmae: "A" } },
          { attributes: { name: "A", bought: "yesterday" } },
          { attributes: { name: "A", extra: cyclic } },
          { attributes: { name: "A", extra: 5n } },
          { attributes: { name: "A" }, relationships: { ownr: "1" } },
          { attributes: { name: "A" }, relationships: { owner: 1 } },
          { attributes: { name: "A" }, relationships: { tags: "1" } },
          { attribute: { name: "A" } },
          { attributes: { name: "A" }, headers: { "idempotency key": "1" } },
          { attributes: { name: "A" }, headers: { "idempotency-key": "1\n" } }
        ],
        (input) => Effect.flip(create(input))
      )
      assert.deepStrictEqual(new Set(complaints.map(({ _tag }) => _tag)), new Set(["InvalidRequest"]))
      const fields = complaints.map(({ message }) => /`([^`]+)`/.exec(message)?.[1])
      assert.deepStrictEqual(fields, [
        "attributes.name",
        "attributes.name",
        "attributes.name",
        "attributes.nmae",
        "attributes.bought",
        "attributes",
        "attributes",
        "relationships.ownr",
        "relationships.owner",
        "relationships.tags",
        "attribute",
        "headers.idempotency key",
        "headers.idempotency-key"
      ])
      assert.deepStrictEqual(upstream.asked, [])
    })
  )

  it.scopedLive("that the API does not accept fails with its own pointers at the fields", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(() => ({
        status: 422,
        headers: { "x-request-id": "r-1" },
        body: { errors: [{ title: "Validation Error", detail: "can't be blank", source: { parameter: "name" } }] }
      }))
      const error = yield* Effect.flip(things.create({ attributes: { name: "" } }))
      assert.deepInclude(error, { _tag: "ValidationFailed", status: 422, requestId: "r-1" })
      assert.strictEqual(error.message, "things.Thing.create: not accepted (422): name: can't be blank")
      assert.strictEqual(upstream.asked.length, 1)
    })
  )
})

describe("a write whose answer is lost", () => {
  const cut: Upstream.Respond = (_, response) => {
    response.destroy()
    return undefined
  }

  it.scopedLive("has an unknown outcome, and is not sent again", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(cut)
      for (const write of [
        things.create({ attributes: { name: "A" } }),
        things.update({ path: { id: "7" }, attributes: { name: "A" } }),
        things.polish({ path: { id: "7" } })
      ]) {
        const error = yield* Effect.flip(write)
        assert.strictEqual(error._tag, "UnknownOutcome")
        assert.match(error.message, /look whether it was carried out/)
      }
      assert.strictEqual(upstream.asked.length, 3)
    })
  )

  it.scopedLive("in the middle of its body has an unknown outcome too", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start((_, response) => {
        response.writeHead(201, { "content-type": "application/json", "content-length": "1000" })
        response.write('{"data":')
        setTimeout(() => response.destroy(), 5)
        return undefined
      })
      const error = yield* Effect.flip(things.create({ attributes: { name: "A" } }))
      assert.strictEqual(error._tag, "UnknownOutcome")
      assert.strictEqual(upstream.asked.length, 1)
    })
  )

  it.scopedLive("is sent again where doing it twice does no more than once", () =>
    Effect.gen(function* () {
      let requests = 0
      const { things, upstream } = yield* start((asked, response) =>
        ++requests < 3 ? cut(asked, response) : Upstream.document("7")
      )
      yield* things.put({ path: { id: "7" }, attributes: { name: "A" } })
      assert.strictEqual(upstream.asked.length, 3)
      upstream.respond(cut)
      const error = yield* Effect.flip(things.delete({ path: { id: "7" } }))
      assert.strictEqual(error._tag, "Unreachable")
      assert.strictEqual(upstream.asked.length, 6)
    })
  )

  it.scopedLive("is sent again where the caller says so, with the key by which the API knows it", () =>
    Effect.gen(function* () {
      let requests = 0
      const { things, upstream } = yield* start((asked, response) =>
        ++requests < 3 ? cut(asked, response) : { status: 201, ...Upstream.document("7") }
      )
      yield* things.create({ attributes: { name: "A" }, headers: { "Idempotency-Key": "k-1" }, repeatable: true })
      assert.deepStrictEqual(
        upstream.asked.map(({ headers }) => headers["idempotency-key"]),
        ["k-1", "k-1", "k-1"]
      )
    })
  )

  it.scopedLive("is sent again where it was refused for the quota", () =>
    Effect.gen(function* () {
      let requests = 0
      const { things, upstream } = yield* start(() =>
        ++requests === 1
          ? { status: 429, headers: { "retry-after": "0" }, body: { errors: [] } }
          : { status: 201, ...Upstream.document("7") }
      )
      yield* things.create({ attributes: { name: "A" } })
      assert.strictEqual(upstream.asked.length, 2)
    })
  )
})

describe("a write without Effect", () => {
  it.scopedLive("is a promise, rejected with the typed error itself", () =>
    Effect.gen(function* () {
      const { things, upstream } = yield* start(() => ({ status: 201, ...Upstream.document("7") }))
      const made = yield* Effect.promise(() => things.create.run({ attributes: { name: "A" } }))
      assert.strictEqual(made.id, "7")
      upstream.respond(() => ({ status: 409, body: { errors: [{ detail: "there is one" }] } }))
      const rejected = yield* Effect.promise(() =>
        things.create.run({ attributes: { name: "A" } }).then(
          () => "fulfilled",
          (error: unknown) => error
        )
      )
      assert.deepInclude(rejected, { _tag: "Conflict", status: 409 })
    })
  )
})

/** Never run: that this compiles is the promise. */
export const compiles = Effect.gen(function* () {
  const { things } = yield* Client.make(endpoints)
  // @ts-expect-error what is required has to be given
  yield* things.create()
  // @ts-expect-error what is required has to be given
  yield* things.create({ attributes: {} })
  // @ts-expect-error what is required is not null
  yield* things.create({ attributes: { name: null } })
  // @ts-expect-error an attribute that cannot be set
  yield* things.create({ attributes: { name: "A", colour: "red" } })
  // @ts-expect-error a value of another kind
  yield* things.create({ attributes: { name: "A", size: "5" } })
  // @ts-expect-error a relationship that cannot be set
  yield* things.create({ attributes: { name: "A" }, relationships: { maker: "1" } })
  // @ts-expect-error several ids for several, one for one
  yield* things.create({ attributes: { name: "A" }, relationships: { tags: "1" } })
  // @ts-expect-error a change needs its id
  yield* things.update({ attributes: { name: "A" } })
  // @ts-expect-error records go along only where the endpoint takes them
  yield* things.update({ path: { id: "1" }, included: [{ type: "Part" }] })
  // @ts-expect-error the end of a record takes no attributes
  yield* things.delete({ path: { id: "1" }, attributes: { name: "A" } })
  // @ts-expect-error by its own schema
  yield* things.rename({ path: { id: "1" }, attributes: { name: "B", at: "1970-01-01" } })

  const nothing: undefined = yield* things.polish({ path: { id: "1" } })
  const { attributes } = yield* things.rename({ path: { id: "1" }, attributes: { name: "B" } })
  const name: string | null | undefined = attributes.name
  return { name, nothing }
})
