import { inspect } from "node:util"
import { FetchHttpClient, HttpClient, type HttpClientRequest, HttpClientResponse } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/TestClock"
import * as Tracer from "effect/Tracer"
import { cases } from "../../adapter-testkit/test/cases.ts"
import { TokenStoreUnavailable, TokensCopied } from "../src/ClientError.ts"
import type { AuthorizationError, Credentials } from "../src/Credentials.ts"
import * as OAuth from "../src/OAuth.ts"
import * as TokenStore from "../src/TokenStore.ts"
import { type AuthorizationServer, clientSecret, serve } from "./AuthorizationServer.ts"
import * as Simulation from "./Simulation.ts"

type Store = TokenStore.TokenStore["Type"]

const account = "church-42"

const clients = { fetch: FetchHttpClient.layer, undici: NodeHttpClient.layerUndici, node: NodeHttpClient.layer }

const inMemory = Layer.merge(TokenStore.layerMemory, NodeHttpClient.layerUndici)

const nobody = (app: OAuth.App) => OAuth.credentials(app, { account })

/** The whole dance, with a browser that follows where it is sent. */
const authorized = (server: AuthorizationServer, app: OAuth.App = server.app) =>
  Effect.gen(function* () {
    const { state, url, verifier } = yield* OAuth.authorize(app)
    return yield* OAuth.exchange(app, { account, callback: yield* server.visit(url), state, verifier })
  })

/** A church that let us in, and a process that uses its access. */
const start = (options: Parameters<typeof serve>[0] = {}) =>
  Effect.gen(function* () {
    const server = yield* serve(options)
    yield* authorized(server)
    const store = yield* TokenStore.TokenStore
    return { server, store, credentials: yield* nobody(server.app), another: nobody(server.app) }
  })

const header = (credentials: Credentials) =>
  Effect.map(credentials.authorization, ({ header }) => Redacted.value(header))

/** One request of an API client: signed, and once more if the API refused it and there is something else to sign with. */
const call = (
  server: AuthorizationServer,
  { authorization, renew }: Credentials
): Effect.Effect<number, AuthorizationError> =>
  Effect.gen(function* () {
    const send = (header: Redacted.Redacted) =>
      Effect.promise(async () => {
        const answer = await fetch(`${server.origin}/api`, { headers: { authorization: Redacted.value(header) } })
        await answer.text()
        return answer.status
      })
    const first = yield* authorization
    const status = yield* send(first.header)
    if (status !== 401 || !(yield* renew(first))) return status
    return yield* send((yield* authorization).header)
  })

const keyOf = ({ origin }: AuthorizationServer) => `${new URL(origin).host}/client-7/${account}`

const stored = (store: Store, server: AuthorizationServer) =>
  Effect.map(store.read(keyOf(server)), (found) =>
    Option.map(found, ({ tokens }) => tokens.refresh && Redacted.value(tokens.refresh))
  )

const isNewestStored = (store: Store, server: AuthorizationServer) =>
  Effect.map(stored(store, server), (refresh) => server.isCurrent(Option.getOrUndefined(refresh)))

const reallyPause = (millis: number) => Effect.promise(() => new Promise((done) => setTimeout(done, millis)))

/** Lets the clock of the test run while real answers come in. */
const inTime = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.raceFirst(work, Effect.forever(Effect.zipRight(reallyPause(2), TestClock.adjust("250 millis"))))

/** A store that is out of reach while told so, and counts what it is asked. */
const fragile = (inner: Store) => {
  const state = { down: [] as ReadonlyArray<keyof Store>, asked: [] as Array<keyof Store> }
  const guarded = <A, E>(name: keyof Store, effect: Effect.Effect<A, E>) =>
    Effect.suspend((): Effect.Effect<A, E | TokenStoreUnavailable> => {
      state.asked.push(name)
      return state.down.includes(name) ? Effect.fail(new TokenStoreUnavailable({ reason: "it is down" })) : effect
    })
  const store = TokenStore.TokenStore.of({
    read: (key) => guarded("read", inner.read(key)),
    write: (key, tokens) => guarded("write", inner.write(key, tokens)),
    claim: (key, revision, lease) => guarded("claim", inner.claim(key, revision, lease)),
    replace: (key, revision, tokens) => guarded("replace", inner.replace(key, revision, tokens)),
    release: (key, claim) => guarded("release", inner.release(key, claim)),
    remove: (key) => guarded("remove", inner.remove(key))
  })
  return { state, store }
}

