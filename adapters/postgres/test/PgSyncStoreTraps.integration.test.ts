import { TransactionConnection } from "@effect/sql/SqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { Usage } from "@openfaith/client-core"
import { SyncStore } from "@openfaith/sync-engine"
import { Fence, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as Str from "effect/String"
import * as Queries from "../src/internal/store/queries.ts"
import * as Watching from "../src/internal/store/watching.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, one, url } from "./Database.ts"
import * as Proxy from "./Proxy.ts"
import { begun, inSchema, page, plan, record, resource, withSettings } from "./Records.ts"

const connection = "main"

const idsOf = (store: SyncStore.SyncStore["Type"]) =>
  Effect.map(store.records({ connection, resource, limit: 1000 }), (records) => records.map(({ id }) => id))

/** On a connection of its own, whatever transaction the fiber has open: that one would not see what others do meanwhile. */
const beside = <A, E>(work: Effect.Effect<A, E, PgClient.PgClient>) =>
  Effect.provide(work, client({ maxConnections: 1 })).pipe(
    Effect.mapInputContext((context: Context.Context<never>) => Context.omit(TransactionConnection)(context))
  )

const hanging = (text: string) => `FROM pg_stat_activity
  WHERE wait_event_type = 'Lock' AND query LIKE '%${text}%' AND pid <> pg_backend_pid()`

/** Waits until a statement with this text hangs on a lock. */
const waiting = (text: string) =>
  Effect.repeat(Effect.zipLeft(one(`SELECT count(*)::text AS answer ${hanging(text)}`), Effect.sleep("20 millis")), {
    until: (count) => count !== "0"
  }).pipe(beside)

/** A process of its own: another pool, another store. */
const another = (schema: string, config: Partial<PgClient.PgClientConfig> = {}) =>
  Effect.map(
    Layer.build(PgSyncStore.layer({ schema }).pipe(Layer.provide(client(config)))),
    Context.get(SyncStore.SyncStore)
  )

describePg("PgSyncStore, on a host's own client", () => {
  it.live("lets a run that another release has written stand in nobody's way, and be cancelled", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const run = yield* begun("audit")
        yield* store.closeRun(run, "it broke")
        yield* beside(
          one(
            `WITH changed AS (UPDATE ${schema}.run SET mode = 'repair' RETURNING id) SELECT id AS answer FROM changed`
          )
        )
        const asked = {
          connection: run.connection,
          plan: plan("full"),
          acceptDeletions: false,
          whenActive: "queue"
        } as const
        const opened = yield* store.openRun(asked)
        assert.deepInclude(opened, { status: "running", resumed: false })
        assert.strictEqual(yield* store.stopRun(run, "cancelled"), "cancelled")
        assert.strictEqual(yield* store.closeRun(opened.run, undefined), "done")
        const failure = `SELECT failure AS answer FROM ${schema}.run WHERE id = '${run.id}'`
        assert.strictEqual(yield* beside(one(failure)), "it broke")
      })
    )
  )

  it.live("decides again where another process has changed the runs meanwhile, one after another", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const others = yield* Effect.all(Array.from({ length: 3 }, () => another(schema)))
        const asked = { connection, acceptDeletions: false, whenActive: "queue" } as const
        const modes = ["full", "delta", "audit"] as const
        const lives = [store, ...others].flatMap((one) => modes.map((mode) => ({ one, mode })))
        yield* Effect.forEach(
          lives,
          ({ mode, one }) =>
            Effect.gen(function* () {
              for (let round = 0; round < 5; round++) {
                const { run } = yield* one.openRun({ ...asked, plan: plan(mode) })
                yield* one
                  .takeTurn(run)
                  .pipe(Effect.catchTags({ Stopped: () => Effect.void, Superseded: () => Effect.void }))
                yield* one.closeRun(run, undefined)
              }
            }),
          { concurrency: "unbounded", discard: true }
        )
        assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.none())
      }).pipe(Effect.scoped)
    )
  )

  it.live("reads and writes where the client renames columns and parses types its own way", () =>
    inSchema(
      (store) =>
        Effect.gen(function* () {
          const run = yield* begun()
          yield* store.commitPage(
            page(run, 0, [record("1", { first_name: "Ann" })], {
              rejected: [{ resource, id: "2", body: "{}", issue: "no" }],
              total: 3
            })
          )
          yield* store.noteUsage(run, resource, Usage.none)
          const [listing] = yield* store.listings(run)
          assert.deepInclude(listing, { sequence: 1, seen: 2, total: 3 })
          const [kept] = yield* store.records({ connection, resource, limit: 9 })
          assert.deepStrictEqual([kept?.body, kept?.changedAt], ['{"first_name":"Ann"}', "2026-01-01T00:00:01.000Z"])
          assert.lengthOf(yield* store.quarantined({ connection, resource, limit: 9 }), 1)
          assert.deepStrictEqual(yield* store.stored(connection), [
            { resource, live: 1, deleted: 0, rejected: 1, unprojected: 0, unconfirmed: 0, ahead: 0 }
          ])
          assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.some(run))
          assert.deepInclude(yield* store.absences(run, resource, 9), { missing: 0, live: 1 })
        }),
      {
        transformQueryNames: Str.camelToSnake,
        transformResultNames: Str.snakeToCamel,
        transformJson: true,
        // as a host may have it: whatever is no text comes as something else
        types: { getTypeParser: (oid: number) => (value: string) => (oid === 25 ? value : { oid, value }) }
      }
    )
  )

  it.live("neither uses nor waits for a transaction that the host has open", () =>
    inSchema((store) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const run = yield* begun()
        yield* Effect.flip(
          sql.withTransaction(
            Effect.zipRight(store.commitPage(page(run, 0, [record("kept")])), Effect.fail("rolled back"))
          )
        )
        assert.deepStrictEqual(yield* idsOf(store), ["kept"])
      })
    )
  )

  it.live("needs no more than one connection", () =>
    inSchema(
      (store) =>
        Effect.gen(function* () {
          const runs = yield* Effect.forEach(["full", "delta", "audit"] as const, (mode) => begun(mode))
          yield* Effect.forEach(runs, (run) => store.commitPage(page(run, 0, [record(run.mode)])), {
            concurrency: "unbounded"
          })
          assert.lengthOf(yield* idsOf(store), 3)
        }),
      { maxConnections: 1 }
    )
  )

  it.live(
    "calls a killed connection and a statement cut off by the server passing failures, and keeps the page once",
    () =>
      inSchema((store, schema) =>
        Effect.gen(function* () {
          const sql = yield* PgClient.PgClient
          const hasty = yield* another(schema, withSettings("-c statement_timeout=400"))
          const run = yield* begun()
          const entry = page(run, 0, [record("1")])
          const locked = <A, E>(work: Effect.Effect<A, E, PgClient.PgClient>) =>
            sql.withTransaction(
              Effect.zipRight(sql.unsafe(`LOCK TABLE "${schema}".quarantine IN ACCESS EXCLUSIVE MODE`), work)
            )
          const cut = yield* locked(Effect.flip(hasty.commitPage(entry)))
          assert.deepInclude(cut, { _tag: "StoreError", operation: "commitPage", retryable: true })
          assert.match(cut.message, /statement timeout/)
          const killed = yield* locked(
            Effect.zipLeft(
              Effect.flip(store.commitPage(entry)),
              Effect.zipRight(
                waiting(schema),
                one(`SELECT count(pg_terminate_backend(pid))::text AS answer FROM pg_stat_activity
                     WHERE wait_event_type = 'Lock' AND query LIKE '%"${schema}".store_commit_page%'`)
              ),
              { concurrent: true }
            )
          )
          assert.deepInclude(killed, { _tag: "StoreError", operation: "commitPage", retryable: true })
          assert.deepStrictEqual(yield* idsOf(store), [])
          assert.strictEqual((yield* store.commitPage(entry)).listing.sequence, 1)
          assert.strictEqual((yield* store.commitPage(entry)).listing.sequence, 1)
        })
      )
  )

  it.scopedLive("recognises the commit whose answer was lost on the way", () =>
    Effect.gen(function* () {
      const proxy = yield* Effect.acquireRelease(
        Effect.promise(() => Proxy.start(url)),
        ({ close }) => Effect.sync(close)
      )
      yield* inSchema(
        (store) =>
          Effect.gen(function* () {
            const run = yield* begun()
            const entry = page(run, 0, [record("1")], { usage: new Usage.Usage({ ...Usage.none, requests: 1 }) })
            let lost = 0
            proxy.plan({ text: "store_commit_page", loses: "answer", thereupon: () => void lost++ })
            const failure = yield* Effect.flip(store.commitPage(entry))
            assert.deepInclude(failure, { _tag: "StoreError", retryable: true })
            assert.strictEqual(lost, 1)
            assert.deepStrictEqual(yield* idsOf(store), ["1"])
            const { listing } = yield* store.commitPage(entry)
            assert.deepInclude(listing, { sequence: 1, pages: 1, changed: 1, requests: 1 })
          }),
        { url: Redacted.make(proxy.url) }
      )
    })
  )

  it.live("writes nothing to the rows of records that have not changed", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const run = yield* begun()
        const records = ["1", "2", "3"].map((id) => record(id))
        yield* store.commitPage(page(run, 0, records))
        const { listing } = yield* store.commitPage(page(run, 1, [...records, record("4")]))
        assert.strictEqual(listing.changed, 4)
        // a row that was locked for a change that did not come says so
        const touched = `SELECT count(*)::text AS answer FROM "${schema}".record WHERE xmax <> '0'`
        assert.strictEqual(yield* one(touched), "0")
      })
    )
  )

  it.live("says which failures never pass", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const run = yield* begun()
        const noJson = { ...record("1"), body: "this is not JSON" }
        const refused = yield* Effect.flip(store.commitPage(page(run, 0, [noJson])))
        assert.deepInclude(refused, { _tag: "StoreError", retryable: false })
        const large = "x".repeat(130_000_000)
        const huge = [record("1"), record("2")].map((each) => ({ ...each, body: large }))
        const tooLarge = yield* Effect.flip(store.commitPage(page(run, 0, huge)))
        assert.deepInclude(tooLarge, { _tag: "StoreError", retryable: false })
        yield* sql.unsafe(`UPDATE "${schema}".listing SET cursor = '{"_tag":"Sideways"}'`)
        const spoilt = yield* Effect.flip(store.listing(run, resource))
        assert.deepInclude(spoilt, { _tag: "StoreError", operation: "listing", retryable: false })
        yield* sql.unsafe(`DROP TABLE "${schema}".quarantine`)
        const gone = yield* Effect.flip(store.commitPage(page(run, 0, [record("1")])))
        assert.deepInclude(gone, { _tag: "StoreError", retryable: true })
        assert.include(gone.message, "quarantine")
        assert.deepStrictEqual(yield* idsOf(store), [])
      })
    )
  )

  it.live("holds every record in a form that can be asked, however hostile", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const run = yield* begun()
        const deep = (depth: number) => JSON.parse(`${"[".repeat(depth)}1${"]".repeat(depth)}`)
        yield* store.commitPage(
          page(run, 0, [
            record("1", { name: "plain" }),
            record("2", { name: "a\0b" }),
            record("3", { name: "half \ud800 of one" }),
            record("4", { name: "looks like \\u0000" }),
            record("5", { name: "\u{1F600}", "\0": "\udc00" }),
            record("6", { name: "shallow", inner: deep(400) }),
            { ...record("7"), body: `{"inner":${"[".repeat(30_000)}${"]".repeat(30_000)}}` },
            { ...record("8"), body: String.raw`{"name":"\ud83d\ude00 \ud83d\u0041 \\\u0000"}` }
          ])
        )
        const names = yield* one(
          `SELECT json_object_agg(id, body ->> 'name')::text AS answer FROM "${schema}".record WHERE connection = 'main'`
        )
        assert.deepStrictEqual(JSON.parse(names ?? "null"), {
          "1": "plain",
          "2": "a\uFFFDb",
          "3": "half \uFFFD of one",
          "4": "looks like \\u0000",
          "5": "\u{1F600}",
          "6": "shallow",
          "7": null,
          "8": "\u{1F600} \uFFFDA \\\uFFFD"
        })
        assert.strictEqual(
          yield* one(`SELECT count(body::jsonb)::text AS answer FROM "${schema}".record WHERE connection = 'main'`),
          "8"
        )
      })
    )
  )
})

