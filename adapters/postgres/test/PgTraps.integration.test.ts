import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as String from "effect/String"
import * as Queries from "../src/internal/queries.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, dropped, freshSchema, one, url } from "./Database.ts"

const Entry = JournalEntry.JournalEntry

const start = (execution: string, parent: string | null = null) =>
  Entry.Start({ execution, workflow: "W", taskQueue: "W", payload: "{}", parent, awaited: parent !== null })

const step = (execution: string, name: string) =>
  Entry.Step({ execution, name, attempt: 1, exit: '"x"', failed: false })

const inSchema = <A, E>(
  test: (
    journal: WorkflowJournal.WorkflowJournal["Type"],
    schema: string
  ) => Effect.Effect<A, E, PgClient.PgClient | Scope.Scope>,
  config: Partial<PgClient.PgClientConfig> = {},
  options: PgWorkflowJournal.Options = {}
) => {
  const schema = freshSchema("traps")
  const journal = PgWorkflowJournal.layer({ ...options, schema }).pipe(Layer.provideMerge(PgMigrations.layer(schema)))
  return Effect.flatMap(WorkflowJournal.WorkflowJournal, (journal) => test(journal, schema)).pipe(
    Effect.scoped,
    Effect.provide(journal.pipe(Layer.provideMerge(client(config)), Layer.provideMerge(dropped(schema))))
  )
}

/** All on one session, whose own counts one can have written before anything else is asked of it. */
const onOneSession = [{ maxConnections: 1 }, { deathBy: "lease" }] as const

/** The answer, in which all is counted that the one session did before. */
const countedBy = (statement: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) =>
    sql.unsafe("SELECT pg_stat_force_next_flush()").pipe(
      // Postgres 14 writes them by itself, once a second
      Effect.orElse(() => Effect.sleep("1200 millis")),
      Effect.zipRight(one(statement))
    )
  )

/** The same client with a setting of the server's for all its connections. */
const withSettings = (settings: string) => {
  const set = new URL(url)
  set.searchParams.set("options", settings)
  return { url: Redacted.make(set.href) }
}

