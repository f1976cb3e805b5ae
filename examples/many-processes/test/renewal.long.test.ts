import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { account, signedInLongAgo } from "./Accounts.ts"
import { describeWaitingOn } from "./Machine.ts"
import { church, dropped, freshName, member, postgres, redis, until } from "./Members.ts"

for (const kind of [redis, postgres]) {
  describeWaitingOn(kind)(`one account's tokens in ${kind.name}`, () => {
    it.scopedLive("are renewed by another process when the one that was at it is killed, and all go on", () =>
      Effect.gen(function* () {
        const server = yield* church({ oauth: { autoApprove: "1" }, quota: { limit: 100, period: 1 } })
        const name = yield* Effect.flatMap(freshName, (name) => dropped(kind, name))
        const shared = { SHARED_URL: kind.url, SHARED_NAME: name }
        yield* signedInLongAgo(server.url, shared)
        const one = { ...shared, PCO_BASE_URL: server.url, ACCOUNT: account, REQUESTS: 3, CONCURRENCY: 3 }
        const doomed = yield* member(one)
        const others = yield* Effect.forEach(
          [0, 0, 0, 300_000, 300_000, -300_000, -300_000],
          (skew) => member({ ...one, SKEW: skew }),
          { concurrency: 2 }
        )
        server.handler.faults.replace([{ match: { path: "/oauth/token" }, times: 1, do: { hang: true } }])
        doomed.go()
        const renewals = () => server.handler.log.entries({ path: "/oauth/token" }).slice(1)
        yield* until(() => renewals().length === 1)
        for (const { go } of others) go()
        yield* Effect.sleep("1 seconds")
        doomed.kill()
        // its claim ends by itself, after two minutes
        const reports = yield* Effect.promise(() => Promise.all(others.map(({ report }) => report)))
        assert.deepStrictEqual(
          reports.map(({ requests }) => requests),
          others.map(() => 3)
        )
        assert.deepStrictEqual(
          renewals().map(({ status }) => status),
          [null, 200]
        )
        assert.strictEqual(server.handler.log.entries({ status: 401 }).length, 0)
      })
    )
  })
}
