import { assert, it } from "@effect/vitest"
import { QuotaStore, TokenStore } from "@openfaith/client-core"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { Cluster, Redis } from "ioredis"
import * as RedisAdapter from "../src/RedisAdapter.ts"
import * as RedisClient from "../src/RedisClient.ts"
import {
  client,
  describeOwnRedis,
  describeRedis,
  dropped,
  freePort,
  freshPrefix,
  type OwnServer,
  ownServer,
  url
} from "./Server.ts"

const { Grant } = QuotaStore

const request: QuotaStore.Request = {
  key: "account",
  costClass: "default",
  assumed: { limit: 5, window: Duration.hours(1) },
  holdAtMost: Duration.minutes(1)
}

const tokens: TokenStore.Tokens = {
  access: Redacted.make("access"),
  issuedAt: DateTime.unsafeMake(0),
  scopes: []
}

interface Ports {
  readonly quota: QuotaStore.QuotaStore["Type"]
  readonly tokens: TokenStore.TokenStore["Type"]
  readonly redis: RedisClient.RedisClient["Type"]
  readonly prefix: string
}

const ports = (prefix: string) =>
  Effect.map(
    Effect.all([QuotaStore.QuotaStore, TokenStore.TokenStore, RedisClient.RedisClient]),
    ([quota, tokens, redis]): Ports => ({ quota, tokens, redis, prefix })
  )

/** On the server that all tests share, under a prefix of the test's own. */
const shared = <A, E>(test: (ports: Ports) => Effect.Effect<A, E>, connection = client(), spelled?: string) => {
  const prefix = spelled ?? freshPrefix("traps")
  return Effect.flatMap(ports(prefix), test).pipe(
    Effect.provide(
      RedisAdapter.layer({ prefix }).pipe(Layer.provideMerge(connection), Layer.provideMerge(dropped(prefix)))
    )
  )
}

/** On a server of the test's own. */
const alone = <A, E>(
  test: (ports: Ports, server: OwnServer) => Effect.Effect<A, E>,
  settings?: ReadonlyArray<string>
) =>
  Effect.scoped(
    Effect.flatMap(ownServer(settings), (server) =>
      Effect.flatMap(ports("openfaith"), (all) => test(all, server)).pipe(
        Effect.provide(RedisAdapter.layer().pipe(Layer.provideMerge(client(server.url))))
      )
    )
  )

const takeAll = (store: QuotaStore.QuotaStore["Type"], of = request) =>
  Effect.gen(function* () {
    const permits: Array<string> = []
    for (let grant = yield* store.take(of); Grant.$is("Granted")(grant); grant = yield* store.take(of)) {
      permits.push(grant.permit)
    }
    return permits
  })

/** Of an empty budget: the first goes, is answered, and four follow. */
const drawn = (store: QuotaStore.QuotaStore["Type"], observed?: QuotaStore.Observation) =>
  Effect.gen(function* () {
    const [first = "", ...none] = yield* takeAll(store)
    assert.deepStrictEqual(none, [])
    yield* store.settle(request, first, observed)
    return yield* takeAll(store)
  })

const seen = (used: number): QuotaStore.Observation => ({ limit: 5, window: Duration.hours(1), used })

const keysOf = (redis: RedisClient.RedisClient["Type"], prefix: string) =>
  Effect.promise(() => redis.keys(`${prefix}:*`))

