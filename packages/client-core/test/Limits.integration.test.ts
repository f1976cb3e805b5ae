import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Api } from "../src/Api.ts"
import * as Attribute from "../src/Attribute.ts"
import * as Client from "../src/Client.ts"
import * as ClientError from "../src/ClientError.ts"
import * as Connection from "../src/Connection.ts"
import * as Credentials from "../src/Credentials.ts"
import * as Endpoint from "../src/Endpoint.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Resource from "../src/Resource.ts"
import { hostileNumbers } from "./Hostile.ts"
import { api, clients, token } from "./Mock.ts"

const allClients = ["undici", "node", "fetch"] as const

const Thing = Resource.make("things", "Thing", { attributes: { name: Attribute.string } })

const endpoints = {
  list: Endpoint.list("/things", Thing, { perPage: { default: 25, max: 100 } }),
  create: Endpoint.create("/things", Thing, { attributes: { name: Attribute.string } })
}

/** Answers as it is told, and keeps count of what came and of what it could send. */
const serve = (answer: (response: ServerResponse, request: IncomingMessage) => void) =>
  Effect.acquireRelease(
    Effect.async<{
      readonly url: string
      /** When requests came, in milliseconds. */
      readonly came: Array<number>
      /** How many bytes left the server, head included. */
      readonly sent: () => number
      readonly close: () => void
    }>((resume) => {
      const came: Array<number> = []
      const sockets = new Set<IncomingMessage["socket"]>()
      const server = createServer((request, response) => {
        came.push(performance.now())
        sockets.add(request.socket)
        answer(response, request)
      })
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        const sent = () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0)
        const close = () => {
          server.close()
          server.closeAllConnections()
        }
        resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, came, sent, close }))
      })
    }),
    ({ close }) => Effect.sync(close)
  )

const open = (
  origin: string,
  {
    api: described = api,
    client = "undici",
    ...options
  }: Partial<Connection.Options> & { readonly client?: keyof typeof clients; readonly api?: Api } = {},
  store: Layer.Layer<QuotaStore.QuotaStore> = QuotaStore.layerMemory
) =>
  Effect.flatMap(
    Layer.build(
      Connection.layer(described, {
        credentials: token,
        origin,
        retry: { attempts: 1 },
        ...options
      }).pipe(Layer.provide([clients[client], store]))
    ),
    (context) => Effect.provide(Client.make(endpoints), context)
  )

const page = JSON.stringify({ data: [] })

/** Again, until a request of it has come to the server: on a slow machine its time may be over before. */
const untilItCame = <A, E, R>(call: Effect.Effect<A, E, R>, came: ReadonlyArray<unknown>) =>
  Effect.repeat(call, { until: () => came.length > 0 })

describe.concurrent.each(allClients)("the time for an answer (%s)", (client) => {
  it.scopedLive("is over for a server that says nothing, and its connection is closed", () =>
    Effect.gen(function* () {
      const closed = yield* Deferred.make<void>()
      const { came, url } = yield* serve((response) => {
        response.once("close", () => Deferred.unsafeDone(closed, Effect.void))
      })
      const { list } = yield* open(url, { client, headTimeout: "50 millis" })
      const error = yield* untilItCame(Effect.flip(list()), came)
      assert.strictEqual(error.message, `things.Thing.list: no answer from ${url}: no answer in 50ms`)
      yield* Deferred.await(closed)
    })
  )

  it.scopedLive("is another for the head than for the whole of it", () =>
    Effect.gen(function* () {
      const closed = yield* Deferred.make<void>()
      const { url } = yield* serve((response) => {
        response.writeHead(200, { "content-length": 100 }).flushHeaders()
        response.once("close", () => Deferred.unsafeDone(closed, Effect.void))
      })
      const { list } = yield* open(url, { client, headTimeout: "300 millis", timeout: "400 millis" })
      // on a slow machine the head may be late too
      const error = yield* Effect.repeat(Effect.flip(list()), { until: ({ message }) => !message.includes("300ms") })
      assert.strictEqual(error.message, `things.Thing.list: no answer from ${url}: no answer in 400ms`)
      yield* Deferred.await(closed)
    })
  )

  it.scopedLive("is not made longer by an answer that comes drop by drop", () =>
    Effect.gen(function* () {
      const closed = yield* Deferred.make<void>()
      const { came, url } = yield* serve((response) => {
        const timer = setInterval(() => response.write(" "), 5)
        response.once("close", () => {
          clearInterval(timer)
          Deferred.unsafeDone(closed, Effect.void)
        })
      })
      const { list } = yield* open(url, { client, timeout: "150 millis" })
      const error = yield* untilItCame(Effect.flip(list()), came)
      assert.strictEqual(error.message, `things.Thing.list: no answer from ${url}: no answer in 150ms`)
      yield* Deferred.await(closed)
    })
  )

  it.scopedLive("leaves the outcome of a write unknown when it is over", () =>
    Effect.gen(function* () {
      const { came, url } = yield* serve(() => undefined)
      const { create } = yield* open(url, { client, timeout: "300 millis", retry: { attempts: 5, base: 1 } })
      const error = yield* untilItCame(Effect.flip(create({})), came)
      assert.strictEqual(error._tag, "UnknownOutcome")
      assert.strictEqual(came.length, 1)
    })
  )
})

