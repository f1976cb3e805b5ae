import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import { assert, describe, it } from "@effect/vitest"
import * as Workflow from "@effect/workflow/Workflow"
import { JournalEngine, JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import Sqlite from "better-sqlite3"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as String from "effect/String"
import * as TestServices from "effect/TestServices"
import * as Entries from "../src/internal/entries.ts"
import * as Executions from "../src/internal/executions.ts"
import * as Schedule from "../src/internal/schedule.ts"
import { LongestWait } from "../src/internal/waiting.ts"
import * as SqliteMigrations from "../src/SqliteMigrations.ts"
import * as SqliteOwner from "../src/SqliteOwner.ts"
import * as SqliteWorkflowJournal from "../src/SqliteWorkflowJournal.ts"
import * as Church from "./Church.ts"
import * as Journal from "./Journal.ts"

const Entry = JournalEntry.JournalEntry
const port = WorkflowJournal.WorkflowJournal

const started = (execution: string, parent: string | null = null) =>
  Entry.Start({ execution, workflow: "Testing", taskQueue: "W", payload: "{}", parent, awaited: parent !== null })

const stepped = (execution: string, name: string) =>
  Entry.Step({ execution, name, attempt: 1, exit: '"done"', failed: false })

const append = (entries: ReadonlyArray<JournalEntry.JournalEntry>, epoch?: number) =>
  Effect.flatMap(port, (journal) => journal.append(entries, epoch))

const steps = (execution: string) =>
  Effect.map(
    Effect.flatMap(port, (journal) => journal.histories([execution])),
    (found) => Option.map(Option.fromNullable(found.get(execution)), (history) => Array.from(history.steps.keys()))
  )

const filename = Effect.map(Church.folder, (path) => join(path, "journal.sqlite"))

describe("a journal in a file", () => {
  it.scopedLive("is there when the process is started again, and its epochs go on", () =>
    Effect.gen(function* () {
      const file = yield* filename
      const first = yield* Effect.scoped(
        Effect.gen(function* () {
          const { epoch } = yield* Effect.flatMap(port, ({ term }) => term(Effect.succeed(["W"])))
          yield* append([started("one"), stepped("one", "charge")], epoch)
          return epoch
        })
      ).pipe(Effect.provide(Journal.journal(file)))
      yield* Effect.scoped(
        Effect.gen(function* () {
          const { epoch } = yield* Effect.flatMap(port, ({ term }) => term(Effect.succeed(["W"])))
          assert.isAbove(epoch, first)
          const late = yield* Effect.flip(append([stepped("one", "late")], first))
          assert.strictEqual(late._tag, "TermEnded")
          assert.deepStrictEqual(yield* steps("one"), Option.some(["charge/1"]))
        })
      ).pipe(Effect.provide(Journal.journal(file)))
    })
  )

  it.scopedLive("takes nothing more under a term of a process that does not own the file any more", () =>
    Effect.gen(function* () {
      const file = yield* filename
      yield* Effect.gen(function* () {
        const { epoch } = yield* Effect.flatMap(port, ({ term }) => term(Effect.succeed(["W"])))
        yield* append([started("one")], epoch)
        yield* Effect.scoped(Layer.build(SqliteOwner.layer(file)))
        const late = yield* Effect.flip(append([stepped("one", "late")], epoch))
        assert.strictEqual(late._tag, "TermEnded")
        assert.deepStrictEqual(yield* steps("one"), Option.some([]))
      }).pipe(Effect.scoped, Effect.provide(Journal.journal(file)))
    })
  )

  it.scopedLive("gives no term to a process that does not own the file any more", () =>
    Effect.gen(function* () {
      const file = yield* filename
      yield* Effect.gen(function* () {
        yield* Effect.scoped(Layer.build(SqliteOwner.layer(file)))
        const refused = yield* Effect.flip(Effect.flatMap(port, ({ term }) => term(Effect.succeed(["W"]))))
        assert.include(refused.message, "another process owns this file now")
      }).pipe(Effect.scoped, Effect.provide(Journal.journal(file)))
    })
  )

  it.effect("keeps what an operator reads in columns", () =>
    Effect.gen(function* () {
      yield* append([
        started("one"),
        Entry.Park({ execution: "one", wakes: 0, parkedFor: "step", error: "its step cannot be read" })
      ])
      const sql = yield* SqlClient.SqlClient
      const [row] = yield* sql<Record<string, unknown>>`
        SELECT *, julianday(updated_at) - julianday('now') AS age FROM openfaith_workflow_execution`
      assert.deepInclude(row, {
        workflow: "Testing",
        execution_id: "one",
        status: "parked",
        parent: null,
        parked_for: "step",
        error: "its step cannot be read"
      })
      assert.match(`${row?.started_at}`, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      assert.approximately(Number(row?.age), 0, 1 / 24)
    }).pipe(Effect.provide(Journal.layer))
  )

  it.effect("fires however many timers are due at once, some at a time", () =>
    Effect.gen(function* () {
      const journal = yield* port
      const { epoch } = yield* journal.term(Effect.succeed(["W"]))
      const ids = Array.from({ length: 2500 }, (_, index) => `sleeper-${index}`)
      yield* append(ids.map((execution) => started(execution)))
      yield* append(ids.map((execution) => Entry.Suspend({ execution, wakes: 0 })))
      yield* append(
        ids.map((execution, index) =>
          Entry.Timer({ execution, name: "nap", exit: '"up"', after: Duration.millis(index / 10) })
        )
      )
      yield* Effect.sleep("300 millis").pipe(TestServices.provideLive)
      const far = Entry.Timer({ execution: "sleeper-0", name: "far", exit: '"up"', after: Duration.infinity })
      yield* append([far])
      const first = yield* journal.due(10_000, epoch, ["W"])
      assert.isBelow(first.executions.length, 2500)
      assert.isTrue(Option.contains(Option.map(first.next, Duration.toMillis), 0))
      yield* journal.due(10_000, epoch, ["W"])
      const last = yield* journal.due(10_000, epoch, ["W"])
      assert.deepStrictEqual(last.executions, ids)
      assert.isTrue(Option.exists(last.next, Duration.greaterThan("3650 days")))
    }).pipe(Effect.scoped, Effect.provide(Journal.layer))
  )
})

describe("a host's client", () => {
  it.scopedLive("may rename columns, and read integers as bigint", () =>
    Effect.gen(function* () {
      const file = yield* filename
      const client = SqliteClient.layer({
        filename: file,
        transformQueryNames: String.camelToSnake,
        transformResultNames: String.snakeToCamel
      })
      yield* Effect.gen(function* () {
        const journal = yield* port
        yield* append([started("parent"), started("one", "parent")])
        const [ended] = yield* append([
          Entry.Finish({ execution: "one", status: "succeeded", exit: '"done"', error: null })
        ])
        assert.deepStrictEqual(ended, {
          applied: true,
          standing: { status: "succeeded", exit: '"done"', interrupted: false },
          woken: [{ execution: "parent", more: false }]
        })
        const parent = Option.getOrThrow(Option.fromNullable((yield* journal.histories(["parent"])).get("parent")))
        assert.deepInclude(parent.execution, { wakes: 1, interrupted: false, parkedFor: null })
        assert.isAbove(parent.execution.startedAt, 0)
        assert.deepStrictEqual(parent.children.get("one"), { status: "succeeded", exit: '"done"', awaited: true })
      }).pipe(
        Effect.provideService(SqlClient.SafeIntegers, true),
        Effect.provide(
          SqliteWorkflowJournal.layer.pipe(
            Layer.provide(Layer.succeed(SqliteOwner.SqliteOwner, { epoch: 0 })),
            Layer.provide(SqliteMigrations.layer(file)),
            Layer.provide(client)
          )
        )
      )
    })
  )

  it.effect("is asked within the host's open transaction without waiting for its end", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const journal = yield* port
      yield* append([started("one")])
      const found = yield* sql.withTransaction(
        Effect.all([journal.find("one"), journal.histories(["one"]), journal.list({})])
      )
      assert.isTrue(Option.isSome(found[0]))
      assert.isTrue(found[1].has("one"))
      assert.lengthOf(found[2], 1)
    }).pipe(Effect.provide(Journal.layer))
  )

  it.scopedLive(
    "refuses at once to start a workflow within the host's own transaction, which would wait for itself",
    () =>
      Effect.gen(function* () {
        const file = yield* filename
        const Asked = Workflow.make({ name: "Asked", payload: { id: Schema.String }, idempotencyKey: ({ id }) => id })
        const engine = JournalEngine.layer().pipe(Layer.provideMerge(Journal.journal(file)))
        yield* Effect.gen(function* () {
          const sql = yield* SqlClient.SqlClient
          const cause = yield* Effect.flip(
            Effect.sandbox(sql.withTransaction(Asked.execute({ id: "once" }, { discard: true })))
          )
          assert.include(globalThis.String(cause), "ask after it")
          yield* Asked.execute({ id: "once" }, { discard: true })
        }).pipe(Effect.provide(engine))
      })
  )

  it.effect("keeps what is written while the host has a transaction open, though that one is undone", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const open = yield* Deferred.make<void>()
      const journal = yield* port
      yield* Effect.all(
        [
          sql
            .withTransaction(
              Effect.gen(function* () {
                yield* sql`CREATE TABLE host (id TEXT)`
                yield* Deferred.succeed(open, undefined)
                yield* Effect.yieldNow()
                return yield* Effect.fail("undone")
              })
            )
            .pipe(Effect.ignore),
          Effect.zipRight(Deferred.await(open), append([started("one")]))
        ],
        { concurrency: "unbounded" }
      )
      assert.isTrue(Option.isSome(yield* journal.find("one")))
      assert.lengthOf(yield* sql`SELECT name FROM sqlite_master WHERE name = 'host'`, 0)
    }).pipe(Effect.provide(Journal.layer))
  )
})

