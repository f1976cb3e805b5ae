import { assert, it } from "@effect/vitest"
import { JournalEngine, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import { Cluster, Redis } from "ioredis"
import * as RedisClient from "../src/RedisClient.ts"
import * as RedisWorkflowEngine from "../src/RedisWorkflowEngine.ts"
import * as RedisWorkflowJournal from "../src/RedisWorkflowJournal.ts"
import { aTerm, finish, journal, start, step } from "./Journal.ts"
import { client, describeOwnRedis, describeRedis, durable, freePort, type OwnServer, ownServer, url } from "./Server.ts"

/** On a server of the test's own, with a connection to look behind the journal's back. */
const onServer = <E>(
  settings: ReadonlyArray<string>,
  test: (server: OwnServer, redis: Redis) => Effect.Effect<void, E, Scope.Scope>
) =>
  Effect.scoped(
    Effect.gen(function* () {
      const server = yield* ownServer(settings)
      const redis = yield* Effect.acquireRelease(
        Effect.sync(() => new Redis(server.url).on("error", () => {})),
        (each) => Effect.sync(() => each.disconnect())
      )
      yield* test(server, redis)
    })
  )

const build = (address: string, options: RedisWorkflowJournal.Options = {}) =>
  Layer.build(RedisWorkflowJournal.layer(options).pipe(Layer.provide(client(address))))

const forgetful: Readonly<Record<string, { readonly settings: ReadonlyArray<string>; readonly says: RegExp }>> = {
  "has no append-only file": { settings: ["--appendonly", "no", "--save", ""], says: /appendonly is no/ },
  "syncs once a second": {
    settings: ["--appendonly", "yes", "--appendfsync", "everysec"],
    says: /appendfsync is everysec/
  },
  "does not sync while it rewrites its file": {
    settings: [...durable, "--no-appendfsync-on-rewrite", "yes"],
    says: /no-appendfsync-on-rewrite is yes/
  },
  "may evict what has no end": {
    settings: [...durable, "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"],
    says: /maxmemory-policy is allkeys-lru/
  },
  "will not say how it persists": {
    settings: [...durable, "--rename-command", "CONFIG", ""],
    says: /does not say how it persists/
  }
}

describeOwnRedis("a journal on a Redis that may forget", () => {
  for (const [what, { says, settings }] of Object.entries(forgetful)) {
    it.live(`is refused by name, or said in the status if the host insists, where it ${what}`, () =>
      onServer(settings, (server) =>
        Effect.gen(function* () {
          const refused = yield* Effect.flip(build(server.url))
          assert.strictEqual(refused._tag, "RedisForgetful")
          assert.match(refused.message, says)
          assert.match(refused.message, /whenForgetful: "accept"/)
          const engine = yield* Layer.build(
            RedisWorkflowEngine.layer({ whenForgetful: "accept" }).pipe(Layer.provide(client(server.url)))
          )
          const { worries } = yield* Context.get(engine, JournalEngine.JournalEngine).status
          assert.match(worries.join(), says)
          const port = Context.get(engine, WorkflowJournal.WorkflowJournal)
          const { end, epoch } = yield* aTerm(port)
          assert.isTrue((yield* port.append([start("a")], epoch))[0]?.applied)
          yield* end
        })
      )
    )
  }

  it.live("is taken without a word where it forgets nothing", () =>
    onServer(durable, (server) =>
      Effect.gen(function* () {
        const settings = ConfigProvider.fromMap(new Map([["REDIS", server.url]]))
        const engine = yield* Layer.build(
          RedisWorkflowEngine.layerConfig({ url: Config.redacted("REDIS") }).pipe(
            Layer.provide(Layer.setConfigProvider(settings))
          )
        )
        assert.deepStrictEqual((yield* Context.get(engine, JournalEngine.JournalEngine).status).worries, [])
      })
    )
  )

  it.live("is refused by name where we have no access", () =>
    onServer([...durable, "--requirepass", "secret"], (server) =>
      Effect.gen(function* () {
        const refused = yield* Effect.flip(build(server.url, { whenForgetful: "accept" }))
        assert.strictEqual(refused._tag, "RedisUnreachable")
        assert.match(refused.message, /NOAUTH/)
      })
    )
  )
})

describeRedis("a journal on the host's own Redis", () => {
  it.live("is refused there as well, unless it persists every write", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const redis = new Redis(url)
        const persists = yield* Effect.promise(() => redis.info("persistence"))
        redis.disconnect()
        if (persists.includes("aof_enabled:1")) return
        assert.strictEqual((yield* Effect.flip(build(url)))._tag, "RedisForgetful")
      })
    )
  )
})