describe.each(allClients)("the size of an answer (%s)", (client) => {
  const megabyte = 1_048_576
  const piece = Buffer.alloc(65_536, " ")

  /** Sends two hundred megabytes, as fast as they are taken. */
  const flood = (headers: Readonly<Record<string, string | number>>) => {
    const closed = Deferred.unsafeMake<void>(Effect.runSync(Effect.fiberId))
    const answer = (response: ServerResponse) => {
      let left = 200 * megabyte
      const pour = () => {
        while (left > 0) {
          left -= piece.length
          if (!response.write(piece)) return
        }
        response.end()
      }
      response.once("close", () => Deferred.unsafeDone(closed, Effect.void))
      response.on("drain", pour)
      response.writeHead(200, headers)
      pour()
    }
    return { answer, closed }
  }

  it.scopedLive.each([
    ["untold", {}],
    ["told", { "content-length": 200 * megabyte }]
  ] as const)("is bound while it comes, its length %s: the connection is closed long before its end", ([, headers]) =>
    Effect.gen(function* () {
      const { answer, closed } = flood(headers)
      const { sent, url } = yield* serve(answer)
      const { list } = yield* open(url, { client, maxBytes: megabyte })
      const error = yield* Effect.flip(list())
      assert.strictEqual(
        error.message,
        "things.Thing.list: unexpected answer (200): the body is larger than 1048576 bytes"
      )
      yield* Deferred.await(closed)
      // what is more than the bound lay in the buffers of two sockets
      assert.isBelow(sent(), 32 * megabyte)
    })
  )

  it.scopedLive("is as small when it is packed, or the answer is no text", () =>
    Effect.gen(function* () {
      const bomb = gzipSync(Buffer.alloc(50 * megabyte, " "))
      const { url } = yield* serve((response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(bomb)
      })
      const { list } = yield* open(url, { client, maxBytes: megabyte })
      const error = yield* Effect.flip(list())
      // only `fetch` unpacks what was sent
      const unpacked = /the body is larger than 1048576 bytes/
      assert.match(
        error.message,
        client === "fetch" ? unpacked : /not valid utf-8, and it was sent with content-encoding "gzip"/
      )
    })
  )

  it.scopedLive("is not tried again where it is too large, and is fine where it just fits", () =>
    Effect.gen(function* () {
      const { came, url } = yield* serve((response) => void response.end(page))
      const small = yield* open(url, { client, maxBytes: page.length - 1, retry: { attempts: 5 } })
      yield* Effect.flip(small.list())
      assert.strictEqual(came.length, 1)
      const large = yield* open(url, { client, maxBytes: page.length })
      assert.deepStrictEqual((yield* large.list()).items, [])
    })
  )
})

type Store = QuotaStore.QuotaStore["Type"]

/** The memory store behind something of a test's own. */
const behind = (change: (memory: Store) => Partial<Store>) =>
  Layer.map(QuotaStore.layerMemory, (context) => {
    const memory = Context.get(context, QuotaStore.QuotaStore)
    return Context.make(QuotaStore.QuotaStore, { ...memory, ...change(memory) })
  })

