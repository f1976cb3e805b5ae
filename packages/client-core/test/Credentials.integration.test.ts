import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Client from "../src/Client.ts"
import * as Connection from "../src/Connection.ts"
import * as Credentials from "../src/Credentials.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import { api, clients, endpoints } from "./Mock.ts"
import * as Upstream from "./Upstream.ts"

const bearer = (name: string) => Credentials.bearer(Redacted.make(name), { id: name })

/** Every credential has a budget of its own, of so many requests a second. */
const start = (
  respond: Upstream.Respond,
  credentials: readonly [Credentials.Credentials, ...ReadonlyArray<Credentials.Credentials>],
  limit = 1000
) =>
  Effect.gen(function* () {
    const upstream = yield* Upstream.serve(respond)
    const budget = { limit, window: Duration.seconds(20) }
    const context = yield* Layer.build(
      Connection.layer(
        { ...api, quota: { assumed: budget, observe: () => undefined } },
        { credentials, origin: upstream.url, retry: { attempts: 1 } }
      ).pipe(Layer.provide([clients.undici, QuotaStore.layerMemory]))
    )
    const { people } = yield* Effect.provide(Client.make(endpoints), context)
    const used = () => upstream.asked.map(({ headers }) => String(headers.authorization).replace("Bearer ", ""))
    return { people, upstream, used }
  })

const empty: Upstream.Respond = () => ({ body: { data: [] } })

const refuse =
  (...names: ReadonlyArray<string>): Upstream.Respond =>
  ({ headers }) =>
    names.some((name) => headers.authorization === `Bearer ${name}`)
      ? { status: 401, body: { errors: [{ detail: "revoked" }] } }
      : { body: { data: [] } }

const times = (names: ReadonlyArray<string>, name: string) => names.filter((one) => one === name).length

describe("a key in a header of the API's own", () => {
  it.scopedLive("is sent there, and nowhere else", () =>
    Effect.gen(function* () {
      const { people, upstream } = yield* start(empty, [
        Credentials.apiKey({ header: "X-Api-Key", key: Redacted.make("k-1") })
      ])
      yield* people.list()
      const [asked] = upstream.asked
      assert.strictEqual(asked?.headers["x-api-key"], "k-1")
      assert.isUndefined(asked?.headers.authorization)
    })
  )
})

describe("several credentials of one connection", () => {
  it.scopedLive("share the work", () =>
    Effect.gen(function* () {
      const { people, used } = yield* start(empty, [bearer("one"), bearer("two"), bearer("three")])
      yield* Effect.replicateEffect(people.list(), 30)
      for (const name of ["one", "two", "three"]) assert.strictEqual(times(used(), name), 10)
    })
  )

  it.scopedLive("have a budget each, so that together they do more than one", () =>
    Effect.gen(function* () {
      const { people, used } = yield* start(empty, [bearer("one"), bearer("two")], 5)
      yield* Effect.replicateEffect(people.list(), 10, { concurrency: 10 })
      assert.strictEqual(times(used(), "one"), 5)
      assert.strictEqual(times(used(), "two"), 5)
    })
  )

  it.scopedLive("go on without one that is refused, and leave it alone for a while", () =>
    Effect.gen(function* () {
      const { people, used } = yield* start(refuse("two"), [bearer("one"), bearer("two")])
      yield* Effect.replicateEffect(people.list(), 10)
      assert.strictEqual(times(used(), "two"), 1)
      assert.strictEqual(times(used(), "one"), 10)
    })
  )

  it.scopedLive("fail as refused when none is left, and are all tried again by the next call", () =>
    Effect.gen(function* () {
      const { people, upstream, used } = yield* start(refuse("one", "two"), [bearer("one"), bearer("two")])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error._tag, "Unauthorized")
      assert.deepStrictEqual([...used()].sort(), ["one", "two"])
      upstream.respond(empty)
      yield* people.list()
      assert.strictEqual(used().length, 3)
    })
  )

  it.scopedLive("leave one to its wait after a 429, and go on with the others", () =>
    Effect.gen(function* () {
      const { people, used } = yield* start(
        ({ headers }) =>
          headers.authorization === "Bearer one"
            ? { status: 429, headers: { "retry-after": "60" }, body: { errors: [] } }
            : { body: { data: [] } },
        [bearer("one"), bearer("two")]
      )
      yield* Effect.replicateEffect(people.list(), 6)
      assert.strictEqual(times(used(), "one"), 1)
      assert.strictEqual(times(used(), "two"), 6)
    })
  )
})