describe("an authorization", () => {
  it.effect("asks with a state and a challenge made as RFC 7636 makes them", () =>
    Effect.gen(function* () {
      const octets = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240,
        91, 88, 5, 88, 83, 132, 141, 121
      ]
      const app: OAuth.App = {
        authorizeUrl: "https://api.example.com/oauth/authorize?tenant=7",
        tokenUrl: "https://api.example.com/oauth/token",
        clientId: "id&",
        redirectUri: "https://host.example.com/callback",
        scopes: ["people", "giving"]
      }
      const { url, verifier } = yield* OAuth.authorize(app, { prompt: "login", client_id: "another's" }).pipe(
        Effect.provideService(OAuth.Entropy, () => Effect.succeed(Uint8Array.from(octets)))
      )
      const expected = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
      assert.strictEqual(Redacted.value(verifier), expected)
      assert.deepStrictEqual(Object.fromEntries(new URL(url).searchParams), {
        tenant: "7",
        prompt: "login",
        response_type: "code",
        client_id: "id&",
        redirect_uri: "https://host.example.com/callback",
        scope: "people giving",
        state: expected,
        code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        code_challenge_method: "S256"
      })
    })
  )

  it.scoped("never has a state or a verifier twice", () =>
    Effect.gen(function* () {
      const { app } = yield* serve()
      const all = yield* Effect.all(Array.from({ length: 50 }, () => OAuth.authorize(app)))
      const texts = all.flatMap(({ state, verifier }) => [Redacted.value(state), Redacted.value(verifier)])
      assert.strictEqual(new Set(texts).size, 100)
      assert.isTrue(texts.every((text) => /^[\w-]{43}$/.test(text)))
    })
  )

  it.scopedLive.each(["body", "basic", "none"] as const)(
    "ends with access to the API (client authentication: %s)",
    (authentication) =>
      Effect.gen(function* () {
        const { credentials, server, store } = yield* start({ authentication, lasts: 7200 })
        assert.strictEqual(yield* call(server, credentials), 200)
        assert.isTrue(yield* isNewestStored(store, server))
        assert.deepStrictEqual(server.grants(), ["authorization_code"])
      }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive.each(["fetch", "undici", "node"] as const)(
    "says who asks in every request, for tokens and to take them back (%s)",
    (name) =>
      Effect.gen(function* () {
        const server = yield* serve()
        for (const userAgent of [undefined, "a host of ours"]) {
          server.asked.length = 0
          const app = userAgent === undefined ? server.app : { ...server.app, userAgent }
          const { refresh } = yield* authorized(server, app)
          const credentials = yield* nobody(app)
          server.expire()
          assert.isTrue(yield* credentials.renew(yield* credentials.authorization))
          yield* OAuth.forget(app, { account })
          assert.isDefined(refresh)
          assert.deepStrictEqual(
            server.asked.map(({ headers, path }) => [path, headers["user-agent"]]),
            ["/token", "/token", "/revoke", "/revoke"].map((path) => [path, userAgent ?? "openfaith"])
          )
        }
      }).pipe(Effect.provide([TokenStore.layerMemory, clients[name]]))
  )

  it.scopedLive("tells what was granted, in the path of a request as in a whole address", () =>
    Effect.gen(function* () {
      const server = yield* serve({ lasts: 60 })
      const { state, url, verifier } = yield* OAuth.authorize(server.app)
      const { pathname, search } = new URL(yield* server.visit(url))
      const tokens = yield* OAuth.exchange(server.app, { account, callback: pathname + search, state, verifier })
      assert.deepStrictEqual(tokens.scopes, ["people", "giving"])
      assert.strictEqual(
        tokens.expiresAt && tokens.expiresAt.epochMillis - tokens.issuedAt.epochMillis,
        Duration.toMillis("60 seconds")
      )
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive.each([
    ["another state", (url: URL) => url.searchParams.set("state", "another")],
    ["no state", (url: URL) => url.searchParams.delete("state")],
    ["two states", (url: URL) => url.searchParams.append("state", "another")],
    ["no code", (url: URL) => url.searchParams.delete("code")],
    [
      "an error beside another state",
      (url: URL) => {
        url.search = "?error=access_denied&state=x"
      }
    ]
  ] as const)("is not ended by a callback with %s, and nothing is sent", ([, spoil]) =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { state, url, verifier } = yield* OAuth.authorize(server.app)
      const callback = new URL(yield* server.visit(url))
      spoil(callback)
      const options = { account, callback: callback.href, state, verifier }
      const error = yield* Effect.flip(OAuth.exchange(server.app, options))
      assert.strictEqual(error._tag, "CallbackMismatch")
      assert.deepStrictEqual(server.asked, [])
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("that its owner declined is refused, in the API's words and without our state", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const declined = { ...server.app, authorizeUrl: `${server.origin}/declined` }
      const error = yield* Effect.flip(authorized(server, declined))
      assert.strictEqual(error.message, "authorization of church-42: access_denied: they said no to <redacted>")
      if (error._tag === "AuthorizationRefused") assert.strictEqual(error.code, "access_denied")
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("with another's verifier is refused, and the error repeats neither verifier nor code", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { state, url } = yield* OAuth.authorize(server.app)
      const { verifier } = yield* OAuth.authorize(server.app)
      const error = yield* Effect.flip(
        OAuth.exchange(server.app, { account, callback: yield* server.visit(url), state, verifier })
      )
      assert.strictEqual(
        error.message,
        "authorization of church-42: invalid_grant: code <redacted> does not go with <redacted>"
      )
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("is stored even if who asked for it is gone", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const release = server.hold()
      const fiber = yield* Effect.fork(authorized(server))
      while (server.asked.length === 0) yield* Effect.sleep(5)
      yield* Fiber.interrupt(fiber)
      release()
      const store = yield* TokenStore.TokenStore
      while (Option.isNone(yield* stored(store, server))) yield* Effect.sleep(5)
      assert.isTrue(yield* isNewestStored(store, server))
    }).pipe(Effect.provide(inMemory))
  )
})

describe("access", () => {
  it.scoped("of an account that nobody authorised needs its owner", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const error = yield* Effect.flip((yield* nobody(server.app)).authorization)
      assert.strictEqual(error.message, "access to church-42 has to be authorised again: no tokens are stored for it")
      assert.deepStrictEqual(server.asked, [])
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("is renewed five minutes ahead of its end, or a fifth of a short life ahead, and not before", () =>
    Effect.gen(function* () {
      for (const [lasts, due] of [
        [7200, 6900],
        [600, 480]
      ] as const) {
        const { credentials, server } = yield* start({ lasts })
        const first = yield* header(credentials)
        yield* TestClock.adjust(Duration.seconds(due - 1))
        assert.strictEqual(yield* header(credentials), first)
        yield* TestClock.adjust(Duration.seconds(1))
        assert.notStrictEqual(yield* header(credentials), first)
        assert.strictEqual(yield* call(server, credentials), 200)
        assert.deepStrictEqual(server.grants(), ["authorization_code", "refresh_token"])
      }
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("is renewed when the API refuses it, once for all who were refused", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start({ lasts: 7200, takes: 20 })
      server.expire()
      const statuses = yield* Effect.all(
        Array.from({ length: 50 }, () => call(server, credentials)),
        { concurrency: "unbounded" }
      )
      assert.isTrue(statuses.every((status) => status === 200))
      assert.deepStrictEqual(server.grants(), ["authorization_code", "refresh_token"])
      assert.isTrue(yield* isNewestStored(store, server))
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that is over is renewed once for fifty requests, in two processes", () =>
    Effect.gen(function* () {
      const { another, credentials, server, store } = yield* start({ lasts: 600, takes: 20 })
      const processes = [credentials, yield* another, yield* another]
      yield* TestClock.adjust("1 hour")
      const headers = yield* inTime(
        Effect.all(
          Array.from({ length: 50 }, (_, index) => header(processes[index % 3] ?? credentials)),
          { concurrency: "unbounded" }
        )
      )
      assert.strictEqual(new Set(headers).size, 1)
      assert.deepStrictEqual(server.grants(), ["authorization_code", "refresh_token"])
      assert.isTrue(yield* isNewestStored(store, server))
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("without rotation or a told end goes on as it is", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start({ rotates: false })
      yield* TestClock.adjust("365 days")
      assert.strictEqual(yield* call(server, credentials), 200)
      server.expire()
      assert.strictEqual(yield* call(server, credentials), 200)
      assert.deepStrictEqual(server.grants(), ["authorization_code", "refresh_token"])
      assert.isTrue(yield* isNewestStored(store, server))
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that another process renewed is taken from the store, and not renewed again", () =>
    Effect.gen(function* () {
      const { another, credentials, server } = yield* start()
      const other = yield* another
      yield* Effect.all([header(credentials), header(other)])
      server.expire()
      assert.strictEqual(yield* call(server, other), 200)
      assert.strictEqual(yield* call(server, credentials), 200)
      assert.deepStrictEqual(server.grants(), ["authorization_code", "refresh_token"])
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that another process replaced is noticed within a minute", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start()
      const before = yield* header(credentials)
      yield* authorized(server)
      assert.strictEqual(yield* header(credentials), before)
      yield* TestClock.adjust("1 minute")
      assert.notStrictEqual(yield* header(credentials), before)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("is named alike in every process, and unlike any other account's", () =>
    Effect.gen(function* () {
      const { app } = yield* serve()
      const name = (clientId: string, account: string) =>
        Effect.map(OAuth.credentials({ ...app, clientId }, { account }), ({ publicId }) => publicId)
      assert.strictEqual(yield* name("client-7", "a"), "client-7/a")
      const names = yield* Effect.all([name("a/b", "c"), name("a", "b/c"), name("a%2Fb", "c"), name("a", "b%2Fc")])
      assert.strictEqual(new Set(names).size, 4)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("refused as soon as it was renewed is not renewed at every request", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start()
      for (let request = 0; request < 20; request++) {
        server.expire()
        yield* call(server, credentials)
        yield* TestClock.adjust("1 seconds")
      }
      assert.isAtMost(server.grants().length, 4)
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(yield* call(server, credentials), 200)
    }).pipe(Effect.provide(inMemory))
  )
})

describe("a renewal", () => {
  const html = { status: 503, body: "<html>We will be back soon</html>" }

  it.scoped("ahead of time that fails is no failure of a request while the access lasts", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start({ lasts: 7200 })
      const first = yield* header(credentials)
      yield* TestClock.adjust("6900 seconds")
      server.faults.push(html, html, html)
      assert.strictEqual(yield* inTime(header(credentials)), first)
      yield* inTime(Effect.sleep("4 seconds"))
      assert.strictEqual(server.grants().length, 4)
      // and is not tried again at every request
      assert.strictEqual(yield* inTime(header(credentials)), first)
      assert.strictEqual(server.grants().length, 4)
      yield* TestClock.adjust("31 seconds")
      assert.notStrictEqual(yield* inTime(header(credentials)), first)
      assert.strictEqual(yield* call(server, credentials), 200)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that keeps failing is Unavailable after three tries, with what stood in its way", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start({ lasts: 60 })
      yield* TestClock.adjust("1 minute")
      server.faults.push(html, html, html)
      const error = yield* inTime(Effect.flip(credentials.authorization))
      assert.strictEqual(error.message, "oauth.token: unavailable (503): the body is not JSON")
      if (error._tag === "Unavailable") assert.include(error.body, "back soon")
      assert.strictEqual(server.grants().length, 4)
      assert.strictEqual(yield* inTime(call(server, credentials)), 200)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("waits as long as the endpoint asks, and fails at once meanwhile", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start({ lasts: 60 })
      yield* TestClock.adjust("1 minute")
      server.faults.push({ status: 429, body: "{}", headers: { "retry-after": "20" } })
      for (let request = 0; request < 3; request++) {
        assert.strictEqual((yield* Effect.flip(credentials.authorization))._tag, "Unavailable")
      }
      assert.strictEqual(server.grants().length, 2)
      yield* TestClock.adjust("20 seconds")
      assert.strictEqual(yield* call(server, credentials), 200)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("without an answer is given up after half a minute, three times", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start({ lasts: 60 })
      yield* TestClock.adjust("1 minute")
      server.faults.push("hang", "hang", "hang")
      const error = yield* inTime(Effect.flip(credentials.authorization))
      assert.strictEqual(error.message, `oauth.token: no answer from ${server.origin}: no answer in 30s`)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("whose answer is lost after the rotation succeeds where the API forgives it", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start({ lasts: 60, grace: true })
      yield* TestClock.adjust("1 minute")
      server.faults.push("lose the answer")
      assert.strictEqual(yield* inTime(call(server, credentials)), 200)
      assert.isTrue(yield* isNewestStored(store, server))
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("whose answer is lost after the rotation needs the owner where the API does not", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start({ lasts: 60 })
      yield* TestClock.adjust("1 minute")
      server.faults.push("lose the answer")
      const error = yield* inTime(Effect.flip(credentials.authorization))
      assert.strictEqual(
        error.message,
        "access to church-42 has to be authorised again: its refresh token is no longer good " +
          "(invalid_grant: no such refresh token: <redacted>)"
      )
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that is refused for good is not asked for again until the owner has been back", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start()
      yield* header(credentials)
      server.revokeAll()
      for (let request = 0; request < 5; request++) {
        assert.strictEqual((yield* Effect.flip(call(server, credentials)))._tag, "NeedsReauthorization")
        yield* TestClock.adjust("1 hour")
      }
      assert.strictEqual(server.grants().length, 2)
      yield* authorized(server)
      assert.strictEqual(yield* call(server, credentials), 200)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that is refused because another process was before us takes what that one stored", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start()
      const first = yield* credentials.authorization
      const begun = yield* OAuth.authorize(server.app)
      const callback = yield* server.visit(begun.url)
      const spare = yield* OAuth.exchange(server.app, { ...begun, callback, account: "spare" })
      server.faults.push({ status: 400, body: '{"error":"invalid_grant"}' })
      const release = server.hold()
      const fiber = yield* Effect.fork(credentials.renew(first))
      while (server.grants().length < 3) yield* reallyPause(2)
      // one that stood still past its lease is back: its tokens are the good ones
      yield* store.write(keyOf(server), spare)
      release()
      assert.isTrue(yield* Fiber.join(fiber))
      assert.strictEqual(yield* header(credentials), `Bearer ${Redacted.value(spare.access)}`)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped(
    "for which the application is refused says whose fault that is, and is looked at again after a minute",
    () =>
      Effect.gen(function* () {
        const { credentials, server } = yield* start({ lasts: 60 })
        yield* TestClock.adjust("1 minute")
        const refusal = {
          status: 401,
          body: JSON.stringify({ error: "invalid_client", error_description: clientSecret })
        }
        server.faults.push(refusal)
        for (let request = 0; request < 3; request++) {
          assert.strictEqual(
            (yield* Effect.flip(credentials.authorization)).message,
            "access to church-42 has to be authorised again: it is the application that is not accepted, " +
              "which its host has to put right (invalid_client: <redacted>)"
          )
        }
        assert.strictEqual(server.grants().length, 2)
        yield* TestClock.adjust("1 minute")
        assert.strictEqual(yield* call(server, credentials), 200)
      }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("goes on when one who waits for it is interrupted", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start()
      yield* header(credentials)
      server.expire()
      const release = server.hold()
      const fibers = yield* Effect.all(Array.from({ length: 3 }, () => Effect.fork(call(server, credentials))))
      while (server.grants().length < 2) yield* Effect.sleep(2)
      const [first, ...others] = fibers
      if (first !== undefined) yield* Fiber.interrupt(first)
      release()
      assert.deepStrictEqual(yield* Effect.forEach(others, Fiber.join), [200, 200])
      assert.deepStrictEqual(server.grants(), ["authorization_code", "refresh_token"])
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("is stored when nobody waits for it any more", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start()
      yield* header(credentials)
      const before = Option.getOrUndefined(yield* stored(store, server))
      server.expire()
      const release = server.hold()
      const fiber = yield* Effect.fork(call(server, credentials))
      while (server.grants().length < 2) yield* Effect.sleep(2)
      yield* Fiber.interrupt(fiber)
      release()
      while (Option.getOrUndefined(yield* stored(store, server)) === before) yield* Effect.sleep(2)
      assert.isTrue(yield* isNewestStored(store, server))
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("under way is waited for when the scope of its credentials closes", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      yield* authorized(server)
      const store = yield* TokenStore.TokenStore
      const scope = yield* Scope.make()
      const credentials = yield* Scope.extend(nobody(server.app), scope)
      yield* header(credentials)
      server.expire()
      const release = server.hold()
      const fiber = yield* Effect.fork(call(server, credentials))
      while (server.grants().length < 2) yield* Effect.sleep(2)
      yield* Fiber.interrupt(fiber)
      const before = yield* stored(store, server)
      const closing = yield* Effect.fork(Scope.close(scope, Exit.void))
      yield* Effect.sleep("20 millis")
      assert.isTrue(Option.isNone(yield* Fiber.poll(closing)))
      release()
      yield* Fiber.join(closing)
      assert.notDeepEqual(yield* stored(store, server), before)
      assert.isTrue(yield* isNewestStored(store, server))
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("without an answer keeps a scope from closing for no longer than an answer may take", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      yield* authorized(server)
      const scope = yield* Scope.make()
      const credentials = yield* Scope.extend(nobody(server.app), scope)
      const first = yield* credentials.authorization
      server.faults.push("hang", "hang", "hang")
      yield* Effect.fork(credentials.renew(first))
      while (server.grants().length < 2) yield* reallyPause(2)
      const began = yield* Clock.currentTimeMillis
      yield* inTime(Scope.close(scope, Exit.void))
      assert.isAtMost((yield* Clock.currentTimeMillis) - began, Duration.toMillis("36 seconds"))
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that another process claimed and never ended is taken over when the lease runs out", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start({ lasts: 60 })
      yield* TestClock.adjust("1 minute")
      const found = Option.getOrThrow(yield* store.read(keyOf(server)))
      yield* store.claim(keyOf(server), found.revision, Duration.seconds(10))
      const began = yield* Clock.currentTimeMillis
      assert.strictEqual(yield* inTime(call(server, credentials)), 200)
      assert.isAtLeast((yield* Clock.currentTimeMillis) - began, Duration.toMillis("10 seconds"))
      assert.deepStrictEqual(server.grants(), ["authorization_code", "refresh_token"])
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("is not sent when its claim came so late that others may be sending", () =>
    Effect.gen(function* () {
      const { server, store } = yield* start({ lasts: 60 })
      const late = TokenStore.TokenStore.of({
        ...store,
        claim: (key, revision, lease) => Effect.delay(store.claim(key, revision, lease), "100 seconds")
      })
      const credentials = yield* Effect.provideService(nobody(server.app), TokenStore.TokenStore, late)
      yield* TestClock.adjust("1 minute")
      const fiber = yield* Effect.fork(Effect.flip(credentials.authorization))
      yield* TestClock.adjust("110 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "Unreachable")
      assert.deepStrictEqual(server.grants(), ["authorization_code"])
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("ahead of time that another process claimed keeps nobody waiting", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start({ lasts: 7200 })
      const first = yield* header(credentials)
      yield* TestClock.adjust("6900 seconds")
      const found = Option.getOrThrow(yield* store.read(keyOf(server)))
      yield* store.claim(keyOf(server), found.revision, Duration.seconds(100))
      assert.strictEqual(yield* header(credentials), first)
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive.each(["fetch", "undici", "node"] as const)("never follows a redirect (%s)", (name) =>
    Effect.gen(function* () {
      const server = yield* serve()
      const client = yield* Layer.build(clients[name])
      const dance = Effect.provide(authorized(server), client)
      const elsewhere = {
        status: 307,
        body: "",
        headers: { location: `${server.origin}/elsewhere`, "retry-after": "1" }
      }
      server.faults.push(elsewhere)
      const error = yield* Effect.flip(dance)
      assert.strictEqual(error.message, "oauth.token: unavailable (307): a redirect, which is not followed")
      assert.deepStrictEqual(
        server.asked.map(({ path }) => path),
        ["/token"]
      )
      yield* dance
    }).pipe(Effect.provide(TokenStore.layerMemory))
  )

  const odd: ReadonlyArray<readonly [status: number, body: string]> = [
    [200, ""],
    [200, "null"],
    [200, "[]"],
    [200, '{"access_token":"planted'],
    [200, '{"access_token":7}'],
    [200, '{"access_token":""}'],
    [200, '{"access_token":"planted\\r\\nx: y"}'],
    [200, '{"access_token":"planted","token_type":"mac"}'],
    [200, '{"access_token":"planted","expires_in":"soon"}'],
    [200, `{"access_token":"planted","pad":"${"x".repeat(70_000)}"}`],
    [200, `${"[".repeat(20_000)}`],
    [204, ""],
    [301, ""],
    [400, "no"],
    [401, '{"errors":[{"status":"401"}]}'],
    [400, '{"error":{"code":7}}'],
    [418, "\u0000\ufffd"],
    [503, '{"error":"temporarily_unavailable"}'],
    [400, '{"error":"server_error"}']
  ]

  it.scoped("that is answered with anything else is Unavailable, and repeats none of what may be a token", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start({ lasts: 60 })
      yield* TestClock.adjust("1 minute")
      for (const [status, body] of odd) {
        const fault = { status, body, headers: { "retry-after": "0" } }
        server.faults.push(fault)
        const error = yield* Effect.flip(credentials.authorization)
        assert.strictEqual(error._tag, "Unavailable", `${status} ${body.slice(0, 60)}`)
        assert.notInclude(inspect(error, { depth: 9 }), "planted")
      }
      assert.strictEqual(yield* call(server, credentials), 200)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped.each([
    ['"3600"', 3_600_000],
    ["0", undefined],
    ["-5", undefined],
    ["1e300", 315_360_000_000],
    ["null", undefined]
  ] as const)("may last %s seconds", ([life, expected]) =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start()
      server.faults.push({ status: 200, body: `{"access_token":"a","refresh_token":"r","expires_in":${life}}` })
      assert.isTrue(yield* Effect.flatMap(credentials.authorization, credentials.renew))
      const { expiresAt, issuedAt } = Option.getOrThrow(yield* store.read(keyOf(server))).tokens
      assert.strictEqual(expiresAt && expiresAt.epochMillis - issuedAt.epochMillis, expected)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("that is refused with a 200 is refused", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* start()
      server.faults.push({ status: 200, body: '{"error":"bad_refresh_token"}' })
      const error = yield* Effect.flip(Effect.flatMap(credentials.authorization, credentials.renew))
      assert.match(error.message, /the API does not renew it \(bad_refresh_token\)$/)
    }).pipe(Effect.provide(inMemory))
  )
})

describe("a token store that is out of reach", () => {
  const startFragile = (options: Parameters<typeof serve>[0] = {}) =>
    Effect.gen(function* () {
      const { state, store } = fragile(yield* TokenStore.TokenStore)
      const begun = yield* Effect.provideService(start(options), TokenStore.TokenStore, store)
      return { ...begun, state }
    })

  it.scoped("matters to nobody while the access lasts", () =>
    Effect.gen(function* () {
      const { credentials, server, state } = yield* startFragile({ lasts: 7200 })
      yield* header(credentials)
      state.down = ["read", "claim", "replace"]
      yield* TestClock.adjust("6950 seconds")
      assert.strictEqual(yield* call(server, credentials), 200)
      yield* TestClock.adjust("10 minutes")
      const error = yield* Effect.flip(credentials.authorization)
      assert.strictEqual(error.message, "the token store is out of reach: it is down")
      assert.deepStrictEqual(server.grants(), ["authorization_code"])
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("lets nobody spend a refresh token", () =>
    Effect.gen(function* () {
      const { credentials, server, state } = yield* startFragile({ lasts: 60 })
      yield* TestClock.adjust("1 minute")
      state.down = ["claim"]
      assert.strictEqual((yield* Effect.flip(credentials.authorization))._tag, "TokenStoreUnavailable")
      assert.deepStrictEqual(server.grants(), ["authorization_code"])
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("after a renewal gets the new tokens when it is back, and they are used until then", () =>
    Effect.gen(function* () {
      const { credentials, server, state, store } = yield* startFragile({ lasts: 600 })
      yield* TestClock.adjust("10 minutes")
      state.down = ["replace", "release"]
      assert.strictEqual(yield* inTime(call(server, credentials)), 200)
      assert.isFalse(yield* isNewestStored(store, server))
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual(yield* call(server, credentials), 200)
      state.down = []
      yield* TestClock.adjust("11 seconds")
      assert.isTrue(yield* isNewestStored(store, server))
      server.expire()
      assert.strictEqual(yield* call(server, credentials), 200)
      assert.strictEqual(server.reused(), 0)
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("is given up after half a minute without an answer", () =>
    Effect.gen(function* () {
      const { server, store } = yield* start()
      const silent = TokenStore.TokenStore.of({ ...store, read: () => Effect.never })
      const credentials = yield* Effect.provideService(nobody(server.app), TokenStore.TokenStore, silent)
      const fiber = yield* Effect.fork(Effect.flip(credentials.authorization))
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).message, "the token store is out of reach: no answer in 30s")
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("is not asked at every request", () =>
    Effect.gen(function* () {
      const { credentials, state } = yield* startFragile({ lasts: 7200 })
      for (let request = 0; request < 100; request++) yield* header(credentials)
      assert.deepStrictEqual(state.asked, ["write", "read"])
    }).pipe(Effect.provide(inMemory))
  )
})

describe("tokens that came with a copy of the store", () => {
  it.scoped("are used while they last and never renewed, until they are adopted; then at once", () =>
    Effect.gen(function* () {
      const { server, store } = yield* start({ lasts: 3600 })
      const elsewhere = new TokensCopied({ storedIn: "production", here: "staging", adopt: "adopt them" })
      let isCopy = true
      let claims = 0
      const copy = TokenStore.TokenStore.of({
        ...store,
        claim: (key, revision, lease) => {
          claims++
          return isCopy ? Effect.fail(elsewhere) : store.claim(key, revision, lease)
        }
      })
      const credentials = yield* Effect.provideService(nobody(server.app), TokenStore.TokenStore, copy)
      // its last minutes, in which it would be renewed
      yield* TestClock.adjust("56 minutes")
      for (let request = 0; request < 100; request++) assert.strictEqual(yield* call(server, credentials), 200)
      // whoever has good access does not ask at each request
      assert.strictEqual(claims, 1)
      yield* TestClock.adjust("4 minutes")
      const error = yield* Effect.flip(credentials.authorization)
      assert.strictEqual(error, elsewhere)
      assert.match(error.message, /stored in production, and this is staging.* adopt them/)
      assert.strictEqual(server.grants().length, 1)
      isCopy = false
      assert.strictEqual(yield* inTime(call(server, credentials)), 200)
      assert.strictEqual(server.grants().length, 2)
    }).pipe(Effect.provide(inMemory))
  )
})

describe("an account that is forgotten", () => {
  it.scoped("is gone from the store and at the API, and no process goes on with it", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start()
      yield* header(credentials)
      yield* OAuth.forget(server.app, { account })
      assert.isTrue(Option.isNone(yield* stored(store, server)))
      assert.strictEqual((yield* Effect.flip(call(server, credentials)))._tag, "NeedsReauthorization")
      assert.deepStrictEqual(
        server.asked.map(({ path, form }) => form.token_type_hint ?? path),
        ["/token", "refresh_token", "access_token"]
      )
      yield* OAuth.forget(server.app, { account })
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("stops within a minute where the API has no way to take tokens back", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { revokeUrl: _, ...app } = server.app
      yield* authorized(server, app)
      const credentials = yield* nobody(app)
      yield* header(credentials)
      yield* OAuth.forget(app, { account })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Effect.flip(credentials.authorization))._tag, "NeedsReauthorization")
    }).pipe(Effect.provide(inMemory))
  )

  it.scopedLive("while it is being renewed leaves no token behind", () =>
    Effect.gen(function* () {
      const { credentials, server, store } = yield* start()
      yield* header(credentials)
      server.expire()
      const release = server.hold()
      const fiber = yield* Effect.fork(Effect.flip(call(server, credentials)))
      while (server.grants().length < 2) yield* Effect.sleep(2)
      const { revokeUrl: _, ...app } = server.app
      yield* OAuth.forget(app, { account })
      release()
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "NeedsReauthorization")
      assert.isTrue(Option.isNone(yield* stored(store, server)))
      const revoked = server.asked.filter(({ path }) => path === "/revoke").map(({ form }) => form.token)
      assert.isTrue(revoked.includes(server.issued.filter((token) => token.startsWith("refresh")).at(-1)))
    }).pipe(Effect.provide(inMemory))
  )

  it.scoped("says so when the API did not take its tokens back", () =>
    Effect.gen(function* () {
      const { server, store } = yield* start()
      server.faults.push({ status: 401, body: '{"error":"invalid_client"}' })
      const error = yield* Effect.flip(OAuth.forget(server.app, { account }))
      assert.strictEqual(error.message, "authorization of church-42: its tokens were not taken back (invalid_client)")
      assert.isTrue(Option.isNone(yield* stored(store, server)))
    }).pipe(Effect.provide(inMemory))
  )
})

describe("however processes meet, with no answer lost", () => {
  /** An answer without a promise in it, so that only the world's own clock orders what happens. */
  const answer = (request: HttpClientRequest.HttpClientRequest, status: number, json: unknown) => {
    const bytes = new TextEncoder().encode(JSON.stringify(json))
    const head = new Response(null, { status, headers: { "content-length": String(bytes.length) } })
    return Object.defineProperty(HttpClientResponse.fromWeb(request, head), "arrayBuffer", {
      value: Effect.succeed(bytes.buffer)
    })
  }

  /** An endpoint of no more than its rules: each refresh token works once, and there is no forgiveness. */
  const strict = (delay: Effect.Effect<void>) => {
    let generation = 0
    let reused = 0
    const client = HttpClient.make((request) =>
      Effect.gen(function* () {
        yield* delay
        const sent = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
        const isGood = new URLSearchParams(sent).get("refresh_token") === `r${generation}`
        if (isGood) generation++
        else reused++
        yield* delay
        return isGood
          ? answer(request, 200, {
              access_token: `a${generation}`,
              refresh_token: `r${generation}`,
              expires_in: 600
            })
          : answer(request, 400, { error: "invalid_grant" })
      })
    )
    return { client, seen: () => ({ generation, reused }) }
  }

  const moments = FastCheck.array(
    FastCheck.record({ at: FastCheck.integer({ min: 0, max: 2_400_000 }), refused: FastCheck.boolean() }),
    { minLength: 1, maxLength: 6 }
  )

  const scenario = FastCheck.record({
    processes: FastCheck.array(moments, { minLength: 2, maxLength: 4 }),
    storeTakes: FastCheck.array(FastCheck.integer({ min: 0, max: 3000 }), { minLength: 1 }),
    endpointTakes: FastCheck.array(FastCheck.integer({ min: 0, max: 14_000 }), { minLength: 1 }),
    // a process may stand still for longer than any lease, but not after it has sent its refresh token
    claimTakes: FastCheck.array(
      FastCheck.oneof(
        { weight: 3, arbitrary: FastCheck.integer({ min: 0, max: 3000 }) },
        { weight: 1, arbitrary: FastCheck.integer({ min: 60_000, max: 150_000 }) }
      ),
      { minLength: 1 }
    )
  })

  type Scenario = typeof scenario extends FastCheck.Arbitrary<infer A> ? A : never

  const app: OAuth.App = {
    authorizeUrl: "https://api.example.com/authorize",
    tokenUrl: "https://api.example.com/token",
    clientId: "id",
    redirectUri: "https://host.example.com/callback",
    scopes: []
  }

  const inTurn = (delays: ReadonlyArray<number>) => {
    let turn = 0
    return Effect.suspend(() => Effect.sleep(delays[turn++ % delays.length] ?? 0))
  }

  /** A store that answers late, and does what it is asked somewhere in between. */
  const slow = (inner: Store, delay: Effect.Effect<void>, claimDelay: Effect.Effect<void>) => {
    const slowly = <A, E>(effect: Effect.Effect<A, E>) => Effect.zipLeft(Effect.zipRight(delay, effect), delay)
    return TokenStore.TokenStore.of({
      read: (key) => slowly(inner.read(key)),
      write: (key, tokens) => slowly(inner.write(key, tokens)),
      claim: (key, revision, lease) => Effect.zipLeft(slowly(inner.claim(key, revision, lease)), claimDelay),
      replace: (key, revision, tokens) => slowly(inner.replace(key, revision, tokens)),
      release: (key, claim) => slowly(inner.release(key, claim)),
      remove: (key) => slowly(inner.remove(key))
    })
  }

  const key = "api.example.com/id/church-42"

  const play = ({ claimTakes, endpointTakes, processes, storeTakes }: Scenario) => {
    const world = Simulation.world()
    const { client, seen } = strict(inTurn(endpointTakes))
    const inner = Effect.runSync(Effect.provide(TokenStore.TokenStore, TokenStore.layerMemory))
    const first = {
      access: Redacted.make("a0"),
      refresh: Redacted.make("r0"),
      issuedAt: DateTime.unsafeMake(0),
      expiresAt: DateTime.unsafeMake(600_000),
      scopes: []
    }
    Effect.runSync(inner.write(key, first))

    const ask = (credentials: Credentials, { at, refused }: { readonly at: number; readonly refused: boolean }) =>
      Effect.gen(function* () {
        yield* Effect.sleep(at)
        const authorization = yield* credentials.authorization
        if (refused) yield* credentials.renew(authorization)
      })

    const fibers = processes.map((moments) =>
      world.run(
        Effect.flatMap(nobody(app), (credentials) =>
          Effect.forEach(moments, (moment) => Effect.either(ask(credentials, moment)), { concurrency: "unbounded" })
        ).pipe(
          Effect.provideService(TokenStore.TokenStore, slow(inner, inTurn(storeTakes), inTurn(claimTakes))),
          Effect.provideService(HttpClient.HttpClient, client)
        )
      )
    )
    world.end()
    const outcomes = fibers.flatMap((fiber) => {
      const exit = fiber.unsafePoll()
      return exit?._tag === "Success" ? exit.value : assert.fail(`not done: ${exit}`)
    })
    const found = Option.getOrThrow(Effect.runSync(inner.read(key))).tokens.refresh
    return { ...seen(), outcomes, found: found && Redacted.value(found) }
  }

  it.prop(
    "no refresh token is sent that was rotated away, and the newest are stored",
    [scenario],
    ([each]) => {
      const { found, generation, outcomes, reused } = play(each)
      assert.strictEqual(reused, 0)
      assert.strictEqual(found, `r${generation}`)
      const stoodStill = Math.max(...each.claimTakes) > 3000
      for (const outcome of outcomes) {
        if (Either.isRight(outcome)) continue
        // who stood still past its claim does not send, and says so
        assert.isTrue(
          stoodStill && ["Unreachable", "TokenStoreUnavailable"].includes(outcome.left._tag),
          String(outcome)
        )
      }
    },
    cases(150)
  )
})

describe("a secret", () => {
  const prints = (exit: Exit.Exit<unknown, unknown>) => {
    if (Exit.isSuccess(exit)) return []
    return [
      String(exit),
      inspect(exit, { depth: 20, showHidden: true }),
      JSON.stringify(exit),
      Cause.pretty(exit.cause, { renderErrorCause: true }),
      ...Chunk.toReadonlyArray(Cause.failures(exit.cause)).flatMap((error) => [
        String(error),
        inspect(error, { depth: 20, showHidden: true }),
        JSON.stringify(error)
      ])
    ]
  }

  const watching = Effect.map(Effect.tracer, (native) => {
    const spans: Array<Tracer.Span> = []
    const logged: Array<string> = []
    const tracer = Tracer.make({
      span: (...options) => {
        const span = native.span(...options)
        spans.push(span)
        return span
      },
      context: (f, fiber) => native.context(f, fiber)
    })
    const logger = Logger.make((entry) => {
      logged.push(inspect(entry, { depth: 9 }))
    })
    return { spans, logged, tracer, logger: Logger.replace(Logger.defaultLogger, logger) }
  })

  /** Answers that repeat all they were sent, in every place that is looked at. */
  const repeating = (secrets: ReadonlyArray<string>) => {
    const all = secrets.map((secret) => `${secret} ${encodeURIComponent(secret)}`).join(" ")
    const complaint = (error: string) => JSON.stringify({ error, error_description: all })
    const wait = { "retry-after": "0" }
    return [
      { status: 500, body: `<html>${all}</html>`, headers: wait },
      { status: 400, body: complaint(secrets[1] ?? "") },
      { status: 503, body: complaint("server_error"), headers: wait },
      { status: 401, body: complaint("invalid_client") },
      { status: 200, body: JSON.stringify({ access_token: `planted-${all}` }), headers: wait },
      { status: 200, body: '{"access_token":"planted-and-cut-off', headers: wait },
      { status: 200, body: "planted-\u0000", headers: { ...wait, "content-type": "text/plain; charset=planted" } },
      { status: 302, body: all, headers: { ...wait, location: `/elsewhere?${new URLSearchParams({ all })}` } },
      { status: 400, body: complaint("invalid_grant") }
    ]
  }

  it.scopedLive.each(["fetch", "undici", "node"] as const)(
    "is in no error, log or span, whatever goes wrong and whatever the server repeats (%s)",
    (name) =>
      Effect.gen(function* () {
        const { logged, logger, spans, tracer } = yield* watching
        const written: Array<string> = []
        const server = yield* serve({ authentication: "basic" })
        const begun = yield* OAuth.authorize(server.app)
        const callback = yield* server.visit(begun.url)
        const options = { ...begun, account, callback }
        const ours = [Redacted.value(begun.verifier), Redacted.value(begun.state), clientSecret]
        const record = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
          Effect.map(Effect.exit(effect), (exit) => void written.push(...prints(exit)))

        const everything = Effect.gen(function* () {
          const store = yield* TokenStore.TokenStore
          const current = Effect.map(store.read(keyOf(server)), (found) => {
            const { access, refresh } = Option.getOrThrow(found).tokens
            return [clientSecret, Redacted.value(access), refresh === undefined ? "" : Redacted.value(refresh)]
          })
          for (const fault of repeating([...ours, ...server.issued])) {
            server.faults.push(fault)
            yield* record(OAuth.exchange(server.app, options))
          }
          yield* record(OAuth.exchange(server.app, { ...options, callback: `${callback}&state=another` }))
          yield* record(OAuth.exchange({ ...server.app, tokenUrl: "http://127.0.0.1:1/" }, options))
          yield* OAuth.exchange(server.app, options)
          for (const fault of repeating(yield* current)) {
            server.faults.push(fault)
            const credentials = yield* nobody(server.app)
            yield* record(Effect.flatMap(credentials.authorization, credentials.renew))
            written.push(inspect(credentials, { depth: 20, showHidden: true }), JSON.stringify(credentials))
          }
          const { tokens } = Option.getOrThrow(yield* store.read(keyOf(server)))
          for (const fault of repeating(yield* current).slice(0, 4)) {
            server.faults.push(fault)
            yield* record(OAuth.forget(server.app, { account }))
            yield* store.write(keyOf(server), tokens)
          }
        })
        const client = yield* Layer.build(clients[name])
        yield* everything.pipe(
          Effect.withTracer(tracer),
          Effect.provide(Layer.mergeAll(logger, TokenStore.layerMemory, Layer.succeedContext(client)))
        )

        for (const span of spans) {
          const ended = span.status._tag === "Ended" ? prints(span.status.exit) : []
          written.push(inspect([span.name, [...span.attributes]], { depth: 9, maxStringLength: null }), ...ended)
        }
        assert.isAbove(spans.length, 20)
        assert.isAbove(written.length, 100)
        const secrets = [...ours, encodeURIComponent(clientSecret), ...server.issued, "planted-"]
        for (const text of [...written, ...logged]) for (const secret of secrets) assert.notInclude(text, secret)
      })
  )
})
