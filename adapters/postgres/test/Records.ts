/** What the tests of the store in Postgres have in common: a schema of their own, a run, a page. */
import type * as PgClient from "@effect/sql-pg/PgClient"
import { StorePlan } from "@openfaith/adapter-testkit"
import { Instant, Usage } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import { Cursor, type SourceRecord, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import { client, dropped, freshSchema, url } from "./Database.ts"

export const resource = "people.Person"

export const inSchema = <A, E>(
  test: (
    store: SyncStore.SyncStore["Type"],
    schema: string
  ) => Effect.Effect<A, E, PgClient.PgClient | SyncStore.SyncStore | Scope.Scope>,
  config: Partial<PgClient.PgClientConfig> = {}
) => {
  const schema = freshSchema("records")
  const store = PgSyncStore.layer({ schema }).pipe(Layer.provideMerge(PgMigrations.layer(schema)))
  return Effect.flatMap(SyncStore.SyncStore, (store) => test(store, schema)).pipe(
    Effect.scoped,
    Effect.provide(store.pipe(Layer.provideMerge(client(config)), Layer.provideMerge(dropped(schema))))
  )
}

/** The same client with a setting of the server's for all its connections. */
export const withSettings = (settings: string, of = url) => {
  const set = new URL(of)
  set.searchParams.set("options", settings)
  return { url: Redacted.make(set.href) }
}

export const plan = (mode: Plan.Mode): Plan.Plan => StorePlan.make(mode, resource)

/** A run whose listing has begun. */
export const begun = (mode: Plan.Mode = "full", connection = "main") =>
  Effect.gen(function* () {
    const store = yield* SyncStore.SyncStore
    const { run } = yield* store.openRun({
      connection,
      plan: plan(mode),
      acceptDeletions: false,
      whenActive: "alongside"
    })
    yield* store.begin({ run, resource, cursor: Cursor.offset, total: undefined, latest: undefined, usage: Usage.none })
    return run
  })

export const record = (id: string, body: object = { id }): SourceRecord.SourceRecord => ({
  resource,
  id,
  changedAt: Instant.Instant.make("2026-01-01T00:00:01Z"),
  hash: JSON.stringify(body),
  body: JSON.stringify(body)
})

let commits = 0

export const page = (
  run: SyncStore.Run,
  follows: number,
  records: ReadonlyArray<SourceRecord.SourceRecord>,
  more: Partial<SyncStore.PageCommit> = {}
): SyncStore.PageCommit => ({
  run,
  resource,
  follows,
  commit: `commit-${++commits}`,
  pages: 1,
  cursor: Cursor.offset,
  status: "reading",
  records,
  rejected: [],
  sideLoaded: [],
  total: undefined,
  reached: undefined,
  usage: Usage.none,
  ...more
})