describeOwnRedis("a Redis that", () => {
  it.live("is killed has kept all that it answered, and is waited for", () =>
    onServer(durable, (server) =>
      Effect.gen(function* () {
        const port = yield* journal(server.url, { lease: "1 minute" })
        const { end, epoch } = yield* aTerm(port)
        const ids = Array.from({ length: 50 }, (_, index) => `${index}`)
        yield* Effect.forEach(ids, (id) => port.append([start(id), step(id)], epoch))
        yield* Effect.promise(server.kill)
        const away = yield* Effect.flip(port.append([start("late")]))
        assert.deepInclude(away, { _tag: "JournalError", retryable: true })
        yield* Effect.promise(server.up)
        const again = yield* Effect.retry(port.append([step("0", "later")], epoch), {
          while: (error) => error._tag === "JournalError" && error.retryable
        })
        assert.isTrue(again[0]?.applied)
        for (const id of ids) assert.strictEqual((yield* port.histories([id])).get(id)?.steps.has("s/1"), true)
        yield* end
      })
    )
  )

  it.live("was told to forget its scripts is given them again", () =>
    onServer(durable, (server, redis) =>
      Effect.gen(function* () {
        const port = yield* journal(server.url)
        const { end, epoch } = yield* aTerm(port)
        yield* port.append([start("a")], epoch)
        yield* Effect.promise(() => redis.script("FLUSH"))
        assert.isTrue((yield* port.append([step("a")], epoch))[0]?.applied)
        assert.isTrue((yield* port.histories(["a"])).has("a"))
        yield* end
      })
    )
  )

  it.live("was flushed is seen as such: nothing is written, nothing seems never to have been, and the term ends", () =>
    onServer(durable, (server, redis) =>
      Effect.gen(function* () {
        const port = yield* journal(server.url, { look: "50 millis" })
        const { end, epoch, lost } = yield* aTerm(port)
        yield* port.append([start("a")], epoch)
        yield* Effect.promise(() => redis.flushall())
        for (const ask of [
          port.append([step("a")], epoch),
          port.append([start("b")]),
          port.find("a"),
          port.due(1, epoch, ["W"])
        ]) {
          const error = yield* Effect.flip<unknown, WorkflowJournal.JournalError | WorkflowJournal.TermEnded, never>(
            ask
          )
          assert.deepInclude(error, { _tag: "JournalError", retryable: false })
          assert.match(error.message, /has forgotten the journal/)
        }
        assert.match(yield* lost, /has forgotten the journal/)
        assert.deepStrictEqual(yield* Effect.promise(() => redis.keys("*")), [])
        // nor is it taken for the journal that another process has begun since
        const later = yield* journal(server.url)
        yield* later.append([start("a")])
        assert.match((yield* Effect.flip(port.find("a"))).message, /has forgotten the journal/)
        yield* end
      })
    )
  )

  it.live("lost its last writes ends the term, and the next goes on from what there is", () =>
    onServer(durable, (server, redis) =>
      Effect.gen(function* () {
        const port = yield* journal(server.url, { look: "1 hour" })
        const first = yield* aTerm(port)
        yield* port.append([start("a")], first.epoch)
        const before = yield* Effect.promise(async () =>
          Promise.all((await redis.keys("*")).map(async (key) => [key, await redis.dumpBuffer(key)] as const))
        )
        yield* port.append([step("a")], first.epoch)
        // as a replica that had not heard of the step yet, and is the master now
        yield* Effect.promise(async () => {
          await redis.flushall()
          for (const [key, dump] of before) await redis.restore(key, 0, dump)
        })
        const refused = yield* Effect.flip(port.append([step("a", "next")], first.epoch))
        assert.strictEqual(refused._tag, "TermEnded")
        yield* first.end
        const second = yield* aTerm(port)
        assert.strictEqual((yield* port.histories(["a"])).get("a")?.steps.size, 0)
        assert.isTrue((yield* port.append([step("a")], second.epoch))[0]?.applied)
        yield* second.end
      })
    )
  )

  it.live("has no memory left keeps all of an append or nothing, and takes it later", () =>
    onServer(durable, (server, redis) =>
      Effect.gen(function* () {
        const port = yield* journal(server.url)
        yield* port.append([start("a")])
        yield* Effect.promise(() => redis.config("SET", "maxmemory", "1"))
        const full = yield* Effect.flip(port.append([step("a"), start("b"), finish("a")]))
        assert.deepInclude(full, { _tag: "JournalError", retryable: true })
        assert.match(full.message, /OOM/)
        assert.strictEqual((yield* port.histories(["a"])).get("a")?.steps.size, 0)
        yield* Effect.promise(() => redis.config("SET", "maxmemory", "0"))
        const taken = yield* port.append([step("a"), start("b"), finish("a")])
        assert.isTrue(taken.every(({ applied }) => applied))
      })
    )
  )
})

