import { assert, describe, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Client from "../src/Client.ts"
import * as ClientError from "../src/ClientError.ts"
import * as Connection from "../src/Connection.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Usage from "../src/Usage.ts"
import { api, clients, connect, endpoints, serve, statuses, token } from "./Mock.ts"

const make = Client.make(endpoints)

/** A client of a server with the church's default size. */
const start = Effect.gen(function* () {
  const server = yield* serve()
  const client = yield* Effect.provide(make, yield* connect(server))
  const queries = () => server.handler.log.entries().map(({ query }) => decodeURIComponent(query))
  const ids = server.handler.world.rows("Person").map(({ id }) => id)
  return { client, ids, queries, server }
})

describe("a listing", () => {
  it.scopedLive("gives its first page, with what it holds in all and where it goes on", () =>
    Effect.gen(function* () {
      const { client, ids, server } = yield* start
      const { included, items, next, total } = yield* client.people.list()
      assert.deepStrictEqual(
        items.map(({ id }) => id),
        ids.slice(0, 25)
      )
      assert.deepStrictEqual(included, [])
      assert.strictEqual(total, 120)
      assert.strictEqual(next, `${server.url}/people/v2/people?offset=25`)
    })
  )

  it.scopedLive("asks for what the query says, and nothing else", () =>
    Effect.gen(function* () {
      const { client, queries } = yield* start
      yield* client.people.list({
        query: {
          where: { child: false, updated_at: { gte: "2020-01-01T00:00:00Z" } },
          include: ["emails", "primary_campus"],
          order: ["-updated_at", "first_name"],
          fields: { Person: ["first_name"] },
          perPage: 5,
          offset: 10
        }
      })
      yield* client.people.list()
      assert.deepStrictEqual(queries(), [
        "where[child]=false&where[updated_at][gte]=2020-01-01T00:00:00Z&fields[Person]=first_name" +
          "&include=emails,primary_campus&order=-updated_at,first_name&per_page=5&offset=10",
        ""
      ])
    })
  )

  it.scopedLive("streams its records as the concatenation of its pages, each record once", () =>
    Effect.gen(function* () {
      const { client, ids } = yield* start
      const input = { query: { perPage: 50 } }
      const pages = Chunk.toReadonlyArray(yield* Stream.runCollect(client.people.list.streamPages(input)))
      const all = Chunk.toReadonlyArray(yield* Stream.runCollect(client.people.list.streamAll(input)))
      assert.deepStrictEqual(
        pages.map(({ items }) => items.length),
        [50, 50, 20]
      )
      assert.deepStrictEqual(
        all,
        pages.flatMap(({ items }) => items)
      )
      assert.deepStrictEqual(
        all.map(({ id }) => id),
        ids
      )
    })
  )

  it.scopedLive("asks for a page only when the one before is consumed", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      const { streamAll, streamPages } = client.people.list
      yield* Stream.runHead(streamPages())
      assert.strictEqual(statuses(server).length, 1)
      yield* Stream.runDrain(Stream.take(streamAll(), 25))
      assert.strictEqual(statuses(server).length, 2)
      yield* Stream.runDrain(Stream.take(streamAll(), 26))
      assert.strictEqual(statuses(server).length, 4)
    })
  )

  it.scopedLive("starts from the beginning each time its stream is run", () =>
    Effect.gen(function* () {
      const { client } = yield* start
      const stream = client.people.list.streamAll({ query: { perPage: 100 } })
      assert.deepStrictEqual(yield* Stream.runCollect(stream), yield* Stream.runCollect(stream))
    })
  )

  it.scopedLive("says how many records there are by one small request", () =>
    Effect.gen(function* () {
      const { client, queries, server } = yield* start
      assert.strictEqual(yield* client.people.list.count(), 120)
      const children = yield* client.people.list.count({ query: { where: { child: true }, perPage: 100 } })
      assert.isBelow(children ?? 0, 120)
      assert.deepStrictEqual(queries(), ["per_page=1", "where[child]=true&per_page=1"])
      assert.deepStrictEqual(
        server.handler.log.entries().map(({ rows }) => rows),
        [1, 1]
      )
    })
  )

  it.scopedLive("sends along what was asked to be included, typed, and nothing more", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      const { included, items } = yield* client.people.list({ query: { include: ["emails"], perPage: 100 } })
      const expected = items.flatMap(({ id }) => server.handler.world.children("Email", "person", id))
      assert.sameMembers(
        included.map(({ attributes, key }) => `${key} ${attributes.address}`),
        expected.map(({ attributes }) => `people.Email ${String(attributes.address)}`)
      )
      const both = yield* client.people.list({ query: { include: ["emails", "primary_campus"] } })
      assert.deepStrictEqual(new Set(both.included.map(({ key }) => key)), new Set(["people.Email", "people.Campus"]))
      assert.isAbove(
        both.included.flatMap((each) => (each.key === "people.Campus" ? [each.attributes.name] : [])).length,
        0
      )
    })
  )

  it.scopedLive("below a record is that record's alone", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      const email = server.handler.world.rows("Email")[0]
      const person_id = email?.relationships.person?.id ?? ""
      const { items } = yield* client.people.emails.list({ path: { person_id } })
      assert.include(
        items.map(({ id }) => id),
        email?.id
      )
      assert.deepStrictEqual(
        new Set(items.map(({ relationships }) => relationships.person)),
        new Set([{ type: "Person", id: person_id }])
      )
    })
  )
})

