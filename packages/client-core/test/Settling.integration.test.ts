/** Access that was issued a moment ago: an API of many machines may not know it everywhere yet. */
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import * as Client from "../src/Client.ts"
import * as Connection from "../src/Connection.ts"
import * as Credentials from "../src/Credentials.ts"
import * as OAuth from "../src/OAuth.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as TokenStore from "../src/TokenStore.ts"
import { serve } from "./AuthorizationServer.ts"
import { api, endpoints } from "./Mock.ts"
import { withPassingTime } from "./passingTime.ts"
import * as Upstream from "./Upstream.ts"

const account = "church-42"

const services = Layer.mergeAll(TokenStore.layerMemory, NodeHttpClient.layerUndici, QuotaStore.layerMemory)

/** An API that refuses until told otherwise, and a client of it. */
const start = (
  credentials: Connection.Options<
    TokenStore.TokenStore | import("@effect/platform").HttpClient.HttpClient
  >["credentials"]
) =>
  Effect.gen(function* () {
    const upstream = yield* Upstream.serve(() => ({ status: 401, body: "HTTP Basic: Access denied." }))
    const context = yield* Layer.build(Connection.layer(api, { credentials, origin: upstream.url }))
    const client = yield* Effect.provide(Client.make(endpoints), context)
    return { upstream, list: client.people.list() }
  })

/** Accepts what comes when so many requests were refused; or so many milliseconds of the test's clock after it began. */
const accepting = (upstream: Upstream.Upstream, isKnown: () => boolean) =>
  upstream.respond(() => (isKnown() ? { body: { data: [] } } : { status: 401, body: "HTTP Basic: Access denied." }))

/** What signs like an access that was issued at a moment. */
const issued = (issuedAt: number | undefined): Credentials.Credentials => ({
  ...Credentials.bearer(Redacted.make("planted")),
  authorization: Effect.succeed({
    header: Redacted.make("Bearer planted"),
    revision: 1,
    ...(issuedAt === undefined ? {} : { issuedAt })
  })
})

describe("access that was just issued", () => {
  it.scoped.each(["exchange", "renewal"] as const)(
    "and is refused for 1.5 seconds is tried again as it is, after an %s",
    (how) =>
      withPassingTime(
        Effect.gen(function* () {
          const server = yield* serve({ lasts: 7200 })
          const { state, url, verifier } = yield* OAuth.authorize(server.app)
          yield* OAuth.exchange(server.app, { account, callback: yield* server.visit(url), state, verifier })
          const { list, upstream } = yield* start(OAuth.credentials(server.app, { account }))
          if (how === "renewal") {
            accepting(upstream, () => true)
            yield* list
            // it is renewed ahead of its end
            yield* TestClock.adjust("119 minutes")
          }
          const issuedAt = yield* Clock.currentTimeMillis
          const now = () => Effect.runSync(Clock.currentTimeMillis.pipe(Effect.withClock(clock)))
          const clock = yield* Effect.clock
          accepting(upstream, () => now() - issuedAt >= 1_500)
          const { items } = yield* list
          assert.deepStrictEqual(items, [])
          assert.isAtLeast(now() - issuedAt, 1_500)
          // nothing was renewed because of it
          assert.lengthOf(server.grants(), how === "renewal" ? 2 : 1)
          assert.strictEqual(new Set(upstream.asked.slice(1).map(({ headers }) => headers.authorization)).size, 1)
        })
      ).pipe(Effect.provide(services))
  )

  it.scoped("and is refused for good is given up ten seconds later, with the refusal", () =>
    withPassingTime(
      Effect.gen(function* () {
        const began = yield* Clock.currentTimeMillis
        const { list, upstream } = yield* start(issued(began))
        const answer = yield* Effect.either(list)
        assert.strictEqual(Either.isLeft(answer) && answer.left._tag, "Unauthorized")
        const took = (yield* Clock.currentTimeMillis) - began
        assert.isAtLeast(took, 8_000)
        assert.isAtLeast(upstream.asked.length, 5)
        assert.isAtMost(upstream.asked.length, 11)
      })
    ).pipe(Effect.provide(services))
  )

  it.scoped.each([undefined, -11_000, 11_000])(
    "is not what an access of another time is: that is refused at once (%s)",
    (age) =>
      withPassingTime(
        Effect.gen(function* () {
          yield* TestClock.adjust("1 hour")
          const now = yield* Clock.currentTimeMillis
          const { list, upstream } = yield* start(issued(age === undefined ? undefined : now + age))
          assert.strictEqual((yield* Effect.flip(list))._tag, "Unauthorized")
          assert.lengthOf(upstream.asked, 1)
        })
      ).pipe(Effect.provide(services))
  )

  it.effect("waits for longer each time, up to two seconds, and only while it is new", () =>
    Effect.gen(function* () {
      const { authorization } = issued(0)
      const pauses = []
      for (let tries = 0; ; tries++) {
        const pause = yield* Credentials.settling(yield* authorization, { tries })
        if (pause === undefined) break
        pauses.push(Duration.toMillis(pause))
        yield* TestClock.adjust(pause)
      }
      assert.deepStrictEqual(pauses, [250, 500, 1_000, 2_000, 2_000, 2_000, 2_000, 2_000])
    }).pipe(Effect.orDie)
  )
})
