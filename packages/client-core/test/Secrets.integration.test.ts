import { inspect } from "node:util"
import type { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Attribute from "../src/Attribute.ts"
import * as Client from "../src/Client.ts"
import * as ClientError from "../src/ClientError.ts"
import * as Connection from "../src/Connection.ts"
import * as Credentials from "../src/Credentials.ts"
import * as Endpoint from "../src/Endpoint.ts"
import { hide } from "../src/internal/secrets.ts"
import * as OAuth from "../src/OAuth.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Resource from "../src/Resource.ts"
import * as TokenStore from "../src/TokenStore.ts"
import * as AuthorizationServer from "./AuthorizationServer.ts"
import { api, clients } from "./Mock.ts"
import * as Spy from "./Spy.ts"
import * as Upstream from "./Upstream.ts"

const allClients = ["undici", "node", "fetch"] as const

const Thing = Resource.make("things", "Thing", { attributes: { name: Attribute.string, size: Attribute.integer } })

const endpoints = {
  list: Endpoint.list("/things", Thing, { perPage: { default: 25, max: 100 } }),
  getById: Endpoint.get("/things/{id}", Thing),
  create: Endpoint.create("/things", Thing, { attributes: { name: Attribute.string } })
}

/** Parts of the secrets that no way of spelling them changes. */
const cores = { secret: "Q7x9Kd2mVw4Zr8", bearer: "B3nT6yUj1LsPo0" }
const id = "planted-id"
const secret = `${cores.secret}/1"\\&<é`
const basic = Buffer.from(`${id}:${secret}`).toString("base64")
const bearer = `${cores.bearer}/2`

/** Credentials, and texts that would give them away, however they are spelled. */
const all: ReadonlyArray<readonly [Credentials.Credentials, ReadonlyArray<string>]> = [
  [Credentials.personalToken({ id, secret: Redacted.make(secret) }), [cores.secret, basic.slice(16, 32)]],
  [Credentials.bearer(Redacted.make(bearer)), [cores.bearer]]
]

const entities = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

const spellings = [
  secret,
  basic,
  bearer,
  encodeURIComponent(secret),
  String(new URLSearchParams({ secret, bearer })),
  JSON.stringify(secret),
  entities(secret),
  entities(JSON.stringify(secret))
]

const echo = `Authorization: ${spellings.join(" ")}`

/** For header values, which may hold less. */
const sendable = spellings.filter((text) => /^[\x20-\x7e]*$/.test(text)).join(" ")

/** A text that is cut within each of the spellings, wherever errors are cut. */
const cut = (at: number) =>
  spellings.map((text) => `${"x".repeat(at - Math.floor(text.length * 0.8))}${text}${"x".repeat(3_000)}`)

const errors = (detail: string) => ({
  errors: [{ detail, code: detail, title: detail, source: { parameter: detail } }]
})

/** What a server may answer that repeats what it was sent. */
const echoes: ReadonlyArray<Upstream.Reply> = [
  ...[301, 400, 401, 403, 404, 409, 418, 422, 500, 503].flatMap((status) => [
    { status, body: echo },
    { status, body: errors(echo) },
    { status, body: `<html>${echo}</html>`, headers: { "content-type": `text/html; charset="${sendable}"` } }
  ]),
  { status: 429, body: errors(echo), headers: { "retry-after": "0.01" } },
  ...cut(2_000).flatMap((body) => [{ body }, { status: 500, body }]),
  ...[...cut(1_000), ...cut(100), ...cut(200)].map((body) => ({ status: 422, body: errors(body) })),
  { headers: { "content-type": `text/plain; charset="${sendable}"` }, body: "x" },
  ...[...cut(100)]
    .filter((text) => /^[\x21-\x7e]*$/.test(text))
    .map((text) => ({
      headers: { "content-type": `text/plain; charset=${text.slice(0, 1_000)}` },
      body: "x"
    })),
  { headers: { "x-request-id": sendable, "x-echo": sendable, link: sendable, server: sendable }, body: echo },
  { status: 401, headers: { "x-request-id": sendable, "www-authenticate": sendable }, body: echo },
  { status: 302, headers: { location: `https://elsewhere.example/?${sendable}` } },
  { status: 302, headers: { location: `/?${sendable}` } },
  { status: 302, headers: { location: `http://[${sendable}` } },
  { body: { data: [], links: { next: `https://elsewhere.example/?${echo}` } } },
  { body: { data: [], links: { next: `http://[${echo}` } } },
  { body: { data: [{ type: echo }] } },
  { body: { data: echo } }
]

/** What is complained of outside the connection, where the records are decoded and the pages followed. */
const laterEchoes: ReadonlyArray<Upstream.Reply> = [
  { body: { data: [{ type: "Thing", id: "1", attributes: { size: echo } }] } },
  { body: { data: [{ type: echo, id: echo, attributes: { size: "no number" } }] } },
  ...cut(500).map((name) => ({
    body: { data: [{ type: "Thing", id: "1", attributes: { name, size: "no number" } }] }
  })),
  { body: { data: [], links: { next: `/things?offset=0&token=${encodeURIComponent(echo)}` } } }
]

const open = (
  origin: string,
  credentials: Connection.Options["credentials"],
  client: (typeof allClients)[number],
  options: Partial<Connection.Options> = {}
) =>
  Effect.flatMap(
    Layer.build(
      Connection.layer(api, {
        credentials,
        origin,
        retry: { attempts: 1, base: "1 millis", budget: "30 millis" },
        timeout: "5 seconds",
        ...options
      }).pipe(Layer.provide([clients[client], QuotaStore.layerMemory]))
    ),
    (context) => Effect.provide(Client.make(endpoints), context)
  )

const assertNone = (prints: ReadonlyArray<string>, planted: ReadonlyArray<string>, of: string) => {
  for (const print of prints) {
    for (const text of planted) {
      const at = print.indexOf(text)
      if (at >= 0) assert.fail(`${of}: ${print.slice(Math.max(0, at - 300), at + 100)}`)
    }
  }
}

/** Every call of a client, as an effect and as a promise, and everything that could be seen of it. */
const watch = (replies: ReadonlyArray<Upstream.Reply>, client: (typeof allClients)[number], prefetch = false) =>
  Effect.gen(function* () {
    let reply: Upstream.Reply = {}
    const upstream = yield* Upstream.serve(() => reply)
    for (const [credentials, planted] of all) {
      const spy = yield* Spy.make
      for (const [index, one] of replies.entries()) {
        reply = one
        // a connection each, since one of these answers pauses all that come after it
        const { create, list } = yield* spy.on(open(upstream.url, credentials, client))
        const calls = [Stream.runDrain(list.streamPages({ prefetch })), create({})]
        const of = `answer ${index}, ${JSON.stringify(one).slice(0, 200)}`
        for (const call of calls) assertNone(Spy.printExit(yield* spy.on(Effect.exit(call))), planted, of)
        const thrown = yield* spy.on(
          Effect.either(Effect.tryPromise({ try: () => list.getAll.run(), catch: (error) => error }))
        )
        if (Either.isLeft(thrown)) assertNone(Spy.printError(thrown.left), planted, of)
      }
      assert.isAbove(spy.spans.length, replies.length)
      assertNone(spy.everything(), planted, "seen")
    }
  })

describe("a secret", () => {
  it.scopedLive.each(allClients)(
    "is in no error, log, span, metric or print, whatever the server repeats and however it spells it (%s)",
    // what is in a body is all the same to them
    (client) => watch(client === "undici" ? echoes : echoes.filter(({ headers }) => headers !== undefined), client)
  )

  it.scopedLive("is in no complaint about a record or a page either", () =>
    // what fetches ahead fails on its own, and is logged before anybody asks for it
    Effect.zipRight(watch(laterEchoes, "undici"), watch(laterEchoes, "undici", true))
  )

  it.scopedLive.each(allClients)("that cannot be sent at all is not shown in the complaint about it (%s)", (client) =>
    Effect.gen(function* () {
      const upstream = yield* Upstream.serve(() => ({ status: 500 }))
      const spy = yield* Spy.make
      for (const token of ["planted\nbearer\u0000", "planted €", "planted\ud800"]) {
        const { list } = yield* spy.on(open(upstream.url, Credentials.bearer(Redacted.make(token)), client))
        const exit = yield* spy.on(Effect.exit(list()))
        assert.match(String(exit), /credentials/)
        assertNone([...Spy.printExit(exit), ...spy.everything()], ["planted"], token)
      }
      assert.deepStrictEqual(upstream.asked, [])
    })
  )

  it.scopedLive.each(allClients)("is in nothing that comes of a connection that fails (%s)", (client) =>
    Effect.gen(function* () {
      const upstream = yield* Upstream.serve((_, response) => {
        response.socket?.destroy()
        return undefined
      })
      for (const [credentials, planted] of all) {
        const spy = yield* Spy.make
        for (const [url, options] of [
          [upstream.url, {}],
          ["http://127.0.0.1:1", {}],
          ["http://nowhere.invalid", { headTimeout: "300 millis" }],
          [`http://user:${cores.secret}@127.0.0.1/`, {}],
          [`not an origin: ${secret}`, {}]
        ] as const) {
          const { list } = yield* spy.on(open(url, credentials, client, options))
          const exit = yield* spy.on(Effect.exit(list()))
          assert.isTrue(Exit.isFailure(exit))
          assertNone(Spy.printExit(exit), planted, url)
        }
        assertNone(spy.everything(), planted, "seen")
      }
    })
  )

  it.scopedLive.each(allClients)(
    "of OAuth is in nothing of what its calls leave behind, whatever fails (%s)",
    (client) =>
      Effect.gen(function* () {
        const spy = yield* Spy.make
        const server = yield* AuthorizationServer.serve()
        const context = yield* Layer.build(Layer.merge(clients[client], TokenStore.layerMemory))
        const on = <A, E>(
          work: Effect.Effect<
            A,
            E,
            Layer.Layer.Success<typeof TokenStore.layerMemory> | Layer.Layer.Success<(typeof clients)["undici"]>
          >
        ) => spy.on(Effect.provide(work, context))
        const exits: Array<Exit.Exit<unknown, unknown>> = []
        const planted: Array<string> = [AuthorizationServer.clientSecret]

        const begun = Effect.gen(function* () {
          const { state, url, verifier } = yield* OAuth.authorize(server.app)
          planted.push(Redacted.value(state), Redacted.value(verifier))
          return { account: "church", callback: yield* server.visit(url), state, verifier }
        })
        const exchange = (options: OAuth.Callback) => on(Effect.exit(OAuth.exchange(server.app, options)))

        // another's verifier, an error page, a lost answer, and at last the tokens
        const wrong = yield* begun
        exits.push(
          yield* exchange({ ...wrong, verifier: Redacted.make("another-verifier-of-43-characters-in-length") })
        )
        const sent = yield* begun
        const code = server.issued.at(-1)
        const error_description = `<html>${code} ${Redacted.value(sent.verifier)}</html>`
        server.faults.push({ status: 400, body: JSON.stringify({ error: "invalid_grant", error_description }) })
        exits.push(yield* exchange(sent))
        assert.isTrue(Exit.isSuccess(yield* exchange(yield* begun)))

        const upstream = yield* Upstream.serve(({ headers }) => ({
          status: 401,
          headers: { "x-request-id": String(headers.authorization) },
          body: errors(String(headers.authorization))
        }))
        // nobody waits here for an access to become known
        const account = OAuth.credentials(server.app, { account: "church" }).pipe(
          Effect.map((credentials) => ({
            ...credentials,
            authorization: Effect.map(credentials.authorization, ({ issuedAt: _, ...rest }) => rest)
          })),
          Effect.provide(context)
        )
        const { list } = yield* spy.on(open(upstream.url, account, client))
        // refused though renewed; then a renewal that is refused with everything repeated
        exits.push(yield* spy.on(Effect.exit(list())))
        server.revokeAll()
        exits.push(yield* spy.on(Effect.exit(list())))
        exits.push(yield* spy.on(Effect.exit(list())))

        planted.push(...server.issued)
        assert.isAbove(planted.length, 8)
        for (const exit of exits) {
          assert.isTrue(Exit.isFailure(exit), String(exit))
          assertNone(Spy.printExit(exit), planted, "an error")
        }
        assertNone(spy.everything(), planted, "seen")
      })
  )

  it("is not printed with the credentials", () => {
    for (const [credentials, planted] of all) {
      const { header } = Effect.runSync(Effect.orDie(credentials.authorization))
      const prints = [credentials, header, { header }].flatMap((one) => [String(one), inspect(one), Spy.show(one)])
      assertNone([...prints, JSON.stringify(credentials), JSON.stringify({ header })], planted, "credentials")
    }
  })
})

/** Words that stand in our own sentences, in the names of errors and in what tells them apart. */
const common = [
  ...["s", "e", "1", "the", "answer", "things", "none", "refresh", "backoff", "wait", "list", "Unauthorized", "401"],
  ...["redacted", "<redacted>", "body", "credentials", "invalid_grant", "127.0.0.1", "http", "path", "size"]
]

/** Answers whose own words are none of these. */
const terse: ReadonlyArray<Upstream.Reply> = [
  ...[400, 401, 403, 404, 409, 418, 422, 500, 503].flatMap((status) => [
    { status, body: "##" },
    { status, body: errors("##") }
  ]),
  { body: "##" },
  { body: { data: "##" } },
  { body: { data: [], links: { next: "//[##" } } },
  { headers: { "content-type": 'text/plain; charset="##"' }, body: "##" },
  { status: 302, headers: { location: "/?##" } }
]

describe("a secret that is a common word", () => {
  it.scopedLive("changes no error but for what came from outside", () =>
    Effect.gen(function* () {
      let reply: Upstream.Reply = {}
      const upstream = yield* Upstream.serve(() => reply)
      const failures = (secret: string) =>
        Effect.gen(function* () {
          const credentials = Credentials.personalToken({ id, secret: Redacted.make(secret) })
          const found: Array<unknown> = []
          for (const one of terse) {
            reply = one
            const { list } = yield* open(upstream.url, credentials, "undici")
            const error = yield* Effect.flip(list())
            found.push({ ...error, message: error.message, name: error.name, is: ClientError.remedy(error) })
          }
          // nobody listens there
          const { list } = yield* open("http://127.0.0.1:1", credentials, "undici", { retry: { attempts: 1 } })
          const { _tag, endpoint, origin } = yield* Effect.flatMap(Effect.flip(list()), (error) =>
            error._tag === "Unreachable" ? Effect.succeed(error) : Effect.die(error)
          )
          return [...found, { _tag, endpoint, origin }]
        })
      const untouched = yield* failures("~~~~")
      for (const secret of common) assert.deepStrictEqual(yield* failures(secret), untouched, secret)
    })
  )

  it.scopedLive("is still taken out of what the API repeats", () =>
    Effect.gen(function* () {
      const upstream = yield* Upstream.serve(() => ({ status: 422, body: errors("refresh the answer") }))
      const credentials = Credentials.personalToken({ id, secret: Redacted.make("answer") })
      const { list } = yield* open(upstream.url, credentials, "undici")
      assert.strictEqual(
        (yield* Effect.flip(list())).message,
        "things.Thing.list: not accepted (422): refresh the <redacted>: refresh the <redacted>"
      )
    })
  )

  it.scopedLive.each(["invalid_grant", "invalid", "s", "e"])(
    "does not change what a refusal of OAuth means (%s)",
    (secret) =>
      Effect.gen(function* () {
        const upstream = yield* Upstream.serve(({ path }) =>
          path === "/token" ? { status: 400, body: { error: "invalid_grant" } } : { status: 401, body: "##" }
        )
        const app: OAuth.App = {
          authorizeUrl: `${upstream.url}/authorize`,
          tokenUrl: `${upstream.url}/token`,
          clientId: "us",
          clientSecret: Redacted.make(secret),
          redirectUri: "https://host.example.com/callback",
          scopes: []
        }
        const store = yield* TokenStore.TokenStore
        yield* store.write(`${new URL(upstream.url).host}/us/church`, {
          access: Redacted.make("access"),
          refresh: Redacted.make("refresh"),
          issuedAt: DateTime.unsafeMake(0),
          scopes: []
        })
        const context = yield* Effect.context<TokenStore.TokenStore | HttpClient.HttpClient>()
        const account = Effect.provide(OAuth.credentials(app, { account: "church" }), context)
        const { list } = yield* open(upstream.url, account, "undici")
        const error = yield* Effect.flip(list())
        assert.strictEqual(error._tag, "NeedsReauthorization")
        assert.strictEqual(
          error.message,
          "access to church has to be authorised again: its refresh token is no longer good (invalid_grant)"
        )
      }).pipe(Effect.provide([TokenStore.layerMemory, clients.undici]))
  )
})

describe("hiding", () => {
  const error = (body: string) =>
    new ClientError.Rejected({ endpoint: "x", status: 418, requestId: body, problems: [], body })

  it.prop(
    "leaves no sixteen characters of a secret, wherever it is and wherever it is cut",
    [FastCheck.string({ minLength: 16 }), FastCheck.string(), FastCheck.string(), FastCheck.nat()],
    ([secret, before, after, at]) => {
      const body = `${before}${secret}${after}`.slice(0, before.length + Math.max(16, at % (secret.length + 1)))
      const hidden = hide([secret])(error(body))
      const left = hidden._tag === "Rejected" ? hidden.body : ""
      for (let start = 0; start + 16 <= secret.length; start++) {
        assert.notInclude(left, secret.slice(start, start + 16))
      }
    }
  )

  it("leaves an error without a secret as it is, and is no defect for a secret that is no text", () => {
    const clean = error("nothing")
    assert.strictEqual(hide(["", "\ud800", "short", "a secret that is rather long"])(clean), clean)
  })

  it("takes the longer of two secrets, one of which is part of the other", () => {
    const hidden = hide(["abc", "abcdef"])(error("[abcdef] [abc]"))
    assert.strictEqual(hidden._tag === "Rejected" ? hidden.body : "", "[<redacted>] [<redacted>]")
  })
})
