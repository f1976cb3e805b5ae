import { HostTablesSuite, SyncStoreSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("store")

describePg("PgSyncStore", () => {
  SyncStoreSuite.suite(
    "Postgres",
    Layer.merge(PgSyncStore.layer({ schema }), PgWorkflowJournal.layer({ schema })).pipe(
      Layer.provide(PgMigrations.layer(schema)),
      Layer.provide(client()),
      Layer.provide(dropped(schema))
    )
  )

  const beside = freshSchema("host")
  HostTablesSuite.suite(
    "Postgres",
    PgSyncStore.layer({ schema: beside }).pipe(
      Layer.provide(PgMigrations.layer(beside)),
      Layer.provideMerge(client()),
      Layer.provide(dropped(beside))
    )
  )
})