describe.concurrent.each(allClients)("a call that is interrupted (%s)", (client) => {
  it.scopedLive.each(["before the head", "within the body"] as const)(
    "%s closes its connection, and its permit is held for as long as the server may count it",
    (when) =>
      Effect.gen(function* () {
        const closed = yield* Deferred.make<void>()
        const begun = yield* Deferred.make<void>()
        const told: Array<string> = []
        const granted: Array<{ readonly after: number; readonly before: number }> = []
        const store = behind((memory) => ({
          take: (request) =>
            Effect.suspend(() => {
              const after = performance.now()
              return Effect.tap(
                memory.take(request),
                ({ _tag }) => void (_tag === "Granted" && granted.push({ after, before: performance.now() }))
              )
            }),
          settle: (...word) => Effect.tap(memory.settle(...word), () => void told.push("settled")),
          abandon: (...word) => Effect.tap(memory.abandon(...word), () => void told.push("abandoned")),
          release: (...word) => Effect.tap(memory.release(...word), () => void told.push("released"))
        }))
        let isFirst = true
        const { came, url } = yield* serve((response) => {
          if (!isFirst) {
            response.end(page)
            return
          }
          isFirst = false
          // what came to nothing before, on a slow machine, is no part of it
          told.length = 0
          granted.splice(0, granted.length - 1)
          if (when === "within the body") response.writeHead(200).write(" ")
          response.once("close", () => Deferred.unsafeDone(closed, Effect.void))
          Deferred.unsafeDone(begun, Effect.void)
        })
        const quota = { ...api.quota, assumed: { limit: 1, window: Duration.millis(200) } }
        const shared = Layer.succeedContext(yield* Layer.build(store))
        const hasty = yield* open(url, { client, timeout: "300 millis", api: { ...api, quota } }, shared)
        const { list } = yield* open(url, { client, api: { ...api, quota } }, shared)
        const fiber = yield* Effect.fork(Effect.retry(hasty.list(), { while: () => isFirst }))
        yield* Deferred.await(begun)
        const next = yield* Effect.fork(list())
        yield* Fiber.interrupt(fiber)
        yield* Deferred.await(closed)
        assert.deepStrictEqual(told, ["abandoned"])
        // the one limit's worth of room comes back when an answer could no longer come, and a window after that
        yield* Fiber.join(next)
        assert.deepStrictEqual(told, ["abandoned", "settled"])
        assert.strictEqual(came.length, 2)
        // clocks may be read in whole milliseconds
        assert.isAtLeast((granted[1]?.before ?? 0) - (granted[0]?.after ?? 0), 498)
      })
  )
})

describe("a quota store that is out of reach", () => {
  const gone = Effect.fail(new ClientError.QuotaUnavailable({ reason: "gone" }))

  it.scopedLive("fails calls with its error after the patience, and nothing is sent", () =>
    Effect.gen(function* () {
      const { came, url } = yield* serve((response) => void response.end(page))
      const { create, list } = yield* open(
        url,
        { quotaPatience: "50 millis" },
        behind(() => ({ take: () => gone }))
      )
      for (const call of [Effect.asVoid(list()), Effect.asVoid(create({}))]) {
        const error = yield* Effect.flip(call)
        assert.strictEqual(error.message, "the quota store is out of reach: gone")
      }
      assert.deepStrictEqual(came, [])
    })
  )

  it.scopedLive("is waited for within the patience, and calls go on when it is back", () =>
    Effect.gen(function* () {
      let back = false
      let inVain = 0
      const store = behind((memory) => ({
        take: (request) =>
          Effect.suspend(() => {
            if (back) return memory.take(request)
            inVain++
            return gone
          })
      }))
      const { came, url } = yield* serve((response) => void response.end(page))
      const { list } = yield* open(url, { quotaPatience: "1 hour" }, store)
      const fiber = yield* Effect.fork(list())
      yield* Effect.repeat(Effect.sleep("5 millis"), { until: () => inVain > 1 })
      assert.deepStrictEqual(came, [])
      back = true
      assert.deepStrictEqual((yield* Fiber.join(fiber)).items, [])
      assert.strictEqual(came.length, 1)
    })
  )

  it.scopedLive("once the answer is there costs nobody that answer", () =>
    Effect.gen(function* () {
      const { url } = yield* serve((response) => void response.end(page))
      const { list } = yield* open(
        url,
        {},
        behind(() => ({ settle: () => gone, abandon: () => gone, release: () => gone }))
      )
      assert.deepStrictEqual((yield* list()).items, [])
    })
  )
})

describe("an origin", () => {
  it.scopedLive.each([
    ...["", "api.example.com", "http://", "ftp://127.0.0.1", "javascript:alert(1)", "file:///etc/passwd", "/things"],
    ...["http://user:password@127.0.0.1", "http://127.0.0.1:99999"]
  ])("that is none (%s) is an InvalidRequest that names it, and nothing is sent", (origin) =>
    Effect.gen(function* () {
      const { create, list } = yield* open(origin)
      for (const call of [Effect.asVoid(list()), Effect.asVoid(create({}))]) {
        const error = yield* Effect.flip(call)
        assert.deepInclude(error, { _tag: "InvalidRequest", field: "origin" })
        assert.notInclude(error.message, "password")
      }
    })
  )
})

