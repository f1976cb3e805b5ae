/** Every port's suite over one kind of client, each in a schema of its own. */
import type * as PgClient from "@effect/sql-pg/PgClient"
import {
  QuotaStoreSuite,
  SyncStoreSuite,
  TokenStoreSuite,
  WorkflowEngineSuite,
  WorkflowJournalSuite
} from "@openfaith/adapter-testkit"
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
  const over = <A, E2>(schema: string, ports: Layer.Layer<A, E2, PgClient.PgClient>) =>
    ports.pipe(Layer.provide(PgMigrations.layer(schema)), Layer.provide(Client()), Layer.provide(dropped(schema)))

  const budgets = freshSchema("quota")
  const quota = () => over(budgets, PgQuotaStore.layer({ schema: budgets }))
  QuotaStoreSuite.suite(name, quota(), { another: quota(), stories })

  const accounts = freshSchema("tokens")
  const tokens = (home: string) => over(accounts, PgTokenStore.layer({ schema: accounts, home }))
  TokenStoreSuite.suite(name, tokens("the original"), {
    another: tokens("the original"),
    copy: tokens("a copy"),
    stories
  })

  const executions = freshSchema("journal")
  WorkflowJournalSuite.suite(name, over(executions, PgWorkflowJournal.layer({ schema: executions, deathBy })), {
    stories
  })

  const schema = freshSchema("store")
  const store = Layer.merge(PgSyncStore.layer({ schema }), PgWorkflowJournal.layer({ schema, deathBy }))
  SyncStoreSuite.suite(name, over(schema, store), { stories })

  const engines = freshSchema("engine")
  WorkflowEngineSuite.suite(name, (workflows) =>
    over(engines, workflows.pipe(Layer.provideMerge(PgAdapter.layer({ schema: engines, deathBy }))))
  )
}
