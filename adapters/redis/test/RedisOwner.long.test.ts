import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import { Redis } from "ioredis"
import { aTerm, journal, start, step } from "./Journal.ts"
import { describeOwnRedis, durable, type OwnServer, ownServer } from "./Server.ts"

const root = "openfaith:{workflow/journal}"

const onServer = <E>(test: (server: OwnServer, redis: Redis) => Effect.Effect<void, E, Scope.Scope>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const server = yield* ownServer(durable)
      const redis = yield* Effect.acquireRelease(
        Effect.sync(() => new Redis(server.url).on("error", () => {})),
        (each) => Effect.sync(() => each.disconnect())
      )
      yield* test(server, redis)
    })
  )

describeOwnRedis("RedisOwner", () => {
  it.live(
    "lets a second process stand by, and take over when the first ends in an orderly way, long before its lease",
    () =>
      onServer(({ url }) =>
        Effect.gen(function* () {
          // who stands by hears of it, and does not look by itself
          const patient = { lease: "1 hour", look: "30 minutes" } as const
          const [one, two] = yield* Effect.all([journal(url, patient), journal(url, patient)])
          const first = yield* aTerm(one)
          const waiting = yield* Effect.fork(aTerm(two))
          yield* Effect.sleep("300 millis")
          assert.isTrue(Option.isNone(yield* Fiber.poll(waiting)))
          yield* first.end
          const second = yield* Fiber.join(waiting)
          assert.isAbove(second.epoch, first.epoch)
          yield* second.end
        })
      )
  )

  it.live("takes over from a process that is gone once its lease has run out, and no sooner", () =>
    onServer(({ url }, redis) =>
      Effect.gen(function* () {
        const brief = { lease: "1500 millis", look: "50 millis" } as const
        const scope = yield* Scope.make()
        const dying = yield* Scope.extend(journal(url, brief), scope)
        const living = yield* journal(url, brief)
        const first = yield* aTerm(dying)
        // its connections are gone, and it says no more: what is left of it is the lease
        yield* Scope.close(scope, Exit.void)
        const until = Number(yield* Effect.promise(() => redis.hget(`${root}:owner:${first.epoch}`, "until")))
        assert.isAbove(until, 0)
        const second = yield* aTerm(living)
        const since = Number(yield* Effect.promise(() => redis.hget(`${root}:owner:${second.epoch}`, "since")))
        assert.isAbove(second.epoch, first.epoch)
        assert.isAtLeast(since, Math.floor(until))
        yield* second.end
      })
    )
  )

  it.live("keeps a term for longer than its lease, and tells an owner that was replaced", () =>
    onServer(({ url }, redis) =>
      Effect.gen(function* () {
        const options = { lease: "1 hour", look: "50 millis" } as const
        const [one, two] = yield* Effect.all([journal(url, options), journal(url, options)])
        const first = yield* aTerm(one)
        const waiting = yield* Effect.fork(aTerm(two))
        // its owner renews it when no more than two thirds are left
        const owner = `${root}:owner:${first.epoch}`
        const minutesLeft = Effect.map(
          Effect.promise(() => redis.hget(owner, "until")),
          (until) => (Number(until) - Date.now()) / 60_000
        )
        for (let times = 0; times < 2; times++) {
          yield* Effect.promise(() => redis.hset(owner, "until", Date.now() + 20 * 60_000))
          yield* Effect.repeat(Effect.zipRight(Effect.sleep("20 millis"), minutesLeft), { until: (left) => left > 40 })
        }
        assert.isTrue(Option.isNone(yield* Fiber.poll(waiting)))
        assert.isTrue((yield* one.append([start("a")], first.epoch))[0]?.applied)
        // as if it had stood still for as long
        const elapsed = Effect.forever(
          Effect.zipRight(
            Effect.promise(() =>
              redis.eval(
                "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'until', 1) end",
                1,
                owner
              )
            ),
            Effect.sleep("1 millis")
          )
        )
        const second = yield* Effect.raceFirst(Fiber.join(waiting), elapsed)
        const refused = yield* Effect.flip(one.append([step("a")], first.epoch))
        assert.deepInclude(refused, { _tag: "TermEnded", epoch: first.epoch })
        assert.match(yield* first.lost, /process \d+ on .+ has taken over, in term \d+/)
        // a late end takes nothing from who is there now
        yield* first.end
        assert.isTrue((yield* two.append([step("a")], second.epoch))[0]?.applied)
        yield* second.end
      })
    )
  )

  it.live("loses a term that it cannot renew before others may take it", () =>
    onServer((server) =>
      Effect.gen(function* () {
        const cut = yield* journal(server.url, { lease: "2 seconds", look: "100 millis" })
        const { end, lost } = yield* aTerm(cut)
        yield* Effect.promise(server.kill)
        assert.match(yield* lost, /renewed in time/)
        yield* end
      })
    )
  )

  it.live("never gives an epoch twice, even if the server has forgotten the last one", () =>
    onServer(({ url }, redis) =>
      Effect.gen(function* () {
        const before = yield* Effect.flatMap(journal(url), aTerm)
        yield* before.end
        yield* Effect.promise(() => redis.flushall())
        const after = yield* Effect.flatMap(journal(url), aTerm)
        assert.isAbove(after.epoch, before.epoch)
        yield* after.end
      })
    )
  )

  it.live("ends a term whose server is told to keep less than it did", () =>
    onServer(({ url }, redis) =>
      Effect.gen(function* () {
        const { end, lost } = yield* Effect.flatMap(journal(url, { look: "50 millis" }), aTerm)
        yield* Effect.promise(() => redis.config("SET", "appendfsync", "everysec"))
        assert.match(yield* lost, /appendfsync is everysec/)
        yield* end
      })
    )
  )
})
