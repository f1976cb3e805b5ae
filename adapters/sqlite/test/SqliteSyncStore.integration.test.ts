import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { StorePlan } from "@openfaith/adapter-testkit"
import { Instant, Usage } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import { Cursor, type SourceRecord, StoreError, SyncStore } from "@openfaith/sync-engine"
import { Fence, WorkflowJournal } from "@openfaith/workflow-engine"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Church from "./Church.ts"

const resource = "people.Person"
const child = "people.Email"

const moment = (second: number) => Instant.Instant.make(`2026-01-01T00:00:${String(second).padStart(2, "0")}Z`)

const record = (id: string, at: number | undefined, content = "a"): SourceRecord.SourceRecord => ({
  resource,
  id,
  changedAt: at === undefined ? undefined : moment(at),
  hash: content,
  body: JSON.stringify({ id, content })
})

const open = (mode: Plan.Mode = "full", acceptDeletions = false, connection = "main") =>
  Effect.flatMap(SyncStore.SyncStore, (store) =>
    Effect.map(
      store.openRun({ connection, plan: StorePlan.make(mode, resource), acceptDeletions, whenActive: "alongside" }),
      ({ run }) => run
    )
  )

const begin = (run: SyncStore.Run, name = resource, latest?: Instant.Instant) =>
  Effect.flatMap(SyncStore.SyncStore, (store) =>
    store.begin({ run, resource: name, cursor: Cursor.offset, total: undefined, latest, usage: Usage.none })
  )

let commits = 0

const page = (
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

const rows = Effect.flatMap(SqlClient.SqlClient, (sql) => sql`SELECT id FROM openfaith_record`)

/** Everything in the file, but for the sequence that only orders writes. */
const everything = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const tables = ["record", "run", "listing", "seen", "quarantine", "resource"].map((name) => `openfaith_${name}`)
  return yield* Effect.forEach(tables, (table) => sql`SELECT * FROM ${sql(table)}`)
})

const inStore = <A, E>(work: Effect.Effect<A, E, SyncStore.SyncStore | SqlClient.SqlClient>) =>
  Effect.gen(function* () {
    const filename = join(yield* Church.folder, "store.sqlite")
    return yield* Effect.provide(work, Church.store(filename))
  })

const failureOf = <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.map(Effect.flip(work), (error) => error)

