import { QuotaRules, QuotaStoreSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import { make } from "../src/internal/quotaStore.ts"
import * as RedisQuotaStore from "../src/RedisQuotaStore.ts"
import { client, describeRedis, dropped, freshPrefix } from "./Server.ts"

const prefix = freshPrefix("quota")
const store = RedisQuotaStore.layer({ prefix }).pipe(Layer.provide(client()))

describeRedis("RedisQuotaStore", () => {
  QuotaStoreSuite.suite("Redis", store.pipe(Layer.provide(dropped(prefix))), { another: store, stories: caseCount(15) })

  const rules = freshPrefix("rules")
  QuotaRules.suite(
    "Redis",
    (now) =>
      Effect.flatMap(Layer.build(Layer.merge(client(), dropped(rules))), (context) =>
        Effect.provide(
          make({ prefix: rules }, () => String(now())),
          context
        )
      ),
    { stories: caseCount(80) }
  )
})