describe("a single read", () => {
  it.scopedLive("gives the record, its attributes decoded and the rest kept", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      const row = server.handler.world.rows("Person")[7]
      const person = yield* client.people.getById({ path: { id: row?.id ?? "" } })
      assert.strictEqual(person.key, "people.Person")
      assert.strictEqual(person.attributes.first_name, row?.attributes.first_name)
      assert.strictEqual(
        Object.entries(person.attributes).find(([name]) => name === "last_name")?.[1],
        row?.attributes.last_name
      )
    })
  )

  it.scopedLive("sends along what was asked to be included, typed, and only the fields that were named", () =>
    Effect.gen(function* () {
      const { client, queries, server } = yield* start
      const email = server.handler.world.rows("Email")[0]
      const person = yield* client.people.getById({
        path: { id: email?.relationships.person?.id ?? "" },
        query: { include: ["emails"], fields: { Person: ["first_name", "emails"], Email: ["address"] } }
      })
      const addresses: ReadonlyArray<string | null | undefined> = person.included.map(
        ({ attributes }) => attributes.address
      )
      assert.include(addresses, email?.attributes.address)
      assert.deepStrictEqual(Object.keys(person.attributes), ["first_name"])
      assert.deepStrictEqual(queries(), ["fields[Person]=first_name,emails&fields[Email]=address&include=emails"])
      assert.deepStrictEqual((yield* client.people.getById({ path: { id: person.id } })).included, [])
    })
  )

  it.scopedLive("of nothing is NotFound, after one request", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      const error = yield* Effect.flip(client.people.getById({ path: { id: "1" } }))
      assert.strictEqual(error._tag, "NotFound")
      assert.strictEqual(error.message, "people.Person.get: not found (404)")
      assert.deepStrictEqual(statuses(server), [404])
    })
  )

  it.scopedLive("that holds no record is an error, not a record of nothing", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      server.handler.faults.replace([{ do: { status: 200, body: { data: null } } }])
      const error = yield* Effect.flip(client.people.getById({ path: { id: "1" } }))
      assert.strictEqual(error.message, "people.Person.get: unexpected answer (200): the answer holds no record")
    })
  )
})

describe("what is wrong with a call", () => {
  it.scopedLive("is said before anything is sent, with the name of the endpoint and of the field", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      const { list } = client.people
      const calls = [
        list({ query: { perPage: 500 } }),
        list.count({ query: { offset: -1 } }),
        Stream.runDrain(list.streamAll({ query: { where: { updated_at: "yesterday" } } })),
        client.people.getById({ path: { id: "" } })
      ]
      const errors = yield* Effect.forEach(calls, (call) =>
        Effect.flip<unknown, { readonly message: string }, never>(call)
      )
      assert.deepStrictEqual(
        errors.map(({ message }) => message.split(": ").slice(0, 2).join(" ")),
        [
          "people.Person.list `perPage`",
          "people.Person.list `offset`",
          "people.Person.list `where.updated_at`",
          "people.Person.get `path.id`"
        ]
      )
      assert.deepStrictEqual(statuses(server), [])
    })
  )
})

