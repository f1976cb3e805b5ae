import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { Instant, Usage } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import { Cursor, type SourceRecord, StoreError, SyncStore } from "@openfaith/sync-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Church from "./Church.ts"

const resource = "people.Person"
const child = "people.Email"

const plan = (mode: Plan.Mode, ...resources: ReadonlyArray<string>): Plan.Plan => ({
  mode,
  stages: [
    resources.map((resource) => ({
      resource,
      covers: "all",
      records: null,
      requests: null,
      why: "a test",
      alternatives: [],
      routes: [
        {
          endpoint: `${resource}.list`,
          below: null,
          strategy: { _tag: "Offset" },
          covers: "all",
          sees: "everything",
          requests: null
        }
      ],
      sideLoads: [],
      needs: []
    }))
  ],
  added: [],
  unreadable: [],
  postponed: [],
  quota: null
})

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
    Effect.map(store.openRun({ connection, plan: plan(mode, resource), acceptDeletions }), ({ run }) => run)
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

/** Reads records as one run would, in one page. */
const read = (records: ReadonlyArray<SourceRecord.SourceRecord>, mode: Plan.Mode = "delta") =>
  Effect.gen(function* () {
    const store = yield* SyncStore.SyncStore
    const run = yield* open(mode)
    const { sequence } = yield* begin(run)
    const { listing } = yield* store.commitPage(page(run, sequence, records, { status: "done", cursor: Cursor.done }))
    yield* store.closeRun(run, undefined)
    return listing
  })

interface Row {
  readonly id: string
  readonly changed_at: number | null
  readonly hash: string
  readonly body: string
  readonly deleted_in: string | null
}

const rows = Effect.flatMap(
  SqlClient.SqlClient,
  (sql) => sql<Row>`SELECT id, changed_at, hash, body, deleted_in FROM openfaith_record ORDER BY id`
)

const hashes = Effect.map(rows, (all) => Object.fromEntries(all.map(({ hash, id }) => [id, hash])))

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