describeRedis("on a host's own Redis", () => {
  it.live("everything has an end but the tokens themselves", () =>
    shared(({ prefix, quota, redis, tokens: store }) =>
      Effect.gen(function* () {
        for (const key of ["account", "}{", "{}", "%", ""]) {
          const named = { ...request, key }
          const [permit = ""] = yield* takeAll(quota, named)
          yield* quota.settle(named, permit, seen(2))
          yield* takeAll(quota, named)
          yield* quota.settle(named, permit, seen(4))
          yield* quota.pause(key, Duration.hours(20))
        }
        const revision = yield* store.write("kept", tokens)
        yield* store.claim("kept", revision, Duration.minutes(1))
        yield* store.write("gone", tokens)
        yield* store.remove("gone")
        const keys = yield* keysOf(redis, prefix)
        for (const key of keys) {
          const left = yield* Effect.promise(() => redis.pttl(key))
          if (key.endsWith("{tokens/kept}")) assert.strictEqual(left, -1)
          else assert.isTrue(left > 0 && left < Duration.toMillis("2 days"), `${key} ends in ${left} ms`)
        }
        assert.isAtLeast(keys.length, 5 * 4 + 2)
      })
    )
  )

  it.live("scripts that the server was told to forget are given to it again", () =>
    shared(({ quota, redis, tokens: store }) =>
      Effect.gen(function* () {
        yield* drawn(quota)
        yield* Effect.promise(() => redis.script("FLUSH"))
        assert.strictEqual((yield* takeAll(quota)).length, 0)
        assert.isAbove(yield* store.write("a", tokens), 0)
      })
    )
  )

  it.live("a prefix that the client sets itself is honoured, beside ours", () => {
    const own = `${freshPrefix("client")}:`
    const withPrefix = RedisClient.layer({ url: Redacted.make(url), options: { keyPrefix: own } })
    return shared(
      ({ quota, redis }) =>
        Effect.gen(function* () {
          assert.strictEqual((yield* drawn(quota)).length, 4)
          const keys = yield* Effect.promise(() => redis.keys(`${own}*`))
          assert.isAbove(keys.length, 3)
          yield* Effect.promise(() => Promise.all(keys.map((key) => redis.del(key.slice(own.length)))))
        }),
      withPrefix
    )
  })

  it.live("a command that is sent again does nothing twice", () =>
    shared(({ quota, redis, prefix }) =>
      Effect.gen(function* () {
        const sent: Array<ReadonlyArray<unknown>> = []
        const original = redis.evalsha.bind(redis)
        // as ioredis does when the connection broke before the answer came
        Object.assign(redis, {
          evalsha: async (...parameters: Parameters<typeof redis.evalsha>) => {
            sent.push(parameters)
            await original(...parameters).catch(() => undefined)
            return original(...parameters)
          }
        })
        assert.strictEqual((yield* drawn(quota)).length, 4)
        assert.isAbove(sent.length, 5)
        const [out = ""] = (yield* keysOf(redis, prefix)).filter((key) => key.endsWith(":out"))
        assert.strictEqual(yield* Effect.promise(() => redis.zcard(out)), 4)
      })
    )
  )

  it.live("a part of a budget that was evicted makes all of it doubtful: one goes first again", () =>
    shared(({ prefix, quota, redis }) =>
      Effect.gen(function* () {
        yield* drawn(quota)
        for (const part of ["ended", "out", "since", "under", "book"]) {
          const doomed = (yield* keysOf(redis, prefix)).filter((key) => key.endsWith(`:${part}`))
          assert.strictEqual(doomed.length, 1, part)
          yield* Effect.promise(() => redis.del(...doomed))
          assert.strictEqual((yield* drawn(quota)).length, 4, part)
        }
      })
    )
  )

  it.live("what is answered after the server forgot it counts from then on", () =>
    shared(({ prefix, quota, redis }) =>
      Effect.gen(function* () {
        const permits = yield* drawn(quota)
        yield* Effect.promise(async () => redis.del(...(await redis.keys(`${prefix}:*`))))
        yield* Effect.forEach(permits, (permit) => quota.settle(request, permit, undefined))
        assert.strictEqual((yield* takeAll(quota)).length, 1)
      })
    )
  )

  it.live("a flushed server learns from the first answer how full the window is", () =>
    shared(({ prefix, quota, redis }) =>
      Effect.gen(function* () {
        assert.strictEqual((yield* drawn(quota, seen(1))).length, 4)
        yield* Effect.promise(async () => redis.del(...(await redis.keys(`${prefix}:*`))))
        assert.strictEqual((yield* drawn(quota, seen(5))).length, 0)
      })
    )
  )

  it.live("no revision of tokens is given twice, even after the server forgot the last one", () =>
    shared(({ prefix, redis, tokens: store }) =>
      Effect.gen(function* () {
        const first = yield* store.write("a", tokens)
        const second = Option.getOrThrow(yield* store.replace("a", first, tokens))
        yield* Effect.promise(async () => redis.del(...(await redis.keys(`${prefix}:*`))))
        yield* Effect.sleep("5 millis")
        assert.isAbove(yield* store.write("a", tokens), second)
      })
    )
  )

  it.live("a text that holds no tokens is said to be none, and not quoted", () =>
    shared(({ prefix, redis, tokens: store }) =>
      Effect.gen(function* () {
        yield* store.write("a", tokens)
        yield* Effect.promise(() => redis.hset(`${prefix}:{tokens/a}`, "tokens", "planted"))
        const error = yield* Effect.flip(store.read("a"))
        assert.strictEqual(error._tag, "TokensUnreadable")
        assert.notInclude(error.message, "planted")
      })
    )
  )
})