describe("a store", () => {
  it.scoped("lets a run that another release has written stand in nobody's way, and be cancelled", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "store.sqlite")
      yield* Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const sql = yield* SqlClient.SqlClient
        const run = yield* open("audit")
        yield* store.closeRun(run, "it broke")
        yield* sql`UPDATE openfaith_run SET mode = 'repair'`
        const plan = StorePlan.make("full", resource)
        const asked = { connection: "main", plan, acceptDeletions: false, whenActive: "queue" } as const
        const opened = yield* store.openRun(asked)
        assert.deepInclude(opened, { status: "running", resumed: false })
        assert.strictEqual(yield* store.stopRun(run, "cancelled"), "cancelled")
        assert.strictEqual(yield* store.closeRun(opened.run, undefined), "done")
        const rows = yield* sql`SELECT failure FROM openfaith_run WHERE id = ${run.id}`
        assert.deepStrictEqual(rows, [{ failure: "it broke" }])
      }).pipe(Effect.provide(Church.store(filename)))
    })
  )

  it.scoped("that somebody else owns by now keeps nothing of what its earlier owner sends", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "store.sqlite")
      yield* Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        // a second owner comes, and goes
        yield* Effect.void.pipe(Effect.provide(Church.store(filename)), Effect.scoped)
        const before = yield* everything
        const { openRun } = store
        const options = {
          connection: "main",
          plan: StorePlan.make("delta", resource),
          acceptDeletions: false,
          whenActive: "queue"
        } as const
        assert.strictEqual((yield* failureOf(store.commitPage(page(run, 0, [record("1", 1)]))))._tag, "Superseded")
        assert.strictEqual((yield* failureOf(begin(run, child)))._tag, "Superseded")
        assert.strictEqual((yield* failureOf(openRun(options)))._tag, "StoreError")
        assert.strictEqual((yield* failureOf(store.closeRun(run, undefined)))._tag, "StoreError")
        assert.strictEqual((yield* failureOf(store.noteWaiting(run, "nobody")))._tag, "StoreError")
        assert.deepStrictEqual(yield* everything, before)
      }).pipe(Effect.provide(Church.store(filename)))
    })
  )

  it.scoped("keeps nothing of a step whose term is over, even before the next has written", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "store.sqlite")
      yield* Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        const entry = page(run, 0, [record("1", 1)])
        const journal = yield* WorkflowJournal.WorkflowJournal
        const { epoch } = yield* journal.term(Effect.succeed(["W"]))
        const late = Effect.provideService(store.commitPage(entry), Fence.Fence, epoch - 1)
        assert.strictEqual((yield* failureOf(late))._tag, "Superseded")
        assert.lengthOf(yield* rows, 0)
        yield* Effect.provideService(store.commitPage(entry), Fence.Fence, epoch)
        assert.lengthOf(yield* rows, 1)
      }).pipe(Effect.scoped, Effect.provide(Church.journaledStore(filename)))
    })
  )

  it.scoped("takes the epochs of a journal that is elsewhere", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        yield* Effect.provideService(store.commitPage(page(run, 0, [record("1", 1)])), Fence.Fence, 12)
        assert.lengthOf(yield* rows, 1)
      })
    )
  )

  it.scoped("notes when things happened by the database's clock, whatever that of its caller says", () =>
    inStore(
      Effect.gen(function* () {
        // the clock of a test stands still, at the beginning of 1970
        const began = Date.now()
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        yield* store.commitPage(page(run, 0, [record("1", 1)], { status: "done" }))
        yield* store.noteWaiting(run, "for nothing")
        const { at } = yield* store.freshness(run.connection)
        const { begunAt, movedAt, openedAt, since, waiting } = Option.getOrThrow(yield* store.summary(run.id))
        for (const moment of [at, begunAt, movedAt, openedAt, since, waiting?.since]) {
          assert.isAbove(moment === undefined ? 0 : DateTime.toEpochMillis(moment), began - 60_000)
        }
      })
    )
  )

  it.scoped("picks a page of runs by an index alone, however many there are", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const sql = yield* SqlClient.SqlClient
        yield* sql`
          WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
          INSERT INTO openfaith_run (id, sequence, connection, mode, resources, plan, accept_deletions, status, place,
            attempt, started_at)
          SELECT 'delta-' || n, n, 'main', 'delta', '["a"]', '{}', 0, CASE n WHEN 1234 THEN 'failed' ELSE 'done' END, n, 1,
            '2026-01-01T00:00:00Z' FROM n`
        const page = yield* store.runs({ connection: "main", before: "delta-3001", limit: 2 })
        assert.deepStrictEqual(
          page.map(({ id }) => id),
          ["delta-3000", "delta-2999"]
        )
        const failed = yield* store.runs({ connection: "main", status: ["failed"], limit: 2 })
        assert.deepStrictEqual(
          failed.map(({ id }) => id),
          ["delta-1234"]
        )
        const plan = yield* sql<{ readonly detail: string }>`
          EXPLAIN QUERY PLAN SELECT id FROM openfaith_run WHERE connection = 'main' AND sequence < 9
          AND status IN ('failed', 'done') ORDER BY sequence DESC LIMIT 2`
        assert.deepStrictEqual(
          plan.map(({ detail }) => detail),
          ["SEARCH openfaith_run USING COVERING INDEX openfaith_run_opened (connection=? AND sequence<?)"]
        )
      })
    )
  )

  it.scoped("fails with its own error and the database's own words, whatever breaks below it", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const sql = yield* SqlClient.SqlClient
        const run = yield* open()
        yield* begin(run)
        yield* sql`DROP TABLE openfaith_quarantine`
        const failure = yield* failureOf(store.commitPage(page(run, 0, [record("1", 1)])))
        assert.strictEqual(failure._tag, "StoreError")
        assert.include(failure.message, "commitPage")
        assert.include(failure.message, "openfaith_quarantine")
        assert.lengthOf(yield* rows, 0)
        assert.strictEqual((yield* failureOf(store.stored("main")))._tag, "StoreError")
      })
    )
  )

  it.scoped("that is closed fails with its own error, and does not die", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "store.sqlite")
      const { run, store } = yield* Effect.gen(function* () {
        const run = yield* open()
        yield* begin(run)
        return { run, store: yield* SyncStore.SyncStore }
      }).pipe(Effect.provide(Church.store(filename)), Effect.scoped)
      const failures = [
        yield* failureOf(store.listings(run)),
        yield* failureOf(store.memory("main", resource)),
        // the last: a client that could not begin a transaction never lets go of its only connection
        yield* failureOf(store.commitPage(page(run, 0, [record("1", 1)])))
      ]
      assert.deepStrictEqual(
        failures.map((error) => error._tag),
        failures.map(() => "StoreError")
      )
      assert.instanceOf(failures[0], StoreError.StoreError)
    })
  )

  it.scoped("whose rows another hand has spoilt says which table", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const sql = yield* SqlClient.SqlClient
        const run = yield* open()
        yield* begin(run)
        yield* sql`UPDATE openfaith_listing SET cursor = '{"_tag":"Sideways"}'`
        const failure = yield* failureOf(store.listing(run, resource))
        assert.include(failure.message, "openfaith_listing")
      })
    )
  )
})
