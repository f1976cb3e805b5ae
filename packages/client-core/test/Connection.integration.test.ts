import { assert, describe, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Client from "../src/Client.ts"
import * as Connection from "../src/Connection.ts"
import * as Credentials from "../src/Credentials.ts"
import { type clients, connect, endpoints, serve, statuses } from "./Mock.ts"

type Server = Effect.Effect.Success<ReturnType<typeof serve>>

const peopleOf = (server: Server, options: Partial<Connection.Options> = {}, client: keyof typeof clients = "undici") =>
  Effect.gen(function* () {
    const { people } = yield* Effect.provide(Client.make(endpoints), yield* connect(server, options, client))
    return people
  })

const start = (options: Partial<Connection.Options> = {}) =>
  Effect.gen(function* () {
    const server = yield* serve()
    return { server, people: yield* peopleOf(server, options) }
  })

const allClients = ["undici", "node", "fetch"] as const

describe("credentials", () => {
  it.scopedLive("that are wrong are Unauthorized after exactly one request", () =>
    Effect.gen(function* () {
      const server = yield* serve({ credentials: [{ appId: "app", secret: "secret" }, { token: "abc" }] })
      for (const credentials of [
        Credentials.personalToken({ id: "app", secret: Redacted.make("wrong") }),
        Credentials.bearer(Redacted.make("wrong"))
      ]) {
        server.handler.log.clear()
        const people = yield* peopleOf(server, { credentials })
        const error = yield* Effect.flip(people.list())
        assert.strictEqual(error.message, "people.Person.list: the credentials were refused (401)")
        assert.deepStrictEqual(statuses(server), [401])
      }
    })
  )

  it.scopedLive(
    "that are right are let in, as a personal token or a bearer token, whatever characters are in them",
    () =>
      Effect.gen(function* () {
        const server = yield* serve({ credentials: [{ appId: "app", secret: "s:é€ 𝄞" }, { token: "abc.def-_~+/=" }] })
        for (const credentials of [
          Credentials.personalToken({ id: "app", secret: Redacted.make("s:é€ 𝄞") }),
          Credentials.bearer(Redacted.make("abc.def-_~+/="))
        ]) {
          const people = yield* peopleOf(server, { credentials })
          assert.strictEqual(yield* people.list.count(), 120)
        }
      })
  )
})

describe("a refusal", () => {
  it.scopedLive("in the API's own words is Forbidden, and not tried again", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ do: { status: 403 } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error._tag, "Forbidden")
      assert.match(error.message, /not allowed for these credentials \(403\): You do not have access/)
      assert.deepStrictEqual(statuses(server), [403])
    })
  )

  it.scopedLive("by a firewall, as a web page, is Unavailable, and passes", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ times: 4, do: { html403: true } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error._tag, "Unavailable")
      if (error._tag === "Unavailable") assert.include(error.body, "Request blocked")
      assert.strictEqual((yield* people.list()).total, 120)
      assert.deepStrictEqual(statuses(server), [403, 403, 403, 403, 200])
    })
  )

  it.scopedLive("of the request itself is ValidationFailed with what is wrong and where, and not tried again", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      const errors = [
        { status: "422", title: "Validation Error", detail: "is unknown", source: { parameter: "order" } }
      ]
      server.handler.faults.replace([{ do: { status: 422, body: { errors } } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error.message, "people.Person.list: not accepted (422): order: is unknown")
      assert.deepStrictEqual(statuses(server), [422])
    })
  )

  it.scopedLive("for having been too slow (408) is tried again", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ times: 1, do: { status: 408 } }])
      assert.strictEqual(yield* people.list.count(), 120)
      assert.deepStrictEqual(statuses(server), [408, 200])
    })
  )

  it.scopedLive("by the quota holds everybody for as long as it says, and is no failed attempt", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start({ retry: { attempts: 1 } })
      yield* people.list.count()
      const after = { "Retry-After": "0.3" }
      server.handler.faults.replace([{ times: 2, do: { status: 429, headers: after } }])
      yield* Effect.all([people.list.count(), people.getById({ path: { id: "1" } }).pipe(Effect.flip)])
      const entries = server.handler.log.entries()
      assert.deepStrictEqual(
        entries.map(({ status }) => status),
        [200, 429, 429, 200, 404]
      )
      const [, first, second, third] = entries.map(({ at }) => at)
      assert.isAtLeast((second ?? 0) - (first ?? 0), 298)
      assert.isAtLeast((third ?? 0) - (second ?? 0), 298)
    })
  )
})

