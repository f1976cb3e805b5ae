/** Every port's suite over one kind of client, each in a schema of its own. */
import type * as PgClient from "@effect/sql-pg/PgClient"
import {
  QuotaStoreSuite,
  SyncStoreSuite,
  TokenStoreSuite,
  WorkflowEngineSuite,
  WorkflowJournalSuite
} from "@openfaith/adapter-testkit"
import { JournalEngine } from "@openfaith/workflow-engine"
import * as Layer from "effect/Layer"
import * as PgAdapter from "../src/PgAdapter.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgQuotaStore from "../src/PgQuotaStore.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import * as PgTokenStore from "../src/PgTokenStore.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { dropped, freshSchema } from "./Database.ts"

export interface Options {
  /** How many random stories each suite tells; default its own. */
  readonly stories?: number | undefined
  readonly deathBy?: "lease" | "session" | undefined
}

/** `Client` gives a host's client, another one each time. */
export const all = <E>(
  name: string,
  Client: () => Layer.Layer<PgClient.PgClient, E>,
  { deathBy, stories }: Options = {}
): void => {
  const over = <A, E2>(topic: string, ports: (schema: string) => Layer.Layer<A, E2, PgClient.PgClient>) => {
    const schema = freshSchema(topic)
    const layer = () =>
      ports(schema).pipe(
        Layer.provide(PgMigrations.layer(schema)),
        Layer.provide(Client()),
        Layer.provide(dropped(schema))
      )
    return { layer: layer(), another: Layer.suspend(layer) }
  }

  const quota = over("quota", (schema) => PgQuotaStore.layer({ schema }))
  QuotaStoreSuite.suite(name, quota.layer, { another: quota.another, stories })

  const tokens = over("tokens", (schema) => PgTokenStore.layer({ schema }))
  TokenStoreSuite.suite(name, tokens.layer, { another: tokens.another, stories })

  const journal = over("journal", (schema) => PgWorkflowJournal.layer({ schema, deathBy }))
  WorkflowJournalSuite.suite(name, journal.layer, { stories })

  const store = over("store", (schema) =>
    Layer.merge(PgSyncStore.layer({ schema }), PgWorkflowJournal.layer({ schema, deathBy }))
  )
  SyncStoreSuite.suite(name, store.layer, { stories })

  WorkflowEngineSuite.suite(
    name,
    (workflows) =>
      over("engine", (schema) =>
        JournalEngine.layerStart.pipe(
          Layer.provide(workflows),
          Layer.provideMerge(PgAdapter.layer({ schema, deathBy }))
        )
      ).layer
  )
}
