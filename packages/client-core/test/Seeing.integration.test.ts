import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import type * as Tracer from "effect/Tracer"
import * as Attribute from "../src/Attribute.ts"
import * as Client from "../src/Client.ts"
import * as Connection from "../src/Connection.ts"
import * as Endpoint from "../src/Endpoint.ts"
import * as Metrics from "../src/Metrics.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Resource from "../src/Resource.ts"
import { api, clients, token } from "./Mock.ts"
import * as Spy from "./Spy.ts"
import * as Upstream from "./Upstream.ts"

const allClients = ["undici", "node", "fetch"] as const

/** Endpoints under a name of a test's own, since metrics are counted for the whole process. */
const endpointsOf = (type: string) => {
  const Thing = Resource.make("seen", type, { attributes: { name: Attribute.string } })
  return {
    list: Endpoint.list("/things", Thing, { where: { name: "string" }, perPage: { default: 25, max: 100 } }),
    getById: Endpoint.get("/things/{id}", Thing)
  }
}

/** A client that is seen, of a server that answers as told. */
const start = (
  type: string,
  respond: Upstream.Respond,
  { client = "undici", ...options }: Partial<Connection.Options> & { readonly client?: keyof typeof clients } = {}
) =>
  Effect.gen(function* () {
    const spy = yield* Spy.make
    const upstream = yield* Upstream.serve(respond)
    const context = yield* Layer.build(
      Connection.layer(api, {
        id: "church",
        credentials: token,
        origin: upstream.url,
        retry: { attempts: 3, base: "1 millis" },
        ...options
      }).pipe(Layer.provide([clients[client], QuotaStore.layerMemory]))
    )
    return { upstream, spy, client: yield* Effect.provide(Client.make(endpointsOf(type)), context) }
  })

const named = (spy: Spy.Spy, name: string) => spy.spans.filter((span) => span.name === name)

const attributes = (span: Tracer.Span | undefined) => Object.fromEntries(span?.attributes ?? [])

const parent = (span: Tracer.Span | undefined) =>
  Option.match(
    Option.flatMap(Option.fromNullable(span), (one) => one.parent),
    {
      onNone: () => undefined,
      onSome: ({ spanId }) => spanId
    }
  )

/** A counter of an endpoint, under further tags. */
const count = (counter: Metric.Metric.Counter<number>, endpoint: string, tags: Readonly<Record<string, string>> = {}) =>
  Effect.map(
    Metric.value(
      Object.entries(tags).reduce(
        (metric, [name, value]) => Metric.tagged(metric, name, value),
        Metric.tagged(counter, "endpoint", endpoint)
      )
    ),
    (state) => state.count
  )

const timed = (histogram: typeof Metrics.duration, endpoint: string) =>
  Metric.value(Metric.tagged(histogram, "endpoint", endpoint))

const page = { data: [], meta: { total_count: 0 } }

describe("a call", () => {
  it.scopedLive.each(allClients)("is one span, and each request it sends a span below it (%s)", (client) =>
    Effect.gen(function* () {
      let failures = 2
      const respond = () => (failures-- > 0 ? { status: 500 } : { body: page })
      const { client: things, spy } = yield* start(`Spans${client}`, respond, { client })
      yield* spy.on(things.list())
      const [send, ...others] = named(spy, "Connection.send")
      assert.deepStrictEqual(others, [])
      const endpoint = `seen.Spans${client}.list`
      const { connection, attempts, endpoint: itsEndpoint } = attributes(send)
      assert.deepStrictEqual(
        { connection, attempts, itsEndpoint },
        { connection: "church", attempts: 3, itsEndpoint: endpoint }
      )
      assert.strictEqual(send?.status._tag, "Ended")
      const requests = named(spy, "Connection.request")
      assert.deepStrictEqual(
        requests.map((span) => {
          const { "quota.waited_ms": waited, ...rest } = attributes(span)
          assert.isNumber(waited)
          return { ...rest, below: parent(span) === send?.spanId }
        }),
        [500, 500, 200].map((status) => ({
          connection: "church",
          endpoint,
          method: "GET",
          status,
          bytes: status === 200 ? JSON.stringify(page).length : 0,
          below: true
        }))
      )
      // nothing else: a client's own span would hold the address
      assert.strictEqual(spy.spans.length, 4)
    })
  )

  it.scopedLive("ends its span with its error, and those of its requests by whether an answer came", () =>
    Effect.gen(function* () {
      const { client, spy } = yield* start(
        "Waits",
        ({ path }) => (path.includes("gone") ? { status: 404 } : { body: page }),
        {
          retry: { attempts: 1 }
        }
      )
      yield* spy.on(client.list())
      yield* spy.on(Effect.ignore(client.getById({ path: { id: "gone" } })))
      assert.strictEqual(attributes(named(spy, "Connection.request")[1]).status, 404)
      const ends = spy.spans.map(({ name, status }) => `${name} ${status._tag === "Ended" ? status.exit._tag : "open"}`)
      assert.deepStrictEqual(ends, [
        "Connection.send Success",
        "Connection.request Success",
        "Connection.send Failure",
        "Connection.request Success"
      ])
    })
  )

  it.scopedLive("that gets no answer has a span that says so, and is counted", () =>
    Effect.gen(function* () {
      const { client, spy } = yield* start("Lost", (_, response) => {
        response.socket?.destroy()
        return undefined
      })
      yield* spy.on(Effect.flip(client.list()))
      assert.deepStrictEqual(
        named(spy, "Connection.request").map((span) => [attributes(span).status, attributes(span).bytes]),
        [
          ["none", 0],
          ["none", 0],
          ["none", 0]
        ]
      )
      const endpoint = "seen.Lost.list"
      assert.strictEqual(yield* count(Metrics.requests, endpoint, { status: "none" }), 3)
      assert.strictEqual(yield* count(Metrics.retries, endpoint, { error: "Unreachable" }), 2)
      assert.strictEqual((yield* timed(Metrics.duration, endpoint)).count, 3)
    })
  )
})