describe("what passes", () => {
  it.scopedLive("is tried again: failures of the server, then success", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([
        { times: 1, do: { status: 500 } },
        { after: 1, times: 1, do: { status: 503, body: "<html>maintenance</html>" } }
      ])
      assert.strictEqual(yield* people.list.count(), 120)
      assert.deepStrictEqual(statuses(server), [500, 503, 200])
    })
  )

  it.scopedLive("is Unavailable with the API's own words when it does not pass", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ do: { status: 500 } }])
      const error = yield* Effect.flip(people.list())
      assert.match(error.message, /^people\.Person\.list: unavailable \(500\): An internal server error/)
      if (error._tag === "Unavailable") assert.strictEqual(error.requestId, "00000000-0000-4000-8000-000000000003")
      assert.deepStrictEqual(statuses(server), [500, 500, 500])
    })
  )

  it.scopedLive.each(allClients)("is tried again: a body cut off in the middle (%s)", (client) =>
    Effect.gen(function* () {
      const server = yield* serve()
      const people = yield* peopleOf(server, {}, client)
      server.handler.faults.replace([{ times: 2, do: { cutAfterBytes: 100 } }])
      assert.strictEqual((yield* people.list()).items.length, 25)
      assert.deepStrictEqual(statuses(server), [200, 200, 200])
    })
  )

  it.scopedLive.each(allClients)("is Unreachable when every body is cut, with a reason on one line (%s)", (client) =>
    Effect.gen(function* () {
      const server = yield* serve()
      const people = yield* peopleOf(server, {}, client)
      server.handler.faults.replace([{ do: { cutAfterBytes: 100 } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error._tag, "Unreachable")
      assert.match(error.message, /^people\.Person\.list: no answer from http:\/\/127\.0\.0\.1:\d+: \S.*$/)
      assert.strictEqual(statuses(server).length, 3)
    })
  )

  it.scopedLive.each(allClients)("is Unreachable when no answer comes within the time allowed (%s)", (client) =>
    Effect.gen(function* () {
      const server = yield* serve()
      const people = yield* peopleOf(server, { timeout: "60 millis" }, client)
      server.handler.faults.replace([{ do: { hang: true } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error.message, `people.Person.list: no answer from ${server.url}: no answer in 60ms`)
    })
  )

  it.scopedLive.each(allClients)("is Unreachable when nobody listens (%s)", (client) =>
    Effect.gen(function* () {
      const server = yield* serve()
      const people = yield* peopleOf(server, { origin: "http://127.0.0.1:1" }, client)
      const error = yield* Effect.flip(people.list())
      assert.match(error.message, /no answer from http:\/\/127\.0\.0\.1:1: /)
    })
  )

  it.scopedLive("is UnexpectedBody when a web page comes with 200", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ times: 3, do: { status: 200, body: "<html>Welcome!</html>" } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error.message, "people.Person.list: unexpected answer (200): the body is not JSON")
      if (error._tag === "UnexpectedBody") assert.strictEqual(error.body, "<html>Welcome!</html>")
      assert.strictEqual(yield* people.list.count(), 120)
    })
  )

  it.scopedLive("is UnexpectedBody when JSON comes that is no document", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ do: { status: 200, body: { data: null } } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(
        error.message,
        "people.Person.list: unexpected answer (200): a list was expected, and one thing came"
      )
      server.handler.faults.replace([{ do: { status: 200, body: { data: [{}] } } }])
      const other = yield* Effect.flip(people.list())
      assert.strictEqual(other.message, "people.Person.list: unexpected answer (200): items[0]: it has no type and id")
      server.handler.faults.replace([{ do: { status: 200, body: { data: [] } } }])
      const single = yield* Effect.flip(people.getById({ path: { id: "1" } }))
      assert.strictEqual(
        single.message,
        "people.Person.get: unexpected answer (200): one thing was expected, and a list came"
      )
    })
  )
})

describe("a link that leaves the origin", () => {
  it.scopedLive("is LeftOrigin, and nothing is sent to where it leads", () =>
    Effect.gen(function* () {
      const elsewhere = yield* serve()
      const { people, server } = yield* start()
      const { host, port } = new URL(elsewhere.url)
      const links = [
        `${elsewhere.url}/people/v2/people?offset=25`,
        `//${host}/people/v2/people?offset=25`,
        `\\\\${host}\\people`,
        `${server.url.replace("http:", "https:")}/people/v2/people?offset=25`,
        `http://localhost:${port}/people`,
        `${server.url}@${host}/people`,
        "javascript:alert(1)",
        "file:///etc/passwd"
      ]
      for (const next of links) {
        server.handler.log.clear()
        server.handler.faults.replace([{ do: { status: 200, body: { data: [], links: { next } } } }])
        const error = yield* Effect.flip(Stream.runDrain(people.list.streamPages()))
        assert.strictEqual(error.message, `people.Person.list: ${next} is not at ${server.url}, and was not followed`)
        assert.deepStrictEqual(statuses(server), [200])
      }
      assert.deepStrictEqual(statuses(elsewhere), [])
    })
  )

  it.scopedLive("is UnexpectedBody where it cannot be read at all", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ do: { status: 200, body: { data: [], links: { next: "http://" } } } }])
      const error = yield* Effect.flip(Stream.runDrain(people.list.streamPages()))
      assert.match(error.message, /unexpected answer \(200\): the link to the next page cannot be read: "http:/)
    })
  )

  it.scopedLive.each(allClients)("is not followed as a redirect either (%s)", (client) =>
    Effect.gen(function* () {
      const elsewhere = yield* serve()
      const server = yield* serve()
      const people = yield* peopleOf(server, {}, client)
      const location = `${elsewhere.url}/people/v2/people`
      for (const status of [301, 302, 303, 307, 308]) {
        server.handler.log.clear()
        server.handler.faults.replace([{ times: 1, do: { status, headers: { location } } }])
        const error = yield* Effect.flip(people.list())
        assert.strictEqual(
          error.message,
          `people.Person.list: ${location} is not at ${server.url}, and was not followed`
        )
        assert.deepStrictEqual(statuses(server), [status])
      }
      assert.deepStrictEqual(statuses(elsewhere), [])
    })
  )
})