describe("commitPage", () => {
  it.scoped("keeps records, what rode on them, what does not decode, counters and cursor together", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        yield* begin(run, child)
        const { listing, sideLoads } = yield* store.commitPage(
          page(run, 0, [record("1", 1), record("2", 2)], {
            cursor: { _tag: "Offset", newest: null, skip: 2, last: "2", restarts: 0 },
            rejected: [{ resource, id: "3", body: "{}", issue: "no" }],
            sideLoaded: [{ resource: child, records: [{ ...record("9", 1), resource: child }], complete: true }],
            total: 7,
            usage: new Usage.Usage({ requests: 2, waited: Duration.millis(30) })
          })
        )
        const { changed, pages, cursor, rejected, requests, seen, sequence, total, waited } = listing
        assert.deepStrictEqual(
          { changed, pages, rejected, requests, seen, sequence, total, waited },
          { changed: 2, pages: 1, rejected: 1, requests: 2, seen: 3, sequence: 1, total: 7, waited: 30 }
        )
        assert.deepStrictEqual(cursor, { _tag: "Offset", newest: null, skip: 2, last: "2", restarts: 0 })
        assert.deepStrictEqual([sideLoads[0]?.seen, sideLoads[0]?.changed], [1, 1])
        assert.deepStrictEqual(yield* store.stored("main"), [
          { resource: child, live: 1, deleted: 0, rejected: 0 },
          { resource, live: 2, deleted: 0, rejected: 1 }
        ])
      })
    )
  )

  it.scoped("keeps nothing at all where its last part cannot be kept", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        const before = yield* everything
        // what rides on the page has not begun: the page has no place for it
        const failed = page(run, 0, [record("1", 1)], {
          rejected: [{ resource, id: "3", body: "{}", issue: "no" }],
          sideLoaded: [{ resource: child, records: [{ ...record("9", 1), resource: child }], complete: true }]
        })
        assert.strictEqual((yield* failureOf(store.commitPage(failed)))._tag, "Superseded")
        assert.deepStrictEqual(yield* everything, before)
      })
    )
  )

  it.scoped("that follows a page somebody else has followed is superseded, and keeps nothing", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        yield* store.commitPage(page(run, 0, [record("1", 1)]))
        const before = yield* everything
        assert.strictEqual((yield* failureOf(store.commitPage(page(run, 0, [record("2", 2)]))))._tag, "Superseded")
        assert.strictEqual((yield* failureOf(store.commitPage(page(run, 2, [record("2", 2)]))))._tag, "Superseded")
        assert.deepStrictEqual(yield* everything, before)
      })
    )
  )

  it.scoped("sent twice answers the same and changes nothing the second time", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        const entry = page(run, 0, [record("1", 1)])
        const first = yield* store.commitPage(entry)
        const before = yield* everything
        assert.deepStrictEqual(yield* store.commitPage(entry), first)
        assert.deepStrictEqual(yield* everything, before)
      })
    )
  )

  it.scoped("of two workers at the same page keeps exactly one", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        const results = yield* Effect.forEach(
          ["1", "2", "3", "4"],
          (id) => Effect.either(store.commitPage(page(run, 0, [record(id, 1)]))),
          { concurrency: "unbounded" }
        )
        assert.lengthOf(results.filter(Either.isRight), 1)
        assert.lengthOf(yield* rows, 1)
      })
    )
  )

  it.scoped("takes ten thousand records at once", () =>
    inStore(
      Effect.gen(function* () {
        const records = Array.from({ length: 10_000 }, (_, index) => record(`${index}`, index % 60))
        assert.strictEqual((yield* read(records)).changed, 10_000)
        assert.strictEqual((yield* read(records)).changed, 0)
        assert.lengthOf(yield* rows, 10_000)
      })
    )
  )

  it.scoped("keeps the later version of a record it names twice, in whichever order", () =>
    inStore(
      Effect.gen(function* () {
        yield* read([record("1", 1, "old"), record("1", 2, "new"), record("2", 2, "new"), record("2", 1, "old")])
        assert.deepStrictEqual(yield* hashes, { "1": "new", "2": "new" })
      })
    )
  )

  it.scoped("gives back hostile ids and bodies as they came", () =>
    inStore(
      Effect.gen(function* () {
        const ids = [`'; DROP TABLE openfaith_record; --`, `"quoted"`, "a\u0000b", "😀", "__proto__", "%_\\", " ", "\n"]
        const bodies = ids.map((id) =>
          JSON.stringify({
            id,
            text: `${id} \ud800 \u0000 '"`,
            ["__proto__"]: { polluted: true },
            big: "x".repeat(1_000_000)
          })
        )
        yield* read(ids.map((id, index) => ({ ...record(id, 1), body: bodies[index] ?? "" })))
        const kept = new Map((yield* rows).map(({ body, id }) => [id, body]))
        assert.deepStrictEqual(
          ids.map((id) => kept.get(id)),
          bodies
        )
        assert.strictEqual(
          (yield* read(ids.map((id, index) => ({ ...record(id, 1), body: bodies[index] ?? "" })))).changed,
          0
        )
      })
    )
  )

  it.scoped("of a record kept aside takes it out when it decodes, whatever its id", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        const ids = [`'`, "a\u0000b", "\ud800", "😀"]
        const rejected = ids.map((id) => ({ resource, id, body: "{}", issue: "no" }))
        yield* store.commitPage(page(run, 0, [], { rejected }))
        assert.strictEqual((yield* store.stored("main"))[0]?.rejected, 4)
        yield* store.commitPage(
          page(
            run,
            1,
            ids.map((id) => record(id, 1))
          )
        )
        assert.deepStrictEqual(yield* store.stored("main"), [{ resource, live: 4, deleted: 0, rejected: 0 }])
      })
    )
  )

  it.scoped("of one connection leaves every other alone", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        for (const connection of ["main", "other"]) {
          const run = yield* open("full", false, connection)
          yield* begin(run)
          yield* store.commitPage(page(run, 0, [record("1", 1, connection)]))
        }
        assert.sameMembers(
          (yield* rows).map(({ hash }) => hash),
          ["main", "other"]
        )
      })
    )
  )
})