describeOwnRedis("keys of the journal", () => {
  it.live("have no end, until all of what has ended is purged", () =>
    onServer(durable, (server, redis) =>
      Effect.gen(function* () {
        const port = yield* journal(server.url)
        const all = () => Effect.promise(() => redis.keys("*"))
        yield* port.append([start("a"), step("a"), start("b")])
        yield* port.append([finish("a"), finish("b")])
        for (const key of yield* all()) assert.strictEqual(yield* Effect.promise(() => redis.ttl(key)), -1, key)
        assert.isAbove((yield* all()).length, 5)
        yield* Effect.sleep("5 millis")
        assert.strictEqual(yield* port.purge(Duration.zero, 10), 2)
        assert.deepStrictEqual(yield* all(), ["openfaith:{workflow/journal}"])
      })
    )
  )

  it.live("are in one slot, and under a prefix that the client sets itself", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const bus = String(yield* Effect.promise(freePort))
        const announced = ["--cluster-announce-ip", "127.0.0.1", "--cluster-port", bus]
        const server = yield* ownServer(["--cluster-enabled", "yes", ...announced, ...durable])
        const node = yield* Effect.acquireRelease(
          Effect.sync(() => new Redis(server.url)),
          (each) => Effect.sync(() => each.disconnect())
        )
        yield* Effect.promise(async () => {
          await node.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383")
          while (!String(await node.call("CLUSTER", "INFO")).includes("cluster_state:ok")) {
            await new Promise((resolve) => setTimeout(resolve, 50))
          }
        })
        const cluster = yield* Effect.acquireRelease(
          Effect.sync(() => new Cluster([{ host: "127.0.0.1", port: server.port }], { keyPrefix: "host:" })),
          (each) => Effect.sync(() => each.disconnect())
        )
        for (const prefix of ["openfaith", "{}", "}{", "{tag}"]) {
          const one = yield* Effect.map(
            Layer.build(RedisWorkflowJournal.layer({ prefix }).pipe(Layer.provide(RedisClient.layerFrom(cluster)))),
            Context.get(WorkflowJournal.WorkflowJournal)
          )
          const { end, epoch } = yield* aTerm(one)
          const waiting = yield* Effect.fork(aTerm(one))
          for (const id of ["", "{", "}{", "a{b}c"]) {
            yield* one.append([start(id), step(id)], epoch)
            assert.strictEqual((yield* one.histories([id])).get(id)?.steps.size, 1)
          }
          assert.lengthOf((yield* one.due(10, epoch, ["W"])).executions, 4)
          yield* end
          const next = yield* Fiber.join(waiting)
          assert.isAbove(next.epoch, epoch)
          yield* next.end
        }
        const keys = yield* Effect.promise(() => node.keys("*"))
        for (const key of keys) assert.isTrue(key.startsWith("host:"), key)
        const slots = yield* Effect.promise(() => Promise.all(keys.map((key) => node.cluster("KEYSLOT", key))))
        assert.strictEqual(new Set(slots).size, 1)
      })
    )
  )

  it.live("belong to one journal for each prefix", () =>
    onServer(durable, (server) =>
      Effect.gen(function* () {
        const [one, other] = [
          yield* journal(server.url, { prefix: "one" }),
          yield* journal(server.url, { prefix: "other" })
        ]
        yield* one.append([start("a")])
        assert.isTrue(Option.isNone(yield* other.find("a")))
        const [first, second] = yield* Effect.all([aTerm(one), aTerm(other)])
        yield* Effect.all([first.end, second.end])
      })
    )
  )

  it.live("tell another process at once of what was asked for here", () =>
    onServer(durable, (server) =>
      Effect.gen(function* () {
        const port = yield* journal(server.url)
        const told = yield* Effect.acquireRelease(
          Effect.sync(() => new Redis(server.url)),
          (each) => Effect.sync(() => each.disconnect())
        )
        const heard = new Promise((resolve) => told.once("message", resolve))
        yield* Effect.promise(() => told.subscribe("openfaith:{workflow/journal}:changes"))
        yield* port.append([start("a")])
        assert.strictEqual(yield* Effect.promise(() => heard), "openfaith:{workflow/journal}:changes")
      })
    )
  )
})