describePg("PgSyncStore, among several processes", () => {
  const journal = (schema: string) =>
    Effect.map(
      Layer.build(PgWorkflowJournal.layer({ schema, deathBy: "lease" })),
      Context.get(WorkflowJournal.WorkflowJournal)
    )

  const within = (epoch: number) => Effect.provideService(Fence.Fence, epoch)

  it.live("writes the same records of a connection from two of them without a deadlock", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const other = yield* another(schema)
        const [one, two] = [yield* begun("full"), yield* begun("delta")]
        const ids = Array.from({ length: 300 }, (_, index) => `${index}`)
        const write = (to: SyncStore.SyncStore["Type"], run: SyncStore.Run, ids: ReadonlyArray<string>) =>
          Effect.forEach(Array.from({ length: 15 }), (_, follows) =>
            to.commitPage(
              page(
                run,
                follows,
                ids.map((id) => record(id, { follows, of: run.id }))
              )
            )
          )
        const commits = yield* Effect.all([write(store, one, ids), write(other, two, [...ids].reverse())], {
          concurrency: 2
        })
        assert.strictEqual(commits.flat().length, 30)
        assert.lengthOf(yield* idsOf(store), 300)
      })
    )
  )

  it.effect("notes when things happened by the database's clock, whatever that of its caller says", () =>
    inSchema((store) =>
      Effect.gen(function* () {
        // the clock of a test stands still, at the beginning of 1970
        const began = Date.now()
        const run = yield* begun()
        yield* store.commitPage(page(run, 0, [record("1")], { status: "done" }))
        yield* store.noteWaiting(run, "for nothing")
        const { at } = yield* store.freshness(run.connection)
        const { begunAt, movedAt, openedAt, since, waiting } = Option.getOrThrow(yield* store.summary(run.id))
        for (const moment of [at, begunAt, movedAt, openedAt, since, waiting?.since]) {
          assert.isAbove(moment === undefined ? 0 : DateTime.toEpochMillis(moment), began - 60_000)
        }
      })
    )
  )

  it.live("refuses a step whose term was given back, even before the next begins", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const run = yield* begun()
        const terms = yield* journal(schema)
        const scope = yield* Scope.make()
        const { epoch } = yield* Scope.extend(terms.term(Effect.succeed(["W"])), scope)
        const { listing } = yield* store.commitPage(page(run, 0, [record("1")])).pipe(within(epoch))
        assert.strictEqual(listing.sequence, 1)
        yield* Scope.close(scope, yield* Effect.exit(Effect.void))
        const late = yield* Effect.flip(store.commitPage(page(run, 1, [record("2")])).pipe(within(epoch)))
        assert.strictEqual(late._tag, "Superseded")
        assert.deepStrictEqual(yield* idsOf(store), ["1"])
      })
    )
  )

  it.live("has a successor wait for a commit under way, and refuses what comes after", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const run = yield* begun()
        const terms = yield* journal(schema)
        const { epoch } = yield* terms.term(Effect.succeed(["W"]))
        const take = `UPDATE "${schema}".workflow_owner SET epoch = epoch + 1 WHERE epoch = ${epoch}`
        const [under, taking] = yield* sql.withTransaction(
          Effect.gen(function* () {
            yield* sql.unsafe(`LOCK TABLE "${schema}".quarantine IN ACCESS EXCLUSIVE MODE`)
            const under = yield* Effect.fork(store.commitPage(page(run, 0, [record("1")])).pipe(within(epoch)))
            yield* waiting(`"${schema}".store_commit_page`)
            const taking = yield* Effect.fork(beside(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(take))))
            yield* waiting(`"${schema}".workflow_owner SET epoch`)
            return [under, taking] as const
          })
        )
        assert.strictEqual((yield* Fiber.join(under)).listing.sequence, 1)
        yield* Fiber.join(taking)
        const late = yield* Effect.flip(store.commitPage(page(run, 1, [record("2")])).pipe(within(epoch)))
        assert.strictEqual(late._tag, "Superseded")
        assert.deepStrictEqual(yield* idsOf(store), ["1"])
      })
    )
  )

  it.live("goes by the highest term that has written, where the journal is elsewhere", () =>
    inSchema((store) =>
      Effect.gen(function* () {
        const run = yield* begun()
        yield* store.commitPage(page(run, 0, [record("1")])).pipe(within(7))
        const late = yield* Effect.flip(store.commitPage(page(run, 1, [record("2")])).pipe(within(6)))
        assert.strictEqual(late._tag, "Superseded")
        yield* store.commitPage(page(run, 1, [record("3")])).pipe(within(8))
        assert.deepStrictEqual(yield* idsOf(store), ["1", "3"])
      })
    )
  )
})

