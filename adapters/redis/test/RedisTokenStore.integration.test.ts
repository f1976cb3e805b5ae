import { TokenStoreSuite } from "@openfaith/adapter-testkit"
import { TokenEncryption } from "@openfaith/client-core"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as RedisTokenStore from "../src/RedisTokenStore.ts"
import { client, describeRedis, dropped, freshPrefix } from "./Server.ts"

const prefix = freshPrefix("tokens")
const store = RedisTokenStore.layer({ prefix }).pipe(Layer.provide(client()))

const keys = [{ id: "only", secret: Redacted.make(Buffer.alloc(32, 7).toString("base64")) }] as const

// a server's run has another id after each restart, its replication another after each fail-over, and a dump keeps neither
const copy = "a Redis has no number that outlives a restart and not a copy of its files"

describeRedis("RedisTokenStore", () => {
  TokenStoreSuite.suite("Redis", store.pipe(Layer.provide(dropped(prefix))), { another: store, copy })

  const encrypted = store.pipe(TokenEncryption.encrypted({ keys }))
  TokenStoreSuite.suite("encrypted, in Redis", encrypted.pipe(Layer.provide(dropped(prefix))), {
    another: encrypted,
    copy,
    stories: 10
  })
})
