import { QuotaStoreSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import * as RedisQuotaStore from "../src/RedisQuotaStore.ts"
import { client, describeRedis, dropped, freshPrefix } from "./Server.ts"

const prefix = freshPrefix("quota")
const store = RedisQuotaStore.layer({ prefix }).pipe(Layer.provide(client()))

describeRedis("RedisQuotaStore", () => {
  QuotaStoreSuite.suite("Redis", store.pipe(Layer.provide(dropped(prefix))), { another: store })
})