describe("a record replaces the stored one", () => {
  const after = (first: SourceRecord.SourceRecord, second: SourceRecord.SourceRecord) =>
    inStore(
      Effect.gen(function* () {
        yield* read([first])
        const { changed } = yield* read([second])
        const [row] = yield* rows
        return { hash: row?.hash, changed }
      })
    )

  it.scoped("if it changed later", () =>
    Effect.map(after(record("1", 1, "a"), record("1", 2, "b")), (kept) =>
      assert.deepStrictEqual(kept, { hash: "b", changed: 1 })
    )
  )

  it.scoped("not if it changed earlier, however late it is read", () =>
    Effect.map(after(record("1", 2, "a"), record("1", 1, "b")), (kept) =>
      assert.deepStrictEqual(kept, { hash: "a", changed: 0 })
    )
  )

  it.scoped("if it has other content at the same moment", () =>
    Effect.map(after(record("1", 1, "a"), record("1", 1, "b")), (kept) =>
      assert.deepStrictEqual(kept, { hash: "b", changed: 1 })
    )
  )

  it.scoped("if it has no moment, other content and was read later", () =>
    Effect.map(after(record("1", undefined, "a"), record("1", undefined, "b")), (kept) =>
      assert.deepStrictEqual(kept, { hash: "b", changed: 1 })
    )
  )

  it.scoped("not if it is the same, with a moment or without", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* after(record("1", 1), record("1", 1)), { hash: "a", changed: 0 })
      assert.deepStrictEqual(yield* after(record("1", undefined), record("1", undefined)), { hash: "a", changed: 0 })
    })
  )

  it.scoped("not if it has no moment and its read began before the stored one was read", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const early = yield* open("full")
        yield* begin(early)
        yield* read([record("1", undefined, "late read")])
        yield* read([record("1", undefined, "later read")])
        yield* store.commitPage(page(early, 0, [record("1", undefined, "early read")]))
        assert.deepStrictEqual(yield* hashes, { "1": "later read" })
      })
    )
  )

  it.effect("so that the latest version is the stored one, in whatever order and pages they arrive", () =>
    Effect.promise(() =>
      FastCheck.assert(
        FastCheck.asyncProperty(
          FastCheck.array(FastCheck.array(FastCheck.nat(9), { minLength: 1, maxLength: 5 }), {
            minLength: 1,
            maxLength: 6
          }),
          (pages) =>
            inStore(
              Effect.gen(function* () {
                const store = yield* SyncStore.SyncStore
                const run = yield* open()
                yield* begin(run)
                for (const [index, versions] of pages.entries()) {
                  yield* store.commitPage(
                    page(
                      run,
                      index,
                      versions.map((version) => record("1", version, `v${version}`))
                    )
                  )
                }
                assert.deepStrictEqual(yield* hashes, { "1": `v${Math.max(...pages.flat())}` })
              })
            ).pipe(Effect.scoped, Effect.runPromise)
        ),
        { numRuns: 60 }
      )
    )
  )
})

