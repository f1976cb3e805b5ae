import { TokenStoreSuite } from "@openfaith/adapter-testkit"
import { TokenEncryption } from "@openfaith/client-core"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgTokenStore from "../src/PgTokenStore.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("tokens")
const named = (of: string, home: string) =>
  PgTokenStore.layer({ schema: of, home }).pipe(Layer.provide(PgMigrations.layer(of)), Layer.provide(client()))
const store = named(schema, "the original")

const keys = [{ id: "only", secret: Redacted.make(Buffer.alloc(32, 7).toString("base64")) }] as const

describePg("PgTokenStore", () => {
  TokenStoreSuite.suite("Postgres", store.pipe(Layer.provide(dropped(schema))), {
    another: store,
    copy: named(schema, "a copy")
  })

  const sealed = freshSchema("sealed")
  const encrypted = (home: string) => named(sealed, home).pipe(TokenEncryption.encrypted({ keys }))
  TokenStoreSuite.suite("encrypted, in Postgres", encrypted("the original").pipe(Layer.provide(dropped(sealed))), {
    another: encrypted("the original"),
    copy: encrypted("a copy"),
    stories: 10
  })
})
