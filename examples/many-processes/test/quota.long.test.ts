import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describeOn, describeOwnRedis } from "./Machine.ts"
import { church, dropped, freshName, member, ownRedis, postgres, redis, until } from "./Members.ts"

const limit = 40
const requests = 40

/** Forty requests a second, counted as Planning Center counts them, refused ones among them. */
const quota = { limit, period: 1, window: "sliding" as const }

/** Right, five minutes ahead, five minutes behind, right. */
const skews = [0, 300_000, -300_000, 0]

const refused = (server: Effect.Effect.Success<ReturnType<typeof church>>) =>
  server.handler.log.entries({ status: 429 }).length

for (const kind of [redis, postgres]) {
  describeOn(kind)(`one quota in ${kind.name}`, () => {
    it.scopedLive(
      "is shared by four processes whose clocks differ by minutes: all they ask is answered, and nothing is refused",
      () =>
        Effect.gen(function* () {
          const server = yield* church({ quota })
          const name = yield* Effect.flatMap(freshName, (name) => dropped(kind, name))
          const members = yield* Effect.forEach(
            skews,
            (skew) =>
              member({
                SHARED_URL: kind.url,
                SHARED_NAME: name,
                PCO_BASE_URL: server.url,
                REQUESTS: requests,
                CONCURRENCY: 20,
                SKEW: skew
              }),
            { concurrency: 2 }
          )
          for (const { go } of members) go()
          const reports = yield* Effect.promise(() => Promise.all(members.map(({ report }) => report)))
          assert.deepStrictEqual(
            reports.map((report) => report.requests),
            skews.map(() => requests)
          )
          assert.strictEqual(refused(server), 0)
          assert.strictEqual(server.handler.log.entries({ status: 200 }).length, skews.length * requests)
        })
    )

    it.scopedLive("has the permits back of a process that was killed while it held them all", () =>
      Effect.gen(function* () {
        // slow enough for all that may be sent to be under way
        const server = yield* church({ quota: { ...quota, limit: 10 } })
        const name = yield* Effect.flatMap(freshName, (name) => dropped(kind, name))
        const shared = { SHARED_URL: kind.url, SHARED_NAME: name, PCO_BASE_URL: server.url }
        const [doomed, heir] = yield* Effect.all([
          member({ ...shared, TIMEOUT: "3 seconds", REQUESTS: 200, CONCURRENCY: 50 }),
          member({ ...shared, REQUESTS: 15, CONCURRENCY: 15 })
        ])
        doomed.go()
        yield* until(() => server.handler.log.entries({ status: 200 }).length >= 5)
        server.handler.faults.replace([{ do: { hang: true } }])
        // all it may send is sent, and waits for an answer
        yield* until(() => server.handler.log.entries().filter(({ status }) => status === null).length >= 8)
        doomed.kill()
        server.handler.faults.replace([])
        const before = server.handler.log.entries({ status: 200 }).length
        heir.go()
        const report = yield* Effect.promise(() => heir.report)
        assert.strictEqual(report.requests, 15)
        assert.isAtLeast(server.handler.log.entries({ status: 200 }).length - before, 15)
        assert.strictEqual(refused(server), 0)
      })
    )
  })
}

describeOwnRedis("a Redis that is killed in mid-work and forgets everything", () => {
  it.scopedLive("costs some time: four processes go on by themselves, and send no more than a window too much", () =>
    Effect.gen(function* () {
      const server = yield* church({ quota })
      const own = yield* ownRedis
      const members = yield* Effect.forEach(
        skews,
        (skew) =>
          member({
            SHARED_URL: own.url,
            PCO_BASE_URL: server.url,
            REQUESTS: requests,
            CONCURRENCY: 20,
            SKEW: skew
          }),
        { concurrency: 2 }
      )
      for (const { go } of members) go()
      for (const share of [0.25, 0.6]) {
        const some = share * skews.length * requests
        yield* until(() => server.handler.log.entries({ status: 200 }).length >= some)
        yield* Effect.promise(own.kill)
        yield* Effect.sleep("300 millis")
        yield* Effect.promise(own.up)
      }
      const reports = yield* Effect.promise(() => Promise.all(members.map(({ report }) => report)))
      assert.isTrue(reports.every((report) => report.requests >= requests))
      assert.isAtMost(refused(server), 2 * limit)
    })
  )
})
