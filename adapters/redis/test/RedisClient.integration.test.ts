/** Servers that cannot be used, as a host's start-up finds them. */
import { createServer, type Server } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as Cause from "effect/Cause"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { Redis } from "ioredis"
import * as RedisAdapter from "../src/RedisAdapter.ts"
import * as RedisClient from "../src/RedisClient.ts"
import { describeOwnRedis, describeRedis, dropped, freePort, freshPrefix, ownServer, url } from "./Server.ts"

/** Takes connections, and says nothing. */
const mute = Effect.acquireRelease(
  Effect.async<{ readonly server: Server; readonly port: number }>((resume) => {
    const server = createServer((socket) => void socket.on("error", () => undefined))
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resume(Effect.succeed({ server, port: typeof address === "object" && address !== null ? address.port : 0 }))
    })
  }),
  ({ server }) => Effect.sync(() => server.close())
).pipe(Effect.map(({ port }) => port))

const failure = <A, E>(layer: Layer.Layer<A, E>) =>
  Effect.map(Effect.exit(Effect.scoped(Layer.build(layer))), (exit) => {
    if (Exit.isSuccess(exit)) return assert.fail("it is reached")
    return { error: Cause.squash(exit.cause), shown: `${Cause.pretty(exit.cause)} ${JSON.stringify(exit)}` }
  })

const address = (port: number) => Redacted.make(`redis://lovelace:hunter2@127.0.0.1:${port}/3`)

describe.concurrent("a server that cannot be used", () => {
  it.scopedLive("is named with its address, the cause and the setting, where nobody listens", () =>
    Effect.gen(function* () {
      const port = yield* Effect.promise(freePort)
      const layer = RedisAdapter.layer().pipe(
        Layer.provide(RedisClient.layer({ url: address(port), setting: "REDIS_URL" }))
      )
      const { error, shown } = yield* failure(layer)
      assert.strictEqual(
        error instanceof RedisClient.RedisUnreachable ? error.message : error,
        `Redis at 127.0.0.1:${port} cannot be used: connect ECONNREFUSED 127.0.0.1:${port}; start it, or correct REDIS_URL`
      )
      assert.notMatch(shown, /hunter2|lovelace/)
    })
  )

  it.scopedLive("is named so where the host has made the client, whatever that does while it is not connected", () =>
    Effect.gen(function* () {
      const port = yield* Effect.promise(freePort)
      const clients = [{}, { lazyConnect: true }, { enableOfflineQueue: false }, { maxRetriesPerRequest: 0 }]
      yield* Effect.forEach(
        clients,
        Effect.fnUntraced(function* (options) {
          const redis = new Redis(Redacted.value(address(port)), options)
          const { error } = yield* failure(RedisClient.layerFrom(redis))
          redis.disconnect()
          assert.include(String(error), `127.0.0.1:${port} cannot be used: connect ECONNREFUSED`)
          assert.strictEqual(redis.listenerCount("error"), 0)
        }),
        { concurrency: "unbounded", discard: true }
      )
    })
  )

  it.scopedLive("is given up after seconds where it takes connections and says nothing", () =>
    Effect.gen(function* () {
      const port = yield* mute
      const { error, shown } = yield* failure(RedisClient.layer({ url: address(port) }))
      assert.include(String(error), `Redis at 127.0.0.1:${port} cannot be used: no answer within 4.5 seconds`)
      assert.notInclude(shown, "hunter2")
    })
  )
})

describeOwnRedis("a server that lets nobody in", () => {
  it.scopedLive("is named with its own sentence, at once", () =>
    Effect.gen(function* () {
      const server = yield* ownServer(["--save", "", "--requirepass", "secret"])
      const wrong = yield* failure(RedisClient.layer({ url: address(server.port) }))
      assert.match(String(wrong.error), /WRONGPASS|NOAUTH/)
      assert.notInclude(wrong.shown, "hunter2")
      const none = yield* failure(RedisClient.layer({ url: Redacted.make(server.url) }))
      assert.include(String(none.error), "NOAUTH")
    })
  )
})

describeRedis("prefixes that are nearly the same", () => {
  it.scopedLive("share nothing", () => {
    const prefix = freshPrefix("long").padEnd(80, "x")
    const prefixes = ["1", "2", "{", "}", "%", "%7B", "\ud800", "\ud801", "\ufffd"].map((end) => `${prefix}${end}`)
    return Effect.gen(function* () {
      for (const [index, each] of prefixes.entries()) {
        yield* Effect.gen(function* () {
          const store = yield* TokenStore.TokenStore
          assert.deepStrictEqual(yield* store.read("account"), Option.none(), each)
          const access = Redacted.make(`${index}`)
          yield* store.write("account", { access, issuedAt: DateTime.unsafeMake(0), scopes: [] })
        }).pipe(
          Effect.provide(
            RedisAdapter.layer({ prefix: each }).pipe(Layer.provide(RedisClient.layer({ url: Redacted.make(url) })))
          )
        )
      }
    }).pipe(Effect.provide(dropped(`${prefix}*`)))
  })
})