describe("an enumeration", () => {
  const audited = (met: ReadonlyArray<string>, stored = ["1", "2", "3", "4"]) =>
    Effect.gen(function* () {
      const store = yield* SyncStore.SyncStore
      yield* read(
        stored.map((id) => record(id, 1)),
        "full"
      )
      const run = yield* open("audit")
      yield* begin(run)
      yield* store.commitPage(
        page(
          run,
          0,
          met.map((id) => record(id, 1)),
          { cursor: Cursor.done }
        )
      )
      return run
    })

  const confirm = (run: SyncStore.Run, more: Partial<SyncStore.AbsenceCommit>): SyncStore.AbsenceCommit => ({
    run,
    resource,
    follows: 1,
    commit: `commit-${++commits}`,
    looked: [],
    gone: [],
    found: [],
    status: "done",
    usage: Usage.none,
    ...more
  })

  it.scoped("finds missing what it has not met, first ids first, as many as asked for", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* audited(["2"])
        assert.deepStrictEqual(yield* store.absences(run, resource, 2), {
          missing: 3,
          live: 4,
          recentlyDeleted: 0,
          ids: ["1", "3"]
        })
      })
    )
  )

  it.scoped("does not find missing what was written since it began", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* audited(["2"])
        yield* read([record("1", 2, "edited"), record("5", 2, "new")])
        assert.deepStrictEqual((yield* store.absences(run, resource, 9)).ids, ["3", "4"])
        // not even if it was asked for before, and answered late
        yield* store.commitAbsences(confirm(run, { looked: ["1"], gone: ["1"] }))
        assert.strictEqual((yield* store.stored("main"))[0]?.deleted, 0)
      })
    )
  )

  it.scoped("does not find missing what it met and could not decode", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* audited(["2"])
        const rejected = [{ resource, id: "3", body: "{}", issue: "no" }]
        yield* store.commitPage(page(run, 1, [], { rejected, cursor: Cursor.done }))
        assert.deepStrictEqual((yield* store.absences(run, resource, 9)).ids, ["1", "4"])
      })
    )
  )

  it.scoped("marks as deleted what is confirmed gone, under its own name, and keeps what is found", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* audited(["2", "4"])
        const listing = yield* store.commitAbsences(
          confirm(run, { looked: ["1", "3"], gone: ["1"], found: [record("3", 5, "found")] })
        )
        assert.deepStrictEqual([listing.deleted, listing.changed, listing.status], [1, 1, "done"])
        assert.deepStrictEqual(
          (yield* rows).map(({ deleted_in, id }) => [id, deleted_in]),
          [
            ["1", run.id],
            ["2", null],
            ["3", null],
            ["4", null]
          ]
        )
        assert.strictEqual((yield* hashes)["3"], "found")
        assert.deepStrictEqual((yield* store.absences(run, resource, 9)).ids, [])
        assert.strictEqual((yield* store.absences(run, resource, 9)).recentlyDeleted, 1)
      })
    )
  )

  it.scoped("does not ask again for what it has asked for and is not gone", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* audited(["2", "4"])
        yield* store.commitAbsences(confirm(run, { looked: ["1"], found: [record("1", 1)], status: "reading" }))
        assert.deepStrictEqual((yield* store.absences(run, resource, 9)).ids, ["3"])
      })
    )
  )

  it.scoped("that is confirmed twice deletes once, and one that was overtaken deletes nothing", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* audited(["2", "4"])
        const entry = confirm(run, { looked: ["1"], gone: ["1"], status: "reading" })
        const first = yield* store.commitAbsences(entry)
        const before = yield* everything
        assert.deepStrictEqual(yield* store.commitAbsences(entry), first)
        const late = confirm(run, { looked: ["3"], gone: ["3"] })
        assert.strictEqual((yield* failureOf(store.commitAbsences(late)))._tag, "Superseded")
        assert.deepStrictEqual(yield* everything, before)
      })
    )
  )

  it.scoped("does not undo its deletions by a page that was read before them", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* audited(["2"])
        const early = yield* open("delta")
        yield* begin(early)
        yield* store.commitAbsences(confirm(run, { looked: ["1"], gone: ["1"] }))
        yield* store.commitPage(page(early, 0, [record("1", 1)]))
        assert.strictEqual((yield* store.stored("main"))[0]?.deleted, 1)
        yield* read([record("1", 1)])
        assert.strictEqual((yield* store.stored("main"))[0]?.deleted, 0)
      })
    )
  )

  it.scoped("does not count what the host has allowed to be deleted", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        yield* read([record("1", 1), record("2", 1)], "full")
        const run = yield* open("audit", true)
        yield* begin(run)
        yield* store.commitAbsences(confirm(run, { follows: 0, looked: ["1"], gone: ["1"] }))
        assert.strictEqual((yield* store.absences(run, resource, 9)).recentlyDeleted, 0)
      })
    )
  )

  it.scoped("forgets what was kept aside and is not there any more, and keeps what it met", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open("delta")
        yield* begin(run)
        const rejected = ["7", "8"].map((id) => ({ resource, id, body: "{}", issue: "no" }))
        yield* store.commitPage(page(run, 0, [], { rejected }))
        const audit = yield* open("audit")
        yield* begin(audit)
        const met = rejected.slice(0, 1)
        yield* store.commitPage(page(audit, 0, [], { rejected: met, cursor: Cursor.done }))
        yield* store.commitAbsences(confirm(audit, { status: "held" }))
        assert.strictEqual((yield* store.stored("main"))[0]?.rejected, 2)
        yield* store.commitAbsences(confirm(audit, { follows: 2 }))
        assert.deepStrictEqual(
          (yield* Church.quarantine).map(({ id }) => id),
          ["7"]
        )
      })
    )
  )
})