describe("a redirect within the origin", () => {
  it.scopedLive.each(allClients)("is followed, each hop under a permit of its own (%s)", (client) =>
    Effect.gen(function* () {
      const server = yield* serve()
      const people = yield* peopleOf(server, {}, client)
      for (const location of [
        `${server.url}/people/v2/people?per_page=3`,
        "/people/v2/people?per_page=3",
        "?per_page=3"
      ]) {
        for (const status of [301, 302, 303, 307, 308]) {
          server.handler.log.clear()
          server.handler.faults.replace([{ times: 1, do: { status, headers: { location } } }])
          const { items } = yield* people.list()
          assert.strictEqual(items.length, 3)
          assert.deepStrictEqual(statuses(server), [status, 200])
        }
      }
    })
  )

  it.scopedLive("that never ends is an error after five", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ do: { status: 302, headers: { location: "/people/v2/people" } } }])
      const error = yield* Effect.flip(people.list())
      assert.strictEqual(error.message, "people.Person.list: unexpected answer (302): redirected more than 5 times")
      assert.strictEqual(statuses(server).length, 6)
    })
  )

  it.scopedLive("to nowhere is an error, and not tried again", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      server.handler.faults.replace([{ do: { status: 302, headers: {} } }])
      const error = yield* Effect.flip(people.list())
      assert.match(error.message, /does not say where to/)
      assert.deepStrictEqual(statuses(server), [302])
    })
  )
})

describe("a next link that leads back", () => {
  it.scopedLive("is PagingLoop, and nothing is read twice", () =>
    Effect.gen(function* () {
      const { people, server } = yield* start()
      const link = (offset: number) => `${server.url}/people/v2/people?offset=${offset}&per_page=5`
      const leadsTo = (offset: number) => ({ status: 200, body: { data: [], links: { next: link(offset) } } })
      for (const [path, requests] of [
        [[0], 1],
        [[100, 0], 2],
        [[100, 100], 2],
        [[100, 200, 150], 3]
      ] as const) {
        server.handler.log.clear()
        server.handler.faults.replace(path.map((offset, after) => ({ after, times: 1, do: leadsTo(offset) })))
        const error = yield* Effect.flip(Stream.runDrain(people.list.streamPages()))
        assert.strictEqual(error._tag, "PagingLoop")
        assert.include(error.message, link(path.at(-1) ?? 0))
        assert.strictEqual(statuses(server).length, requests)
      }
    })
  )
})

describe("the quota of a server that counts", () => {
  it.scopedLive("is never overrun, however many ask at once, and all are answered", () =>
    Effect.gen(function* () {
      const use = (window: "sliding" | "fixed") =>
        Effect.gen(function* () {
          const server = yield* serve({ quota: { limit: 50, period: 0.5, window, phase: 0.17 } })
          const people = yield* peopleOf(server)
          const totals = yield* Effect.replicateEffect(people.list.count(), 300, { concurrency: 40 })
          assert.deepStrictEqual(new Set(totals), new Set([120]))
          assert.deepStrictEqual(
            statuses(server),
            Array.from({ length: 300 }, () => 200)
          )
        })
      yield* Effect.all([use("sliding"), use("fixed")], { concurrency: "unbounded" })
    })
  )

  it.scopedLive(
    "is shared with whoever used the credential before us: one request goes first, and the rest keep to what is left",
    () =>
      Effect.gen(function* () {
        const server = yield* serve({ quota: { limit: 20, period: 0.5 } })
        const before = yield* peopleOf(server)
        yield* Effect.replicateEffect(before.list.count(), 15, { concurrency: 5 })
        const after = yield* peopleOf(server)
        yield* Effect.replicateEffect(after.list.count(), 30, { concurrency: 10 })
        assert.deepStrictEqual(new Set(statuses(server)), new Set([200]))
      })
  )
})

describe("an address", () => {
  it.scopedLive("may be a path or a link, and is answered with the address that was asked", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const connection = Context.get(yield* connect(server), Connection.Connection)
      for (const address of ["/people/v2/people?per_page=1", `${server.url}/people/v2/people?per_page=1`]) {
        const { document, url } = yield* connection.read(endpoints.people.list, address)
        assert.strictEqual(url, `${server.url}/people/v2/people?per_page=1`)
        assert.strictEqual(document.items.length, 1)
      }
    })
  )
})
