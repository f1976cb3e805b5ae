import { QuotaStoreSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgQuotaStore from "../src/PgQuotaStore.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("quota")
const store = PgQuotaStore.layer({ schema }).pipe(Layer.provide(PgMigrations.layer(schema)), Layer.provide(client()))

describePg("PgQuotaStore", () => {
  QuotaStoreSuite.suite("Postgres", store.pipe(Layer.provide(dropped(schema))), { another: store })
})