describe("the metrics", () => {
  it.scopedLive("count requests by endpoint and status, retries by error, and bytes", () =>
    Effect.gen(function* () {
      const replies: Array<Upstream.Reply> = [
        { status: 500 },
        { status: 429, headers: { "retry-after": "0.01" } },
        { body: page },
        { status: 404, body: { errors: [] } },
        { body: page }
      ]
      const { client } = yield* start("Counts", () => replies.shift() ?? { status: 418 })
      yield* client.list()
      yield* Effect.flip(client.getById({ path: { id: "1" } }))
      yield* client.list()
      const [list, get] = ["seen.Counts.list", "seen.Counts.get"]
      const statuses = (endpoint: string) =>
        Effect.forEach(["200", "404", "429", "500", "none"], (status) => count(Metrics.requests, endpoint, { status }))
      assert.deepStrictEqual(yield* statuses(list), [2, 0, 1, 1, 0])
      assert.deepStrictEqual(yield* statuses(get), [0, 1, 0, 0, 0])
      assert.strictEqual(yield* count(Metrics.retries, list, { error: "Unavailable" }), 1)
      assert.strictEqual(yield* count(Metrics.retries, list, { error: "RateLimited" }), 1)
      assert.strictEqual(yield* count(Metrics.received, list), 2 * JSON.stringify(page).length)
      assert.strictEqual(yield* count(Metrics.received, get), JSON.stringify({ errors: [] }).length)
      assert.strictEqual((yield* timed(Metrics.duration, list)).count, 4)
    })
  )

  it.scoped("say how long requests waited for their permits", () =>
    Effect.gen(function* () {
      const headers = {
        "x-pco-api-request-rate-limit": "1",
        "x-pco-api-request-rate-period": "10",
        "x-pco-api-request-rate-count": "1"
      }
      const { client, spy } = yield* start("Permits", () => ({ headers, body: page }))
      yield* spy.on(client.list())
      const second = yield* Effect.fork(spy.on(client.list()))
      const really = Effect.promise(() => new Promise((done) => setTimeout(done, 2)))
      while ((yield* Fiber.poll(second))._tag === "None") {
        yield* really
        yield* TestClock.adjust("500 millis")
      }
      const waited = yield* timed(Metrics.waited, "seen.Permits.list")
      assert.strictEqual(waited.count, 2)
      assert.isAtLeast(waited.max, 10_000)
      assert.isAtLeast(Number(attributes(named(spy, "Connection.request")[1])["quota.waited_ms"]), 10_000)
    })
  )
})

describe("an address, an id or a value of a query", () => {
  it.scopedLive.each(allClients)("is in no span, however it ended, no log and no metric (%s)", (client) =>
    Effect.gen(function* () {
      const planted = ["planted-id", "planted-value", "127.0.0.1", "/things", "planted-record"]
      const record = { type: "Thing", id: "planted-record", attributes: { name: "planted-record" } }
      const respond: Upstream.Respond = ({ path }) => ({
        body: { data: path.includes("planted-id") ? record : [record] }
      })
      const { client: things, spy, upstream } = yield* start(`Quiet${client}`, respond, { client })
      yield* spy.on(things.list({ query: { where: { name: "planted-value" } } }))
      yield* spy.on(things.getById({ path: { id: "planted-id" } }))
      assert.deepStrictEqual(
        upstream.asked.map(({ path }) => path),
        ["/things?where%5Bname%5D=planted-value", "/things/planted-id"]
      )
      const seen = [
        ...spy.logs,
        ...spy.printed,
        ...spy.spans.map((span) => Spy.show([span.name, [...span.attributes], span.links, span.status])),
        ...Metric.unsafeSnapshot().map(({ metricKey }) => Spy.show(metricKey))
      ]
      // where in our own code a span began is no address of the API
      const ours = seen.map((text) => text.replaceAll(/at .*\([^)]*\)/g, ""))
      for (const text of planted) for (const print of ours) assert.notInclude(print, text)
    })
  )
})
