import { assert, it } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import { JournalEngine } from "@openfaith/workflow-engine"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Redis } from "ioredis"
import { QuotaInRedis } from "../src/Mixed.ts"
import { describeOn } from "./Machine.ts"
import { dropped, freshName, postgres, redis } from "./Members.ts"

describeOn({ ...redis, there: redis.there && postgres.there, name: "Redis or no Postgres" })(
  "ports of two adapters",
  () => {
    it.scopedLive("go together: records and workflows from one, the quota from the other", () =>
      Effect.gen(function* () {
        const name = yield* freshName
        yield* dropped(redis, name)
        yield* dropped(postgres, name)
        const settings = new Map([
          ["SHARED_NAME", name],
          ["DATABASE_URL", postgres.url],
          ["REDIS_URL", redis.url]
        ])
        const keys = yield* Effect.gen(function* () {
          const quota = yield* QuotaStore.QuotaStore
          yield* quota.take({
            key: "account",
            costClass: "default",
            assumed: { limit: 5, window: Duration.hours(1) },
            holdAtMost: Duration.minutes(1)
          })
          const { list } = yield* JournalEngine.JournalEngine
          assert.deepStrictEqual(yield* list(), [])
          const client = new Redis(redis.url)
          return yield* Effect.promise(() => client.keys(`${name}:*`)).pipe(
            Effect.ensuring(Effect.sync(() => client.disconnect()))
          )
        }).pipe(
          Effect.provide(QuotaInRedis.pipe(Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(settings)))))
        )
        assert.isAbove(keys.length, 0)
        for (const key of keys) assert.include(key, "{quota/account}")
      })
    )
  }
)