describe("what a server can make us do", () => {
  it.scopedLive("is not to ask again at once, however often it says that the quota is spent and not for how long", () =>
    Effect.gen(function* () {
      const asked = Effect.fnUntraced(function* (wait: string) {
        const { came, url } = yield* serve((response) => {
          response.writeHead(429, { "retry-after": wait }).end()
        })
        const { list } = yield* open(url)
        const asking = yield* Effect.fork(list())
        yield* Effect.repeat(Effect.sleep("5 millis"), { until: () => came.length > 0 })
        const began = came[0] ?? 0
        yield* Effect.sleep("400 millis")
        yield* Fiber.interrupt(asking)
        assert.isAtMost(came.length, 1 + (performance.now() - began) / 50, wait)
      })
      const waits = ["0", "-1", "0.0001", "Fri, 31 Dec 1999 23:59:59 GMT", "May"]
      yield* Effect.forEach(waits, asked, { concurrency: "unbounded", discard: true })
    })
  )

  it.scopedLive("is not to wait in one call for longer than its patience lasts, and the wait survives JSON", () =>
    Effect.gen(function* () {
      const asked = Effect.fnUntraced(function* ({ status, wait }: { readonly status: number; readonly wait: string }) {
        const { came, url } = yield* serve((response) => {
          response.writeHead(status, { "retry-after": wait }).end()
        })
        const { list } = yield* open(url, { retry: { attempts: 3, base: "1 millis", budget: "1 seconds" } })
        const error = yield* Effect.flip(list())
        assert.isAtMost(came.length, 3)
        const schema = Schema.parseJson(ClientError.ClientError)
        const json = Schema.encodeSync(schema)(error)
        assert.strictEqual(Schema.encodeSync(schema)(Schema.decodeSync(schema)(json)), json)
      })
      const waits = ["1e308", "1e999", "9".repeat(400), "Fri, 31 Dec 275759 23:59:59 GMT", "999999999"]
      const answers = waits.flatMap((wait) => [429, 503].map((status) => ({ status, wait })))
      yield* Effect.forEach(answers, asked, { concurrency: "unbounded", discard: true })
    })
  )

  it.scopedLive("is not to send one refused credential after the other for ever", () =>
    Effect.gen(function* () {
      const { came, url } = yield* serve((response) => void response.writeHead(401).end())
      const bearer = (name: string) => Credentials.bearer(Redacted.make(name), { id: name })
      const { list } = yield* open(url, { credentials: [bearer("a"), bearer("b"), bearer("c")] })
      for (const call of [1, 2, 3]) {
        const error = yield* Effect.flip(list())
        assert.strictEqual(error._tag, "Unauthorized")
        assert.isAtMost(came.length, 3 * call)
      }
      yield* Effect.all(
        Array.from({ length: 10 }, () => Effect.flip(list())),
        {
          concurrency: "unbounded"
        }
      )
      assert.isAtMost(came.length, 9 + 30)
    }).pipe(Logger.withMinimumLogLevel(LogLevel.None))
  )

  it.scopedLive("is not to keep a long name or a long link of it", () =>
    Effect.gen(function* () {
      const long = "y".repeat(9_000)
      const link = `https://elsewhere.example/${"x".repeat(1_000_000)}`
      const { url } = yield* serve((response, { url: path }) => {
        response.writeHead(path?.includes("offset") === true ? 500 : 200, { "x-request-id": long })
        response.end(JSON.stringify({ data: [], links: { next: link } }))
      })
      const { list } = yield* open(url)
      for (const call of [list.streamPages(), list.streamPages({ query: { offset: 1 } })]) {
        const error = yield* Effect.flip(Stream.runDrain(call))
        assert.isBelow(JSON.stringify(error).length, 5_000)
      }
    })
  )

  it.scopedLive("is not to flood it, nor to hang, whatever it says of its quota", () =>
    Effect.gen(function* () {
      const names = ["limit", "period", "count"].map((name) => `x-pco-api-request-rate-${name}`)
      const cases = hostileNumbers.flatMap((hostile) => [
        Object.fromEntries(names.map((name) => [name, hostile.trim()])),
        ...names.map((odd) => Object.fromEntries(names.map((name) => [name, name === odd ? hostile.trim() : "5"])))
      ])
      yield* Effect.forEach(
        cases,
        (headers) =>
          Effect.scoped(
            Effect.gen(function* () {
              const { came, url } = yield* serve((response) => void response.writeHead(200, headers).end(page))
              const { list } = yield* open(url)
              yield* list()
              const calls = Array.from({ length: 20 }, () => Effect.timeoutOption(list(), "100 millis"))
              yield* Effect.all(calls, { concurrency: "unbounded" })
              // those that gave up while they were being answered had been sent as well
              assert.isAtMost(came.length, 21, JSON.stringify(headers))
            })
          ),
        { concurrency: 8, discard: true }
      )
    })
  )
})