describePg("PgSyncStore, with much in its tables", () => {
  it.live("finds everything by an index", () =>
    inSchema((_, schema) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const run = yield* begun("audit")
        yield* sql.unsafe(`
          INSERT INTO "${schema}".record (connection, resource, id, changed_at, body, deleted_at, deleted_in, sparse, hash,
              sequence, read_at)
            SELECT 'c' || n % 40, 'r' || n % 5, 'i' || n, now(), '{}', CASE WHEN n % 50 = 0 THEN now() END,
              CASE WHEN n % 50 = 0 THEN 'audit-1' END, false, 'h', n, 0 FROM generate_series(1, 40000) n;
          INSERT INTO "${schema}".seen SELECT 'x-' || n % 40, 'r' || n % 5, 'i' || n FROM generate_series(1, 40000) n;
          INSERT INTO "${schema}".quarantine
            SELECT 'c' || n % 40, 'r' || n % 5, 'i' || n, 'no', '{}', 'x', now() FROM generate_series(1, 40000) n;
          INSERT INTO "${schema}".resource
            SELECT 'c' || n, 'r', NULL, NULL, true FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".run (id, sequence, place, connection, mode, status, attempt, started_at, accept_deletions,
              resources, plan)
            SELECT 'x-' || n, n + 1000, n, 'c' || n % 40, 'full', CASE WHEN n % 500 = 0 THEN 'running' ELSE 'done' END, 1,
              now(), false, '[]', '{}' FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".listing (run, resource, status, requests, waited, cursor, sequence, commit_id, stamp, began)
            SELECT 'x-' || n, 'r', 'done', 0, 0, '{"_tag":"Done"}', 1, '', 1, 1 FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".unprojected
            SELECT 'c' || n % 40, 'r' || n % 5, 'i' || n, 'p', 'no', n % 2 = 0, now() FROM generate_series(1, 40000) n;
          INSERT INTO "${schema}".projection SELECT 'c' || n, 'r2', 'p', 1, 'i500', false FROM generate_series(1, 20000) n;
          INSERT INTO "${schema}".connection SELECT 'c' || n, 1, 0 FROM generate_series(1, 5000) n;
          INSERT INTO "${schema}".last_read (connection, resource, mode, status, run, ended_at)
            SELECT 'c' || n % 5000, 'r' || n % 4, 'full', 'done', 'x', now() FROM generate_series(1, 20000) n
            ON CONFLICT DO NOTHING;
          ANALYZE "${schema}".last_read; ANALYZE "${schema}".record; ANALYZE "${schema}".seen; ANALYZE "${schema}".quarantine;
          ANALYZE "${schema}".resource; ANALYZE "${schema}".run; ANALYZE "${schema}".listing;
          ANALYZE "${schema}".connection; ANALYZE "${schema}".unprojected; ANALYZE "${schema}".projection`)
        const queries = Queries.make(schema)
        const watching = Watching.make(schema)
        const asked: ReadonlyArray<readonly [string, ReadonlyArray<unknown>]> = [
          [queries.findRun, ["x-7"]],
          [queries.unfinishedRun, ["c0"]],
          [queries.listings, ["x-7"]],
          [queries.listing, ["x-7", "r", null, null]],
          [queries.listing, ["x-7", "r", "below", "7"]],
          [queries.openBranches(false), ["c7", "r2", "x-7", "r", "below", 100]],
          [queries.openBranches(true), ["c7", "r2", "x-7", "r", "below", 100, "i500"]],
          [queries.branches, ["x-7", "r"]],
          [queries.absences, [run.id, resource, "c7", 100]],
          [queries.memory, ["c7", "r"]],
          [queries.stored, ["c7"]],
          [queries.records(false), ["c7", "r2", 100]],
          [queries.records(true), ["c7", "r2", 100, "i500"]],
          [queries.record, ["c7", "r2", "i7"]],
          [queries.quarantined(true), ["c7", "r2", 100, "i500"]],
          [queries.unprojected(false), ["c7", "r2", 100, true]],
          [queries.unprojected(true), ["c7", "r2", 100, false, "i500", "p"]],
          [queries.changed(true), ["c7", "r2", ["i7"]]],
          [queries.changed(false), ["c7", "r2", ["i7"]]],
          [queries.projected, ["c7", "r2", ["i7"], ["p"]]],
          [queries.projected, ["c7", "r2", ["i7"], null]],
          [queries.refused, ["c7", ["r2"], ["i7"], ["p"], ["no"], [true]]],
          [queries.next, ["c7", "r2", "p", 1, 100]],
          [queries.caught, ["c7", "r2", "p", 1, "i700", false]],
          [queries.countRefused, ["x-7", "r", 1]],
          [watching.runs(false), ["c7", ["failed"], 100]],
          [watching.runs(true), ["c7", ["failed", "done"], 100, "x-7"]],
          [watching.summary, ["x-7"]],
          [watching.lastEnded, ["c7"]],
          [watching.timedListings, ["x-7"]],
          [watching.freshness, ["c7"]]
        ]
        for (const [statement, parameters] of asked) {
          const rows = yield* sql.unsafe(`EXPLAIN ${statement}`, parameters).values
          const plan = rows.flat().join("\n")
          assert.notMatch(plan, /Seq Scan/, plan)
        }
        // the functions' own statements, on connections that end, so that all they did is counted
        const counted = `SELECT json_build_object('rows', sum(seq_scan), 'index', sum(idx_scan))::text AS answer
          FROM pg_stat_user_tables WHERE schemaname = '${schema}' AND relname NOT IN ('workflow_owner', 'workflow_time')`
        const scans = Effect.map(beside(one(counted)), (text): { readonly rows: number; readonly index: number } =>
          JSON.parse(text ?? "{}")
        )
        const before = yield* scans
        yield* Effect.scoped(
          Effect.gen(function* () {
            const store = yield* another(schema)
            for (let round = 0; round < 8; round++) {
              const at = 3 * round
              const kept = [{ resource, id: `bad ${round}`, body: "{}", issue: "no" }]
              yield* store.commitPage(page(run, at, [record(`${round}`), record("again")], { rejected: kept }))
              yield* store.commitPage(page(run, at + 1, [record(`bad ${round}`)]))
              yield* store.commitAbsences({
                run,
                resource,
                follows: at + 2,
                commit: `absences ${round}`,
                looked: ["1", "2"],
                gone: ["1"],
                found: [record("2")],
                unconfirmed: [],
                status: round === 7 ? "done" : "reading",
                usage: Usage.none
              })
              yield* store.commitLookup({
                ...{ connection: run.connection, resource, readAt: yield* store.draw(run.connection) },
                ...{ records: [record("3")], rejected: [{ resource, id: "4", body: "{}", issue: "no" }], gone: ["5"] }
              })
              yield* store.discard({ connection: run.connection, resource, ids: ["4"] })
              yield* store.noteWaiting(run, "for nothing")
              yield* store.noteUsage(run, resource, Usage.none)
            }
            const full = yield* Effect.provideService(begun("full"), SyncStore.SyncStore, store)
            yield* store.commitPage(page(full, 0, [record("9")], { status: "done" }))
            yield* store.closeRun(full, undefined)
            const asked = { connection: run.connection, plan: plan("delta"), acceptDeletions: false } as const
            const { run: queued } = yield* store.openRun({ ...asked, whenActive: "queue" })
            yield* store.takeTurn(queued)
            yield* store.stopRun(queued, "paused")
            yield* store.takeTurn((yield* store.reopenRun(queued, "paused")).run)
            yield* store.skip(queued, resource, "for nothing")
            yield* store.closeRun(run, undefined)
          })
        )
        const after = yield* scans
        assert.isAbove(after.index, before.index + 100)
        assert.strictEqual(after.rows, before.rows)
      })
    )
  )
})
