/** What a completed enumeration did not meet: the numbers for the fuse, and what becomes of it. */
import { assert } from "@effect/vitest"
import { Cursor, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import {
  absent,
  assertSuperseded,
  begin,
  child,
  commit,
  commitAbsences,
  contents,
  everything,
  missing,
  newConnection,
  opened,
  page,
  port,
  quarantinedOf,
  read,
  record,
  recordsOf,
  rejection,
  resource,
  storedOf,
  type Tests
} from "./scene.ts"

/** An audit that has met some of four records. */
const audited = (met: ReadonlyArray<string>, acceptDeletions = false) =>
  Effect.gen(function* () {
    const connection = yield* newConnection
    yield* read(
      connection,
      ["1", "2", "3", "4"].map((id) => record(id, 1)),
      "full"
    )
    const run = yield* opened(connection, "audit", { acceptDeletions })
    yield* begin(run)
    yield* commit(
      page(
        run,
        0,
        met.map((id) => record(id, 1)),
        { cursor: Cursor.done }
      )
    )
    return { connection, run }
  })

export const enumerations = (it: Tests) => {
  it.effect("finds missing what an audit has not met, first ids first, as many as asked for", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { run } = yield* audited(["2"])
      assert.deepStrictEqual(yield* store.absences(run, resource, 2), {
        missing: 3,
        live: 4,
        recentlyDeleted: 0,
        first: [
          { id: "1", above: {}, missedIn: undefined },
          { id: "3", above: {}, missedIn: undefined }
        ],
        met: [{ id: "2", above: {} }]
      })
      assert.deepStrictEqual(yield* missing(run, 0), [])
    })
  )

  it.effect("does not say what is missing in a listing that has not begun", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection, "audit")
      const failure = yield* Effect.flip(store.absences(run, resource, 9))
      assert.deepInclude(failure, { _tag: "StoreError", operation: "absences" })
    })
  )

  it.effect("does not find missing what was written since it began, and does not delete it either", () =>
    Effect.gen(function* () {
      const { connection, run } = yield* audited(["2"])
      yield* read(connection, [record("1", 2, "edited"), record("5", 2, "new")])
      assert.deepStrictEqual(yield* missing(run, 9), ["3", "4"])
      // asked for before, and answered late
      const { deleted } = yield* commitAbsences(absent(run, 1, { looked: ["1"], gone: ["1"] }))
      assert.strictEqual(deleted, 0)
      assert.deepInclude(yield* storedOf(connection), { deleted: 0 })
    })
  )

  it.effect("does not find missing what it met and could not decode", () =>
    Effect.gen(function* () {
      const { run } = yield* audited(["2"])
      yield* commit(page(run, 1, [], { rejected: [rejection("3")], cursor: Cursor.done }))
      assert.deepStrictEqual(yield* missing(run, 9), ["1", "4"])
    })
  )

  it.effect("does not find missing what an audit has met on the pages of others", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const children = ["7", "8", "9"].map((id) => record(id, 1, "a", { resource: child }))
      const before = yield* opened(connection, "full", { resources: [child] })
      yield* begin(before, { resource: child })
      yield* commit(page(before, 0, children, { resource: child, status: "done", cursor: Cursor.done }))
      const run = yield* opened(connection, "audit", { resources: [resource, child] })
      yield* begin(run)
      yield* begin(run, { resource: child })
      const met = children.slice(0, 1)
      const entry = page(run, 0, [record("1", 1)], {
        rejected: [rejection("9", { resource: child })],
        sideLoaded: [{ resource: child, records: met, complete: true }],
        cursor: Cursor.done
      })
      const { sideLoads } = yield* store.commitPage(entry)
      assert.deepStrictEqual([sideLoads[0]?.status, sideLoads[0]?.cursor], ["reading", Cursor.done])
      assert.deepStrictEqual(yield* missing(run, 9, child), ["8"])
      assert.deepStrictEqual(yield* missing(run, 9), [])
    })
  )

  it.effect("does not count what only a full or a delta run has met", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      yield* read(connection, [record("1", 1), record("2", 1)], "full")
      const run = yield* opened(connection, "delta")
      yield* begin(run)
      yield* commit(page(run, 0, [record("1", 1)]))
      assert.deepInclude(yield* store.absences(run, resource, 9), { missing: 2, live: 2 })
    })
  )

  it.effect("marks as deleted what is confirmed gone, under the run's name, and keeps what is found", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* audited(["2", "4"])
      const listing = yield* commitAbsences(
        absent(run, 1, { looked: ["1", "3"], gone: ["1"], found: [record("3", 5, "found")], status: "done" })
      )
      assert.deepInclude(listing, { deleted: 1, changed: 1, status: "done", sequence: 2 })
      assert.deepStrictEqual(
        (yield* recordsOf(connection)).map(({ deletedIn, id }) => [id, deletedIn]),
        [
          ["1", run.id],
          ["2", undefined],
          ["3", undefined],
          ["4", undefined]
        ]
      )
      assert.strictEqual((yield* contents(connection))["3"], "found")
      assert.deepInclude(yield* store.absences(run, resource, 9), { missing: 0, live: 3, recentlyDeleted: 1 })
    })
  )

  it.effect("does not ask again for what it has asked for and is not gone", () =>
    Effect.gen(function* () {
      const { run } = yield* audited(["2", "4"])
      yield* commitAbsences(absent(run, 1, { looked: ["1"], found: [record("1", 1)] }))
      assert.deepStrictEqual(yield* missing(run, 9), ["3"])
    })
  )

  it.effect("does not delete a second time what is deleted, nor what it has never had", () =>
    Effect.gen(function* () {
      const { connection, run } = yield* audited(["2", "3", "4"])
      const gone = ["1", "1", "7"]
      assert.strictEqual((yield* commitAbsences(absent(run, 1, { looked: gone, gone }))).deleted, 1)
      assert.strictEqual((yield* commitAbsences(absent(run, 2, { looked: gone, gone }))).deleted, 1)
      assert.deepInclude(yield* storedOf(connection), { live: 3, deleted: 1 })
    })
  )

  it.effect("confirms once what is sent twice, and nothing of what was overtaken", () =>
    Effect.gen(function* () {
      const { connection, run } = yield* audited(["2", "4"])
      const entry = absent(run, 1, { looked: ["1"], gone: ["1"] })
      const first = yield* commitAbsences(entry)
      const before = yield* everything(connection, [run])
      assert.deepStrictEqual(yield* commitAbsences(entry), first)
      yield* assertSuperseded(commitAbsences(absent(run, 1, { looked: ["3"], gone: ["3"] })))
      assert.deepStrictEqual(yield* everything(connection, [run]), before)
    })
  )

  it.effect("counts as recently deleted what earlier runs deleted, but not what the host allowed", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* audited(["2", "3", "4"])
      yield* commitAbsences(absent(run, 1, { looked: ["1"], gone: ["1"], status: "done" }))
      yield* store.closeRun(run, undefined)
      const next = yield* opened(connection, "audit", { acceptDeletions: true })
      yield* begin(next)
      assert.deepInclude(yield* store.absences(next, resource, 9), { live: 3, recentlyDeleted: 1 })
      yield* commitAbsences(absent(next, 0, { looked: ["2"], gone: ["2"] }))
      assert.deepInclude(yield* store.absences(next, resource, 9), { live: 2, recentlyDeleted: 1 })
    })
  )

  it.effect("holds deletions back with the reason, and changes nothing of the records", () =>
    Effect.gen(function* () {
      const { connection, run } = yield* audited([])
      const before = yield* recordsOf(connection)
      const reason = "4 of 4 records are missing"
      const listing = yield* commitAbsences(absent(run, 1, { status: "held", reason }))
      assert.deepInclude(listing, { status: "held", reason, deleted: 0 })
      assert.deepStrictEqual(yield* recordsOf(connection), before)
    })
  )

  it.effect("names a few of the live records that it met, and what it met before", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* audited(["1", "2", "3", "4"])
      assert.deepStrictEqual(
        (yield* store.absences(run, resource, 9)).met.map(({ id }) => id),
        ["1", "2", "3"]
      )
      yield* store.closeRun(run, undefined)
      const next = yield* opened(connection, "audit")
      yield* begin(next)
      assert.deepStrictEqual((yield* store.absences(next, resource, 9)).met, [])
    })
  )

  it.effect("counts what is not confirmed, and remembers the first run whose complete enumeration missed it", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* audited(["2"])
      const missedIn = (of: SyncStore.Run) =>
        Effect.map(store.absences(of, resource, 9), ({ first }) => first.map(({ id, missedIn }) => ({ id, missedIn })))
      yield* commitAbsences(
        absent(run, 1, {
          unconfirmed: [
            { id: "1", enumerated: true },
            { id: "3", enumerated: false }
          ],
          status: "done"
        })
      )
      assert.deepInclude(yield* storedOf(connection), { live: 4, unconfirmed: 2 })
      yield* store.closeRun(run, undefined)
      const next = yield* opened(connection, "audit")
      yield* begin(next)
      assert.deepStrictEqual(yield* missedIn(next), [
        { id: "1", missedIn: run.id },
        ...["2", "3", "4"].map((id) => ({ id, missedIn: undefined }))
      ])
      const unconfirmed = ["1", "3"].map((id) => ({ id, enumerated: true }))
      yield* commitAbsences(absent(next, 0, { unconfirmed }))
      const missed = yield* missedIn(next)
      assert.deepInclude(missed, { id: "1", missedIn: run.id })
      assert.deepInclude(missed, { id: "3", missedIn: next.id })
    })
  )

  it.effect("forgets that a record was missed once it is shown, found or gone", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* audited([])
      const unconfirmed = ["1", "2", "3", "4"].map((id) => ({ id, enumerated: true }))
      yield* commitAbsences(absent(run, 1, { unconfirmed }))
      assert.deepInclude(yield* storedOf(connection), { unconfirmed: 4 })
      // unchanged, and shown all the same
      yield* read(connection, [record("1", 1)])
      assert.deepInclude(yield* storedOf(connection), { unconfirmed: 3 })
      yield* commitAbsences(absent(run, 2, { gone: ["2"], found: [record("3", 1)] }))
      assert.deepInclude(yield* storedOf(connection), { live: 3, unconfirmed: 1 })
      const readAt = yield* store.draw(connection)
      const lookup = { connection, resource, readAt, records: [record("4", 1)], rejected: [], gone: [] }
      yield* store.commitLookup(lookup)
      assert.deepInclude(yield* storedOf(connection), { unconfirmed: 0 })
    })
  )

  it.effect("forgets what was kept aside of a record that is confirmed gone, though it was stored before", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(connection, [record("3", 1), record("4", 1)], "full")
      yield* read(connection, [], "delta", { rejected: [rejection("3"), rejection("4")] })
      const audit = yield* opened(connection, "audit")
      yield* begin(audit)
      yield* commit(page(audit, 0, [], { cursor: Cursor.done }))
      yield* commitAbsences(absent(audit, 1, { looked: ["3", "4"], gone: ["3"], status: "done" }))
      assert.deepStrictEqual(
        (yield* quarantinedOf(connection)).map(({ id }) => id),
        ["4"]
      )
    })
  )

  it.effect("forgets what was kept aside and is not there any more, at its end, and keeps what it met", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(connection, [], "delta", { rejected: [rejection("7"), rejection("8")] })
      const audit = yield* opened(connection, "audit")
      yield* begin(audit)
      yield* commit(page(audit, 0, [], { rejected: [rejection("7")], cursor: Cursor.done }))
      yield* commitAbsences(absent(audit, 1, { status: "held" }))
      assert.deepInclude(yield* storedOf(connection), { rejected: 2 })
      yield* commitAbsences(absent(audit, 2, { status: "done" }))
      assert.deepStrictEqual(
        (yield* quarantinedOf(connection)).map(({ id }) => id),
        ["7"]
      )
    })
  )

  it.effect("remembers what it met until its run is done, whatever an earlier attempt has to say", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* audited(["2"])
      yield* store.closeRun(run, "no luck")
      const second = yield* opened(connection, "audit")
      assert.strictEqual((yield* store.absences(second, resource, 9)).missing, 3)
      yield* store.closeRun(run, undefined)
      assert.strictEqual((yield* store.absences(second, resource, 9)).missing, 3)
    })
  )
}