describeOwnRedis("a server that goes away", () => {
  it.live("is out of reach within seconds, not for ever, and asked again goes on", () =>
    alone(({ quota, tokens: store }, server) =>
      Effect.gen(function* () {
        yield* drawn(quota)
        yield* store.write("a", tokens)
        yield* Effect.promise(server.kill)
        const errors = yield* Effect.all([Effect.flip(quota.take(request)), Effect.flip(store.read("a"))], {
          concurrency: 2
        })
        assert.deepStrictEqual(
          errors.map(({ _tag }) => _tag),
          ["QuotaUnavailable", "TokenStoreUnavailable"]
        )
        yield* Effect.promise(server.up)
        const again = Effect.retry(Schedule.spaced("20 millis"))
        // it forgot everything: one goes first, and the one that was given up is given back
        const grant = yield* again(quota.take(request))
        assert.isTrue(Grant.$is("Granted")(grant) || Grant.$is("Wait")(grant))
        assert.deepStrictEqual(yield* again(store.read("a")), Option.none())
      })
    )
  )

  it.live("that persists has lost neither tokens nor claims, nor what was sent", () =>
    alone(
      ({ quota, tokens: store }, server) =>
        Effect.gen(function* () {
          assert.strictEqual((yield* drawn(quota)).length, 4)
          const revision = yield* store.write("a", tokens)
          yield* store.claim("a", revision, Duration.hours(1))
          yield* Effect.promise(server.kill)
          yield* Effect.promise(server.up)
          const again = Effect.retry(Schedule.spaced("20 millis"))
          assert.strictEqual((yield* again(takeAll(quota))).length, 0)
          assert.strictEqual((yield* again(store.claim("a", revision, Duration.hours(1))))._tag, "Busy")
          assert.strictEqual(Option.getOrThrow(yield* again(store.read("a"))).revision, revision)
        }),
      ["--save", "", "--appendonly", "yes", "--appendfsync", "always"]
    )
  )
})

describeOwnRedis("a cluster", () => {
  it.live("has all keys of a script in one slot, whatever budgets, accounts and prefixes are called", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const bus = String(yield* Effect.promise(freePort))
        const announced = ["--cluster-announce-ip", "127.0.0.1", "--cluster-port", bus]
        const server = yield* ownServer(["--cluster-enabled", "yes", ...announced, "--save", ""])
        yield* Effect.promise(async () => {
          const node = new Redis(server.url)
          await node.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383")
          while (!String(await node.call("CLUSTER", "INFO")).includes("cluster_state:ok")) {
            await new Promise((resolve) => setTimeout(resolve, 50))
          }
          node.disconnect()
        })
        const cluster = yield* Effect.acquireRelease(
          Effect.sync(() => new Cluster([{ host: "127.0.0.1", port: server.port }])),
          (each) => Effect.sync(() => each.disconnect())
        )
        for (const prefix of ["openfaith", "{}", "}{", "{tag}"]) {
          const { quota, tokens: store } = yield* ports(prefix).pipe(
            Effect.provide(RedisAdapter.layer({ prefix }).pipe(Layer.provideMerge(RedisClient.layerFrom(cluster))))
          )
          for (const key of ["account", "", "{", "}", "{}", "}{", "a{b}c"]) {
            const named = { ...request, key }
            const [permit = ""] = yield* takeAll(quota, named)
            yield* quota.settle(named, permit, seen(1))
            assert.strictEqual((yield* takeAll(quota, named)).length, 4, `${prefix} ${key}`)
            yield* quota.pause(key, Duration.seconds(1))
            const revision = yield* store.write(key, tokens)
            assert.strictEqual((yield* store.claim(key, revision, Duration.minutes(1)))._tag, "Claimed")
          }
        }
      })
    )
  )
})

