import { TokenStoreSuite } from "@openfaith/adapter-testkit"
import { TokenEncryption } from "@openfaith/client-core"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgTokenStore from "../src/PgTokenStore.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("tokens")
const store = PgTokenStore.layer({ schema }).pipe(Layer.provide(PgMigrations.layer(schema)), Layer.provide(client()))

const keys = [{ id: "only", secret: Redacted.make(Buffer.alloc(32, 7).toString("base64")) }] as const

describePg("PgTokenStore", () => {
  TokenStoreSuite.suite("Postgres", store.pipe(Layer.provide(dropped(schema))), { another: store })

  const sealed = freshSchema("sealed")
  const encrypted = PgTokenStore.layer({ schema: sealed }).pipe(
    Layer.provide(PgMigrations.layer(sealed)),
    Layer.provide(client()),
    TokenEncryption.encrypted({ keys })
  )
  TokenStoreSuite.suite("encrypted, in Postgres", encrypted.pipe(Layer.provide(dropped(sealed))), {
    another: encrypted,
    stories: 10
  })
})