describe("openRun", () => {
  const opened = (mode: Plan.Mode, resources: ReadonlyArray<string>, acceptDeletions = false) =>
    Effect.flatMap(SyncStore.SyncStore, (store) =>
      store.openRun({ connection: "main", plan: plan(mode, ...resources), acceptDeletions })
    )

  it.scoped(
    "goes on with the unfinished run of the same mode over the same resources, in whichever order, and with no other",
    () =>
      inStore(
        Effect.gen(function* () {
          const first = yield* opened("full", ["a", "b"])
          assert.isFalse(first.resumed)
          const same = yield* opened("full", ["b", "a"])
          assert.isTrue(same.resumed)
          assert.deepStrictEqual(same.run, first.run)
          assert.isFalse((yield* opened("delta", ["a", "b"])).resumed)
          assert.isFalse((yield* opened("full", ["a"])).resumed)
          assert.isFalse((yield* opened("full", ["a", "b", "c"])).resumed)
        })
      )
  )

  it.scoped("goes on with a failed run as its next attempt, and begins a new one after a finished one", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const { run } = yield* opened("full", ["a"])
        yield* store.closeRun(run, "no luck")
        const second = yield* opened("full", ["a"])
        assert.deepStrictEqual([second.run.id, second.run.attempt, second.resumed], [run.id, 2, true])
        // the earlier attempt's last word comes too late
        yield* store.closeRun(run, undefined)
        assert.isTrue(Option.isSome(yield* store.unfinishedRun("main")))
        yield* store.closeRun(second.run, undefined)
        assert.isTrue(Option.isNone(yield* store.unfinishedRun("main")))
        const third = yield* opened("full", ["a"])
        assert.notStrictEqual(third.run.id, run.id)
        assert.deepStrictEqual([third.run.attempt, third.resumed], [1, false])
      })
    )
  )

  it.scoped("goes on as the next attempt where the host allows other deletions than before", () =>
    inStore(
      Effect.gen(function* () {
        const { run } = yield* opened("audit", ["a"])
        const allowed = yield* opened("audit", ["a"], true)
        assert.deepStrictEqual([allowed.run.id, allowed.run.attempt, allowed.run.acceptDeletions], [run.id, 2, true])
        assert.strictEqual((yield* opened("audit", ["a"], true)).run.attempt, 2)
      })
    )
  )
})