describeOwnRedis("a clock that goes back, as after a fail-over", () => {
  it.live("frees nothing too soon and holds nothing longer", () =>
    alone(({ quota, redis }) =>
      Effect.gen(function* () {
        yield* drawn(quota)
        // as if the clock had been an hour ahead when all this was written
        const [book = ""] = yield* Effect.promise(() => redis.keys("*:book"))
        const ahead = Duration.toMillis("1 hours")
        const last = Number(yield* Effect.promise(() => redis.hget(book, "last")))
        yield* Effect.promise(() => redis.hset(book, "last", String(last + ahead)))
        for (const part of ["out", "since", "ended"]) {
          const key = book.replace(/book$/, part)
          const members = yield* Effect.promise(() => redis.zrange(key, 0, -1))
          yield* Effect.promise(() => Promise.all(members.map((member) => redis.zincrby(key, ahead, member))))
        }
        const grant = yield* quota.take(request)
        assert.isTrue(Grant.$is("Wait")(grant) && Duration.toMillis(grant.duration) <= ahead + 3)
      })
    )
  )
})

describeRedis("the host's configuration", () => {
  it.live("says where Redis is, what keys begin with, and what tokens are encrypted with", () => {
    const prefix = freshPrefix("config")
    const settings = new Map([
      ["REDIS", url],
      ["PREFIX", prefix],
      ["TOKEN_KEY", Buffer.alloc(32, 7).toString("base64")]
    ])
    const configured = RedisAdapter.layerConfig({
      url: Config.redacted("REDIS"),
      prefix: Config.string("PREFIX"),
      encryption: Config.map(Config.redacted("TOKEN_KEY"), (secret) => ({ keys: [{ id: "of 2026", secret }] as const }))
    }).pipe(Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(settings))))
    return Effect.gen(function* () {
      const store = yield* TokenStore.TokenStore
      yield* store.write("a", tokens)
      const { tokens: found } = Option.getOrThrow(yield* store.read("a"))
      assert.strictEqual(Redacted.value(found.access), "access")
      const redis = new Redis(url)
      const text = yield* Effect.promise(() => redis.hget(`${prefix}:{tokens/a}`, "tokens"))
      redis.disconnect()
      assert.match(text ?? "", /openfaith-sealed/)
      const quota = yield* QuotaStore.QuotaStore
      assert.isTrue(Grant.$is("Granted")(yield* quota.take(request)))
    }).pipe(Effect.provide(configured.pipe(Layer.provideMerge(dropped(prefix)))))
  })

  it.live("need not say anything of a client that is there already", () => {
    const prefix = freshPrefix("own")
    const redis = new Redis(url)
    const own = RedisAdapter.layer({ prefix }).pipe(Layer.provide(RedisClient.layerFrom(redis)))
    return Effect.gen(function* () {
      const quota = yield* QuotaStore.QuotaStore
      assert.isTrue(Grant.$is("Granted")(yield* quota.take(request)))
    }).pipe(
      Effect.provide(own.pipe(Layer.provideMerge(dropped(prefix)))),
      // it stays the host's to close
      Effect.zipRight(Effect.promise(() => redis.ping())),
      Effect.ensuring(Effect.sync(() => redis.disconnect()))
    )
  })
})

describeRedis("an address", () => {
  it.live("is enough: everything else has a default", () =>
    Effect.gen(function* () {
      const quota = yield* QuotaStore.QuotaStore
      const key = freshPrefix("default")
      const grant = yield* quota.take({ ...request, key })
      assert.isTrue(Grant.$is("Granted")(grant))
      const redis = new Redis(url)
      yield* Effect.promise(async () => {
        await redis.del(...(await redis.keys(`openfaith:{quota/${key}}*`)))
        redis.disconnect()
      })
    }).pipe(Effect.provide(RedisAdapter.layer().pipe(Layer.provide(client()))))
  )
})