describe("a host without Effect", () => {
  const open = Effect.gen(function* () {
    const server = yield* serve()
    const layer = Connection.layer(api, { credentials: token, origin: server.url }).pipe(
      Layer.provide([clients.fetch, QuotaStore.layerMemory])
    )
    const opened = yield* Effect.acquireRelease(
      Effect.promise(() => Client.open(endpoints, layer)),
      ({ close }) => Effect.promise(close)
    )
    return { ...opened, server }
  })

  it.scopedLive("calls every method for a promise", () =>
    Effect.gen(function* () {
      const { client, server } = yield* open
      const { list } = client.people
      const ids = server.handler.world.rows("Person").map(({ id }) => id)
      yield* Effect.promise(async () => {
        assert.strictEqual((await list.run({ query: { perPage: 7 } })).items.length, 7)
        assert.strictEqual(await list.count.run(), 120)
        assert.deepStrictEqual(
          (await list.getAll.run({ query: { perPage: 100 } })).map(({ id }) => id),
          ids
        )
        assert.deepStrictEqual(
          (await list.streamAll.run({ query: { perPage: 100 } })).map(({ id }) => id),
          ids
        )
        assert.strictEqual((await list.streamPages.run({ query: { perPage: 50 } })).length, 3)
        assert.strictEqual((await client.people.getById.run({ path: { id: ids[3] ?? "" } })).id, ids[3])
      })
    })
  )

  it.scopedLive("reads a listing by for await, and asks for no page after it has left the loop", () =>
    Effect.gen(function* () {
      const { client, server } = yield* open
      const seen: Array<string> = []
      yield* Effect.promise(async () => {
        for await (const { id } of client.people.list.streamAll.iterate()) {
          seen.push(id)
          if (seen.length === 30) break
        }
      })
      assert.strictEqual(seen.length, 30)
      assert.strictEqual(statuses(server).length, 2)
    })
  )

  it.scopedLive("catches the typed error itself", () =>
    Effect.gen(function* () {
      const { client, server } = yield* open
      const caught = yield* Effect.promise(() =>
        client.people.getById.run({ path: { id: "1" } }).catch((error) => error)
      )
      assert.instanceOf(caught, ClientError.NotFound)
      server.handler.faults.replace([{ do: { status: 403, body: { errors: [{ detail: "no" }] } } }])
      const midway = yield* Effect.promise(async () => {
        try {
          for await (const _ of client.people.list.streamPages.iterate()) assert.fail()
          return undefined
        } catch (error) {
          return error
        }
      })
      assert.instanceOf(midway, ClientError.Forbidden)
    })
  )

  it.scopedLive("ends a call by an AbortSignal", () =>
    Effect.gen(function* () {
      const { client, server } = yield* open
      server.handler.faults.replace([{ do: { hang: true } }])
      const controller = new AbortController()
      const call = client.people.list.run(undefined, { signal: controller.signal }).catch((error) => error)
      yield* Effect.repeat(Effect.sleep("5 millis"), { until: () => server.handler.log.entries().length > 0 })
      controller.abort(new Error("enough"))
      assert.strictEqual(yield* Effect.promise(() => call), controller.signal.reason)
    })
  )
})