describePg("PgWorkflowJournal, on a host's own client", () => {
  it.live("reads and writes where the client renames columns and parses types its own way", () =>
    inSchema(
      (journal) =>
        Effect.gen(function* () {
          const { epoch } = yield* journal.term(Effect.succeed(["W"]))
          yield* journal.append([start("parent_id"), start("child_id", "parent_id")], epoch)
          yield* journal.append([step("parent_id", "first_step")], epoch)
          const history = Option.fromNullable((yield* journal.histories(["parent_id"])).get("parent_id")).pipe(
            Option.getOrThrow
          )
          assert.isAbove(history.execution.startedAt, 1_600_000_000_000)
          assert.deepStrictEqual(Array.from(history.steps.keys()), ["first_step/1"])
          assert.deepStrictEqual(Array.from(history.children.keys()), ["child_id"])
          assert.deepStrictEqual((yield* journal.due(10, epoch, ["W"])).executions, ["parent_id", "child_id"])
          assert.deepStrictEqual(
            (yield* journal.list({})).map(({ parent }) => parent),
            ["parent_id", null]
          )
          assert.strictEqual(yield* journal.purge(Duration.zero, 10), 0)
        }),
      {
        transformQueryNames: String.camelToSnake,
        transformResultNames: String.snakeToCamel,
        // as a host may have it: whatever is no text comes as something else
        types: { getTypeParser: (oid: number) => (value: string) => (oid === 25 ? value : { oid, value }) }
      }
    )
  )

  it.live("neither uses nor waits for a transaction that the host has open", () =>
    inSchema((journal) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        yield* Effect.flip(
          sql.withTransaction(Effect.zipRight(journal.append([start("kept")]), Effect.fail("rolled back")))
        )
        assert.isTrue(Option.isSome(yield* journal.find("kept")))
      })
    )
  )

  it.live("says which failures are passing, and which never pass", () =>
    inSchema((journal, schema) =>
      Effect.gen(function* () {
        const nul = yield* Effect.flip(journal.append([step("a", "a\0b")]))
        assert.deepInclude(nul, { _tag: "JournalError", operation: "append", retryable: false })
        const half = yield* Effect.flip(journal.append([start("\ud800")]))
        assert.deepInclude(half, { _tag: "JournalError", retryable: false })
        const random = Array.from({ length: 5000 }, (_, index) => ((index * 7919) % 9973).toString(36)).join("")
        const long = yield* Effect.flip(journal.append([start(random)]))
        assert.deepInclude(long, { _tag: "JournalError", retryable: false })
        const sql = yield* PgClient.PgClient
        yield* sql.unsafe(`DROP TABLE "${schema}".workflow_step`)
        const gone = yield* Effect.flip(journal.append([step("a", "b")]))
        assert.deepInclude(gone, { _tag: "JournalError", retryable: true })
      })
    )
  )

  it.live("gives a person's text without what Postgres cannot hold", () =>
    inSchema((journal) =>
      Effect.gen(function* () {
        yield* journal.append([start("a")])
        const error = "a\0b \ud800 \u{1F600}"
        yield* journal.append([Entry.Finish({ execution: "a", status: "failed", exit: "{}", error })])
        assert.strictEqual(Option.getOrThrow(yield* journal.find("a")).error, "a\uFFFDb \uFFFD \u{1F600}")
      })
    )
  )

  it.live("calls a killed connection and a statement cut off by the server passing failures", () =>
    inSchema((journal, schema) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const hasty = yield* Effect.map(
          Layer.build(
            PgWorkflowJournal.layer({ schema }).pipe(Layer.provide(client(withSettings("-c statement_timeout=400"))))
          ),
          Context.get(WorkflowJournal.WorkflowJournal)
        )
        const locked = <A, E>(work: Effect.Effect<A, E, PgClient.PgClient>) =>
          sql.withTransaction(
            Effect.zipRight(sql.unsafe(`LOCK TABLE "${schema}".workflow_step IN ACCESS EXCLUSIVE MODE`), work)
          )
        const cut = yield* locked(Effect.flip(hasty.append([step("a", "b")])))
        assert.deepInclude(cut, { _tag: "JournalError", retryable: true })
        assert.match(cut.message, /statement timeout/)
        const kill = Effect.zipRight(
          Effect.sleep("20 millis"),
          one(`SELECT count(pg_terminate_backend(pid))::text AS answer FROM pg_stat_activity
                 WHERE wait_event_type = 'Lock' AND query LIKE '%"${schema}".workflow_step(%'`)
        )
        const killed = yield* locked(
          Effect.raceFirst(Effect.flip(journal.append([step("a", "b")])), Effect.forever(kill))
        )
        assert.deepInclude(killed, { _tag: "JournalError", retryable: true })
        // a failed statement may yet have been executed; the same step again is stored once
        yield* journal.append([step("a", "b")])
        assert.isFalse((yield* journal.append([step("a", "b")]))[0]?.applied)
      })
    )
  )

  it.live("wakes an execution whose signal comes as it is being started by another process", () =>
    inSchema((one, schema) =>
      Effect.gen(function* () {
        const other = yield* Effect.map(
          Layer.build(PgWorkflowJournal.layer({ schema }).pipe(Layer.provide(client()))),
          Context.get(WorkflowJournal.WorkflowJournal)
        )
        yield* Effect.forEach(
          Array.from({ length: 60 }, (_, index) => `e${index}`),
          (execution) =>
            Effect.gen(function* () {
              yield* Effect.all(
                [
                  one.append([start(execution)]),
                  other.append([Entry.Signal({ execution, name: "s", exit: '"x"', wakes: true })])
                ],
                { concurrency: "unbounded" }
              )
              const { wakes } = Option.getOrThrow(yield* one.find(execution))
              assert.strictEqual(wakes, 1, execution)
            }),
          { concurrency: 4 }
        )
      })
    )
  )

  it.live("starts the same executions from several processes, in whatever order, without a deadlock", () =>
    inSchema((one, schema) =>
      Effect.gen(function* () {
        const other = yield* Effect.map(
          Layer.build(PgWorkflowJournal.layer({ schema }).pipe(Layer.provide(client()))),
          Context.get(WorkflowJournal.WorkflowJournal)
        )
        const batch = (round: number) => Array.from({ length: 100 }, (_, index) => start(`${round}-${index}`))
        yield* Effect.forEach(
          Array.from({ length: 10 }, (_, round) => round),
          (round) =>
            Effect.all([one.append(batch(round)), other.append(batch(round).reverse())], { concurrency: 2 }).pipe(
              Effect.map((all) => all.flat().filter(({ applied }) => applied).length),
              Effect.tap((applied) => Effect.sync(() => assert.strictEqual(applied, 100)))
            )
        )
        assert.strictEqual((yield* one.list({ limit: 10_000 })).length, 1000)
      })
    )
  )

  it.live("finds everything it asks for often by an index", () =>
    inSchema(
      (journal, schema) =>
        Effect.gen(function* () {
          const sql = yield* PgClient.PgClient
          yield* sql.unsafe(`
          INSERT INTO "${schema}".workflow_execution
            (execution_id, workflow, task_queue, status, parent, awaited, payload, wakes, started_at, updated_at, ended_at)
          SELECT 'e' || n, 'W', 'W', CASE WHEN n % 500 = 0 THEN 'running' WHEN n % 501 = 0 THEN 'parked' ELSE 'succeeded' END,
            CASE WHEN n % 10 = 0 THEN 'e' || (n / 10) END, true, '{}', 0, now(), now(),
            CASE WHEN n % 500 <> 0 AND n % 501 <> 0 THEN now() END
          FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".workflow_step
            SELECT 'e' || n, 's', NULL, 1, '{}', false, now() FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".workflow_signal SELECT 'e' || n, 's', NULL, '{}', now() FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".workflow_timer
            SELECT 'e' || n, 's', NULL, '{}', now() + interval '1 day' FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".workflow_waiter (execution_id, parent)
            SELECT 'e' || n, 'e1' || n FROM generate_series(1, 20000) n;
          ANALYZE "${schema}".workflow_execution; ANALYZE "${schema}".workflow_step; ANALYZE "${schema}".workflow_signal;
          ANALYZE "${schema}".workflow_timer; ANALYZE "${schema}".workflow_waiter`)
          const queries = Queries.make(schema)
          const parked = queries.list({ status: ["parked"] })
          const children = queries.list({ parent: "e1" })
          const newest = queries.list({})
          const plans = yield* Effect.forEach(
            [
              { statement: queries.find, parameters: ["e1"] },
              { statement: queries.histories, parameters: [["e1", "e2", "e3"]] },
              { statement: queries.purge, parameters: [86_400_000, 500, "all"] },
              parked,
              children,
              newest
            ],
            ({ parameters, statement }) =>
              Effect.map(sql.unsafe(`EXPLAIN ${statement}`, parameters).values, (rows) => rows.flat().join("\n"))
          )
          for (const plan of plans) assert.notMatch(plan, /Seq Scan/, plan)
          // the functions' own statements: their time with 20,000 executions is that of a handful
          const { epoch } = yield* journal.term(Effect.succeed(["W"]))
          yield* journal.append([step("e7", "warm")], epoch)
          yield* journal.due(100, epoch, ["W"])
          const seen = countedBy(`SELECT sum(seq_scan)::text AS answer FROM pg_stat_user_tables
          WHERE schemaname = '${schema}' AND relname NOT IN ('workflow_owner', 'workflow_time')`)
          const before = yield* seen
          for (let round = 0; round < 10; round++) {
            yield* journal.append([step("e7", `${round}`)], epoch)
            yield* journal.append(
              [
                start(`p${round}`),
                start(`c${round}`, `p${round}`),
                Entry.Timer({ execution: `p${round}`, name: "t", exit: "{}", after: Duration.zero }),
                Entry.Suspend({ execution: `p${round}`, wakes: 0 }),
                Entry.Finish({ execution: `c${round}`, status: "succeeded", exit: "{}", error: null })
              ],
              epoch
            )
            yield* journal.due(100, epoch, ["W"])
          }
          assert.strictEqual(yield* seen, before)
        }),
      ...onOneSession
    )
  )

  it.live("finds an execution by its key, though it planned that while there were none", () =>
    inSchema(
      (journal, schema) =>
        Effect.gen(function* () {
          const { epoch } = yield* journal.term(Effect.succeed(["W"]))
          const ids = Array.from({ length: 1000 }, (_, index) => `e${index}`)
          const finish = (execution: string) =>
            Entry.Finish({ execution, status: "succeeded", exit: "{}", error: null })
          // one at a time, as plans are made; nobody has told the server yet how many there will be
          for (let round = 0; round < 10; round++) {
            yield* journal.append([start(`p${round}`)], epoch)
            yield* journal.append([start(`c${round}`, `p${round}`)], epoch)
            yield* journal.append([step(`c${round}`, "one")], epoch)
            yield* journal.append([step(`c${round}`, "two"), step(`p${round}`, "two")], epoch)
            yield* journal.append([Entry.Suspend({ execution: `p${round}`, wakes: 0 })], epoch)
            yield* journal.append([finish(`c${round}`)], epoch)
          }
          yield* journal.append(
            ids.map((id) => start(id)),
            epoch
          )
          const read = countedBy(`SELECT sum(idx_tup_read)::text AS answer FROM pg_stat_user_indexes
          WHERE schemaname = '${schema}' AND relname = 'workflow_execution' AND indexrelname <> 'workflow_execution_pkey'`)
          const before = Number(yield* read)
          for (const id of ids.slice(0, 50)) {
            yield* journal.append([step(id, "one")], epoch)
            yield* journal.append([step(id, "two"), step(id, "three")], epoch)
            yield* journal.append([Entry.Wake({ execution: id }), Entry.Interrupt({ execution: id })], epoch)
            yield* journal.append([Entry.Suspend({ execution: id, wakes: 2 })], epoch)
            yield* journal.append([finish(id)], epoch)
          }
          // a handful of lists; each execution found among all others would be tens of thousands
          assert.isBelow(Number(yield* read) - before, 100)
        }),
      ...onOneSession
    )
  )
})
