import { TokenStoreSuite } from "@openfaith/adapter-testkit"
import { TokenEncryption } from "@openfaith/client-core"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as RedisTokenStore from "../src/RedisTokenStore.ts"
import { client, describeRedis, dropped, freshPrefix } from "./Server.ts"

const prefix = freshPrefix("tokens")
const store = RedisTokenStore.layer({ prefix }).pipe(Layer.provide(client()))

const keys = [{ id: "only", secret: Redacted.make(Buffer.alloc(32, 7).toString("base64")) }] as const

describeRedis("RedisTokenStore", () => {
  TokenStoreSuite.suite("Redis", store.pipe(Layer.provide(dropped(prefix))), { another: store })

  const encrypted = store.pipe(TokenEncryption.encrypted({ keys }))
  TokenStoreSuite.suite("encrypted, in Redis", encrypted.pipe(Layer.provide(dropped(prefix))), {
    another: encrypted,
    stories: 10
  })
})