describe("a record that is not as it is described", () => {
  const person = (attributes: string) => `{"data":[{"type":"Person","id":"4","attributes":${attributes}}]}`

  it.scopedLive("is named, with what is wrong with it", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      server.handler.faults.replace([{ do: { status: 200, body: person('{"child":"no"}') } }])
      const error = yield* Effect.flip(client.people.list())
      assert.strictEqual(error._tag, "UnexpectedBody")
      assert.match(error.message, /Person "4"[\s\S]*"child"/)
      // the answer was whole; asking again would change nothing
      assert.deepStrictEqual(statuses(server), [200])
    })
  )

  it.scopedLive("is an error however deep it is nested, never a crash", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`
      server.handler.faults.replace([{ do: { status: 200, body: person(`{"first_name":${deep}}`) } }])
      const error = yield* Effect.flip(client.people.list())
      assert.strictEqual(error._tag, "UnexpectedBody")
      assert.include(error.message, 'Person "4"')
    })
  )
})

describe("the use of a piece of work", () => {
  it.scopedLive("counts every request of it, those tried again included", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      server.handler.faults.replace([{ after: 1, times: 2, do: { status: 500 } }])
      const [, all] = yield* Usage.measured(Stream.runDrain(client.people.list.streamPages({ query: { perPage: 50 } })))
      assert.strictEqual(all.requests, 5)
      assert.deepStrictEqual(statuses(server), [200, 500, 500, 200, 200])
    })
  )

  it.scopedLive("counts what was sent by work that failed or was given up, for the work around it", () =>
    Effect.gen(function* () {
      const { client, server } = yield* start
      server.handler.faults.replace([
        { times: 3, do: { status: 500 } },
        { after: 3, times: 1, do: { hang: true } }
      ])
      const fail = Effect.either(Usage.measured(client.people.list()))
      const asked = Effect.repeat(Effect.sleep("5 millis"), { until: () => statuses(server).length === 4 })
      const giveUp = Effect.race(Usage.measured(client.people.list()), asked)
      const [, around] = yield* Usage.measured(Effect.zipRight(fail, giveUp))
      assert.strictEqual(statuses(server).length, 4)
      assert.strictEqual(around.requests, 4)
    })
  )

  it.scopedLive("counts parallel work once, in the work it is part of", () =>
    Effect.gen(function* () {
      const { client } = yield* start
      const one = Usage.measured(client.people.list())
      const [parts, whole] = yield* Usage.measured(Effect.all([one, one, one], { concurrency: "unbounded" }))
      assert.deepStrictEqual(
        parts.map(([, { requests }]) => requests),
        [1, 1, 1]
      )
      assert.strictEqual(whole.requests, 3)
    })
  )
})

describe("a connection", () => {
  it.scopedLive("is named among the host's, and says where it is", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { id } = yield* Effect.provide(Connection.Connection, yield* connect(server, { id: "north" }))
      assert.strictEqual(id, "north")
    })
  )
})

/** Never run: that this compiles is the promise. */
export const compiles = Effect.gen(function* () {
  const { people } = yield* make
  yield* people.list()
  yield* people.list({ query: { order: ["-updated_at"], include: ["emails"] } })

  // @ts-expect-error a name that cannot be asked for
  yield* people.list({ query: { where: { frist_name: "A" } } })
  // @ts-expect-error a value of another kind
  yield* people.list({ query: { where: { child: "true" } } })
  // @ts-expect-error a range of what has none
  yield* people.list({ query: { where: { first_name: { gte: "A" } } } })
  // @ts-expect-error a misspelt end of a range
  yield* people.list({ query: { where: { updated_at: { get: "2026-01-01T00:00:00Z" } } } })
  // @ts-expect-error a misspelt include
  yield* people.list({ query: { include: ["email"] } })
  // @ts-expect-error a misspelt order
  yield* people.list.streamAll({ query: { order: ["-update_at"] } })
  // @ts-expect-error a misspelt part of the query
  yield* people.list({ query: { perpage: 5 } })
  // @ts-expect-error a path without values takes none
  yield* people.list({ path: { id: "1" } })
  // @ts-expect-error a count includes nothing
  yield* people.list.count({ query: { include: ["emails"] } })

  yield* people.emails.list({ path: { person_id: "1" } })
  // @ts-expect-error the path needs its value
  yield* people.emails.list()
  // @ts-expect-error the path needs its value, also where there is a query
  yield* people.emails.list({ query: { perPage: 5 } })
  // @ts-expect-error a misspelt value
  yield* people.emails.list({ path: { personId: "1" } })
  // @ts-expect-error an endpoint that allows no where
  yield* people.emails.list({ path: { person_id: "1" }, query: { where: { primary: true } } })
  // @ts-expect-error an endpoint that allows no order
  yield* people.emails.list({ path: { person_id: "1" }, query: { order: ["primary"] } })

  // @ts-expect-error a single read needs its id
  yield* people.getById({})
  // @ts-expect-error an id is text
  yield* people.getById({ path: { id: 1 } })

  const { included, items } = yield* people.list({ query: { include: ["emails"] } })
  const names: ReadonlyArray<string | null | undefined> = items.map(({ attributes }) => attributes.first_name)
  const keys: ReadonlyArray<"people.Email"> = included.map(({ key }) => key)
  // @ts-expect-error an attribute that is not described
  items.map(({ attributes }) => attributes.frist_name)
  // @ts-expect-error only what was included comes along
  const campuses: ReadonlyArray<"people.Campus"> = included.map(({ key }) => key)
  return { campuses, keys, names }
})