describe("memory", () => {
  const reach = (mode: Plan.Mode, second: number | undefined, latest?: number) =>
    Effect.gen(function* () {
      const store = yield* SyncStore.SyncStore
      const run = yield* open(mode)
      yield* begin(run, resource, latest === undefined ? undefined : moment(latest))
      const reached = second === undefined ? undefined : moment(second)
      yield* store.commitPage(page(run, 0, [], { reached, status: "done", cursor: Cursor.done }))
      yield* store.closeRun(run, undefined)
      return yield* store.memory("main", resource)
    })

  it.scoped("has no watermark before a read has ended, and calls only a full read complete", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        assert.deepStrictEqual(yield* store.memory("main", resource), { watermark: undefined, complete: false })
        assert.deepStrictEqual(yield* reach("delta", 5), { watermark: moment(5), complete: false })
        assert.deepStrictEqual(yield* reach("full", 6), { watermark: moment(6), complete: true })
        assert.deepStrictEqual(yield* reach("delta", 7), { watermark: moment(7), complete: true })
      })
    )
  )

  it.scoped("never goes back, and stays where a read came to no moment", () =>
    inStore(
      Effect.gen(function* () {
        yield* reach("full", 9)
        assert.deepStrictEqual((yield* reach("delta", 3)).watermark, moment(9))
        assert.deepStrictEqual((yield* reach("delta", undefined)).watermark, moment(9))
        assert.deepStrictEqual((yield* reach("full", undefined, 4)).watermark, moment(9))
      })
    )
  )

  it.scoped(
    "ends where the listing stood before the walk began: the moment it came to may have more in it by now",
    () => inStore(Effect.map(reach("full", 9, 4), ({ watermark }) => assert.strictEqual(watermark, moment(4))))
  )

  it.scoped("of a full read that counted is the latest change from before it began", () =>
    inStore(Effect.map(reach("full", undefined, 4), ({ watermark }) => assert.strictEqual(watermark, moment(4))))
  )

  it.scoped("is not moved by an audit", () =>
    inStore(
      Effect.gen(function* () {
        yield* reach("full", 4)
        assert.deepStrictEqual(yield* reach("audit", 9), { watermark: moment(4), complete: true })
      })
    )
  )
})

describe("a side-load", () => {
  const ride = (run: SyncStore.Run, follows: number, complete: boolean, last: boolean) =>
    Effect.flatMap(SyncStore.SyncStore, (store) =>
      store.commitPage(
        page(run, follows, [], {
          sideLoaded: [{ resource: child, records: [{ ...record(`${follows}`, 1), resource: child }], complete }],
          ...(last ? { status: "done" as const, cursor: Cursor.done } : {})
        })
      )
    )

  it.scoped("ends with the pages it rides on", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        yield* begin(run, child, moment(3))
        yield* ride(run, 0, true, false)
        const { sideLoads } = yield* ride(run, 1, true, true)
        assert.deepStrictEqual([sideLoads[0]?.status, sideLoads[0]?.cursor], ["done", Cursor.done])
        assert.deepStrictEqual(yield* store.memory("main", child), { watermark: moment(3), complete: true })
      })
    )
  )

  it.scoped("that was left incomplete once stays so, at its own beginning, and is not called complete", () =>
    inStore(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const run = yield* open()
        yield* begin(run)
        yield* begin(run, child, moment(3))
        yield* ride(run, 0, false, false)
        const { sideLoads } = yield* ride(run, 1, true, true)
        assert.deepStrictEqual([sideLoads[0]?.status, sideLoads[0]?.cursor], ["incomplete", Cursor.offset])
        assert.isFalse((yield* store.memory("main", child)).complete)
      })
    )
  )
})

describe("a store", () => {
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
        const options = { connection: "main", plan: plan("delta", resource), acceptDeletions: false }
        assert.strictEqual((yield* failureOf(store.commitPage(page(run, 0, [record("1", 1)]))))._tag, "Superseded")
        assert.strictEqual((yield* failureOf(begin(run, child)))._tag, "Superseded")
        assert.strictEqual((yield* failureOf(openRun(options)))._tag, "StoreError")
        assert.strictEqual((yield* failureOf(store.closeRun(run, undefined)))._tag, "StoreError")
        assert.strictEqual((yield* failureOf(store.noteWaiting(run, "nobody")))._tag, "StoreError")
        assert.deepStrictEqual(yield* everything, before)
      }).pipe(Effect.provide(Church.store(filename)))
    })
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
