import { QuotaRules, QuotaStoreSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import { make } from "../src/internal/quotaStore.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgQuotaStore from "../src/PgQuotaStore.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("quota")
const store = PgQuotaStore.layer({ schema }).pipe(Layer.provide(PgMigrations.layer(schema)), Layer.provide(client()))

describePg("PgQuotaStore", () => {
  QuotaStoreSuite.suite("Postgres", store.pipe(Layer.provide(dropped(schema))), {
    another: store,
    stories: caseCount(15)
  })

  const rules = freshSchema("rules")
  QuotaRules.suite(
    "Postgres",
    (now) =>
      Effect.flatMap(
        Layer.build(PgMigrations.layer(rules).pipe(Layer.provideMerge(client()), Layer.provideMerge(dropped(rules)))),
        (context) => Effect.provide(make({ schema: rules }, now), context)
      ),
    { stories: caseCount(80) }
  )
})
