import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { account, signedInLongAgo } from "./Accounts.ts"
import { describeOn } from "./Machine.ts"
import { church, dropped, freshName, member, postgres, redis } from "./Members.ts"

const key = Buffer.alloc(32, 7).toString("base64")

for (const kind of [redis, postgres]) {
  describeOn(kind)(`one account's tokens in ${kind.name}`, () => {
    it.scopedLive("are renewed once by five processes that find them expired, and all go on", () =>
      Effect.gen(function* () {
        const server = yield* church({ oauth: { autoApprove: "1" }, quota: { limit: 100, period: 1 } })
        const name = yield* Effect.flatMap(freshName, (name) => dropped(kind, name))
        const shared = { SHARED_URL: kind.url, SHARED_NAME: name, TOKEN_KEY: key }
        yield* signedInLongAgo(server.url, shared)
        const members = yield* Effect.forEach(
          // some of them minutes ahead, and some behind
          [0, 0, 0, 300_000, -300_000],
          (skew) =>
            member({
              ...shared,
              PCO_BASE_URL: server.url,
              ACCOUNT: account,
              REQUESTS: 3,
              CONCURRENCY: 3,
              SKEW: skew
            }),
          { concurrency: 2 }
        )
        for (const { go } of members) go()
        const reports = yield* Effect.promise(() => Promise.all(members.map(({ report }) => report)))
        assert.deepStrictEqual(
          reports.map(({ requests }) => requests),
          members.map(() => 3)
        )
        const asked = server.handler.log.entries({ path: "/oauth/token" })
        // one for the owner's code, one for the renewal
        assert.strictEqual(asked.length, 2)
        assert.strictEqual(server.handler.log.entries({ status: 401 }).length, 0)
      })
    )
  })
}