describe("a journal that cannot write", () => {
  it.scopedLive("says that it may pass while somebody else writes the file, and goes on afterwards", () =>
    Effect.gen(function* () {
      const file = yield* filename
      yield* Effect.gen(function* () {
        const other = new Sqlite(file)
        other.exec("BEGIN IMMEDIATE")
        const refused = yield* append([started("one")]).pipe(Effect.provideService(LongestWait, 10), Effect.flip)
        assert.deepInclude(refused, { _tag: "JournalError", operation: "append", retryable: true })
        other.exec("ROLLBACK")
        other.close()
        const [receipt] = yield* append([started("one")])
        assert.isTrue(receipt?.applied)
      }).pipe(Effect.provide(Journal.journal(file)))
    })
  )

  it.effect("says that it is in vain where the data is to blame, keeps nothing of it, and goes on", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`
        CREATE TRIGGER refuse BEFORE INSERT ON openfaith_workflow_step WHEN new.name = 'refused'
        BEGIN SELECT RAISE(ABORT, 'never'); END`
      const refused = yield* Effect.flip(append([started("one"), stepped("one", "refused")]))
      assert.deepInclude(refused, { _tag: "JournalError", reason: "never", retryable: false })
      assert.isTrue(Option.isNone(yield* steps("one")))
      yield* append([started("one"), stepped("one", "taken")])
      assert.deepStrictEqual(yield* steps("one"), Option.some(["taken/1"]))
    }).pipe(Effect.provide(Journal.layer))
  )

  it.effect("takes no name that would come back as another", () =>
    Effect.gen(function* () {
      yield* append([started("one")])
      for (const entry of [stepped("one", "half \ud83d"), started("half \ud83d")]) {
        const refused = yield* Effect.flip(append([entry]))
        assert.deepInclude(refused, { _tag: "JournalError", retryable: false })
      }
      yield* append([stepped("one", "whole \ud83d\ude00 \u0000 '")])
      assert.deepStrictEqual(yield* steps("one"), Option.some(["whole \ud83d\ude00 \u0000 '/1"]))
    }).pipe(Effect.provide(Journal.layer))
  )

  it.effect("waits for a table that is gone, rather than give up what is written", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`DROP TABLE openfaith_workflow_step`
      const refused = yield* Effect.flip(append([stepped("one", "charge")]))
      assert.deepInclude(refused, { _tag: "JournalError", retryable: true })
    }).pipe(Effect.provide(Journal.layer))
  )
})

describe("every statement of a journal with many executions", () => {
  const [unfinished] = Executions.listing({ status: ["parked"] })
  const [family] = Executions.listing({ parent: "one" })
  const [newest] = Executions.listing({})
  const statements = {
    ...Entries.texts,
    ...Executions.texts,
    ...Schedule.texts,
    ...Object.fromEntries(Schedule.forgetting.map((text, index) => [`forgetting ${index}`, text])),
    unfinished,
    family
  }

  const plan = (text: string) =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const literal = text.replaceAll(/@\w+/g, "'1'")
      const rows = yield* sql.unsafe<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${literal}`)
      return rows.map(({ detail }) => detail)
    })

  it.effect("finds its rows by an index", () =>
    Effect.gen(function* () {
      for (const [name, text] of Object.entries(statements)) {
        const scans = (yield* plan(text)).filter(
          // what is made up on the way, the few rows that a statement has found before, and a table of one row
          (detail) =>
            detail.startsWith("SCAN") && !/^SCAN (json_each|fired|openfaith_owner|CONSTANT ROW|\(subquery)/.test(detail)
        )
        assert.deepStrictEqual(scans, [], `${name}: ${text}`)
      }
    }).pipe(Effect.provide(Journal.layer))
  )

  it.effect("sorts nothing to find what is running, what has ended longest, and the next timer", () =>
    Effect.gen(function* () {
      for (const text of [Schedule.texts.running, Schedule.texts.old, Schedule.texts.nextTimer, newest]) {
        for (const detail of yield* plan(text)) assert.notInclude(detail, "TEMP B-TREE", text)
      }
      const running = yield* plan(Schedule.texts.running)
      assert.include(running.join(), "openfaith_workflow_execution_unfinished (status=?)")
      assert.include((yield* plan(Schedule.texts.old)).join(), "openfaith_workflow_execution_ended (updated_at<?)")
      assert.include((yield* plan(Schedule.texts.nextTimer)).join(), "openfaith_workflow_timer_due")
      assert.include((yield* plan(Entries.texts.more)).join(), "(parent=? AND awaited=? AND status=?)")
    }).pipe(Effect.provide(Journal.layer))
  )
})
