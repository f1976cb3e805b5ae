/** What is told of runs and resources: how they stand, since when, what they did, and how current they are. */
import { assert } from "@effect/vitest"
import type { Plan } from "@openfaith/graph-planner"
import type { Freshness, RunSummary, SyncStore } from "@openfaith/sync-engine"
import { Cursor } from "@openfaith/sync-engine"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  absent,
  atEnd,
  begin,
  child,
  commit,
  commitAbsences,
  newConnection,
  open,
  opened,
  page,
  port,
  record,
  rejection,
  resource,
  type Tests,
  usage
} from "./scene.ts"

/** So that what comes next is later, by any clock. */
const awhile = Effect.sleep("5 millis")

const told = (run: SyncStore.Run) =>
  Effect.flatMap(port, (store) => Effect.map(store.summary(run.id), Option.getOrThrow))

const timesOf = (run: SyncStore.Run, of = resource) =>
  Effect.flatMap(port, (store) =>
    Effect.map(
      store.timedListings(run.id),
      (all) => all.find((one) => one.resource === of) ?? assert.fail("not listed")
    )
  )

const freshnessOf = (connection: string, of = resource) =>
  Effect.flatMap(port, (store) =>
    Effect.map(store.freshness(connection), ({ resources }) => resources.find((one) => one.resource === of))
  )

const readOf = (connection: string, mode: Plan.Mode, of = resource) =>
  Effect.map(freshnessOf(connection, of), (found) => found?.reads.find((one) => one.mode === mode))

const ids = (all: ReadonlyArray<RunSummary.RunSummary>) => all.map(({ id }) => id)

const millis = (moment: DateTime.Utc | undefined) =>
  moment === undefined ? assert.fail("it has not come to that") : DateTime.toEpochMillis(moment)

/** Each at the same time as the one before it, or later. */
const assertInOrder = (...moments: ReadonlyArray<DateTime.Utc | undefined>) => {
  const all = moments.map(millis)
  assert.deepStrictEqual(
    all,
    all.toSorted((one, other) => one - other)
  )
}

const assertLater = (one: DateTime.Utc | undefined, other: DateTime.Utc | undefined) =>
  assert.isAbove(millis(one), millis(other))

/** A run that reads a resource to its end in one page. */
const readThrough = (connection: string, mode: Plan.Mode = "full") =>
  Effect.gen(function* () {
    const store = yield* port
    const run = yield* opened(connection, mode)
    yield* begin(run)
    yield* commit(page(run, 0, [record("1", 1)], atEnd))
    yield* store.closeRun(run, undefined)
    return run
  })

const doneIn = (read: Freshness.LastRead | undefined) => read?.done?.run

export const watching = (it: Tests) => {
  it.effect("tells a connection's runs, those first that were opened last, page after page", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const runs: Array<SyncStore.Run> = []
      for (const each of ["a", "b", "c", "d", "e"]) {
        runs.unshift(yield* opened(connection, "full", { resources: [each] }))
        yield* opened(yield* newConnection, "full", { resources: [each] })
      }
      const names = runs.map(({ id }) => id)
      assert.deepStrictEqual(ids(yield* store.runs({ connection, limit: 100 })), names)
      assert.deepStrictEqual(ids(yield* store.runs({ connection, limit: 2 })), names.slice(0, 2))
      assert.deepStrictEqual(ids(yield* store.runs({ connection, limit: 2, before: names[1] })), names.slice(2, 4))
      assert.deepStrictEqual(ids(yield* store.runs({ connection, limit: 2, before: names[4] })), [])
      assert.deepStrictEqual(ids(yield* store.runs({ connection, limit: 2, before: "there is none" })), [])
      assert.deepStrictEqual(yield* store.runs({ connection: yield* newConnection, limit: 100, before: names[0] }), [])
    })
  )

  it.effect("tells those runs alone that stand in one of the ways asked for", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const [a, b, c] = [
        yield* opened(connection, "full", { resources: ["a"] }),
        yield* opened(connection, "full", { resources: ["b"] }),
        yield* opened(connection, "full", { resources: ["c"] })
      ]
      yield* store.closeRun(a, "no luck")
      yield* store.stopRun(b, "paused")
      const standing = (...status: ReadonlyArray<SyncStore.RunStatus>) =>
        Effect.map(store.runs({ connection, status, limit: 100 }), ids)
      assert.deepStrictEqual(yield* standing("failed"), [a.id])
      assert.deepStrictEqual(yield* standing("paused", "running"), [c.id, b.id])
      assert.deepStrictEqual(yield* standing("done"), [])
      assert.deepStrictEqual(yield* standing(), [])
      // the page before may have been one of any
      assert.deepStrictEqual(ids(yield* store.runs({ connection, status: ["failed"], limit: 1, before: c.id })), [a.id])
    })
  )

  it.effect("tells of a run what it is, and adds up what it did over all listings and attempts", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const first = yield* opened(connection, "audit", { resources: [resource, child], acceptDeletions: true })
      yield* begin(first, { usage: usage(1, 10) })
      yield* begin(first, { resource: child, usage: usage(1, 0) })
      yield* commit(
        page(first, 0, [record("1", 1), record("2", 1)], { usage: usage(2, 5), rejected: [rejection("3")] })
      )
      yield* store.closeRun(first, "no luck")
      const run = yield* opened(connection, "audit", { resources: [child, resource], acceptDeletions: true })
      assert.strictEqual(run.attempt, 2)
      yield* store.noteUsage(run, resource, usage(3, 100))
      yield* commit(page(run, 0, [record("4", 1, "a", { resource: child })], { resource: child }))
      yield* commitAbsences(absent(run, 1, { status: "done", usage: usage(1, 0) }))
      const summary = yield* told(run)
      assert.deepInclude(summary, {
        ...{ id: run.id, connection, mode: "audit", attempt: 2, acceptDeletions: true, status: "running" },
        resources: [child, resource],
        ended: 1,
        waiting: undefined,
        failure: undefined,
        endedAt: undefined
      })
      assert.deepStrictEqual(summary.numbers, {
        ...{ requests: 8, pages: 2, seen: 4, changed: 3, deleted: 0, rejected: 1, waitedMillis: 115 }
      })
      assert.deepStrictEqual(yield* store.runs({ connection, limit: 1 }), [summary])
      assert.deepStrictEqual(yield* store.summary("there is none"), Option.none())
    })
  )

  it.effect("notes when a run was opened, began, and ended, and since when it stands as it does", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      const running = yield* told(run)
      assertInOrder(running.openedAt, running.begunAt, running.since)
      assert.isUndefined(running.movedAt)
      assert.isUndefined(running.endedAt)
      yield* awhile
      yield* store.stopRun(run, "paused")
      const paused = yield* told(run)
      assert.deepStrictEqual([paused.openedAt, paused.begunAt], [running.openedAt, running.begunAt])
      assertLater(paused.since, running.since)
      assert.isUndefined(paused.endedAt)
      yield* awhile
      const { run: again } = yield* store.reopenRun(run, "paused")
      const resumed = yield* told(run)
      assert.deepStrictEqual(resumed.openedAt, running.openedAt)
      assertLater(resumed.begunAt, paused.since)
      assertInOrder(resumed.begunAt, resumed.since)
      yield* awhile
      yield* store.closeRun(again, "no luck")
      const failed = yield* told(run)
      assertLater(failed.endedAt, resumed.begunAt)
      assertInOrder(failed.endedAt, failed.since, failed.endedAt)
      assert.deepStrictEqual(failed.begunAt, resumed.begunAt)
      yield* store.reopenRun(run, "failed")
      assert.isUndefined((yield* told(run)).endedAt)
      yield* store.stopRun(run, "cancelled")
      const cancelled = yield* told(run)
      assertInOrder(failed.endedAt, cancelled.endedAt, cancelled.since)
      // what changes nothing is not noted
      yield* awhile
      yield* store.closeRun(again, undefined)
      yield* store.stopRun(run, "cancelled")
      assert.deepStrictEqual(yield* told(run), cancelled)
    })
  )

  it.effect("notes that a queued run has not begun before its turn has come", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const first = yield* opened(connection, "full", { resources: ["a"] })
      const { run } = yield* open(connection, "full", { resources: ["b"], whenActive: "queue" })
      const queued = yield* told(run)
      assert.strictEqual(queued.status, "queued")
      assert.isUndefined(queued.begunAt)
      assertInOrder(queued.openedAt, queued.since)
      yield* awhile
      yield* store.closeRun(first, undefined)
      yield* store.takeTurn(run)
      const begun = yield* told(run)
      assertLater(begun.begunAt, queued.openedAt)
      assertInOrder(begun.begunAt, begun.since)
    })
  )

  it.effect("tells what a run waits for, and since when, until it commits anything", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection, "audit", { resources: [resource, child] })
      yield* begin(run)
      yield* store.noteWaiting(run, "the source does not answer")
      const first = (yield* told(run)).waiting
      assert.strictEqual(first?.reason, "the source does not answer")
      assertInOrder((yield* told(run)).begunAt, first?.since)
      yield* awhile
      yield* store.noteWaiting(run, "it still does not")
      // requests that brought nothing, and what the host leaves out, do not end it
      yield* store.noteUsage(run, resource, usage(1, 1))
      yield* store.skip(run, child, "not now")
      assert.deepStrictEqual((yield* told(run)).waiting, { since: first?.since, reason: "it still does not" })
      yield* commit(page(run, 0, [record("1", 1)]))
      assert.isUndefined((yield* told(run)).waiting)
      yield* store.noteWaiting(run, "once more")
      yield* commitAbsences(absent(run, 1))
      assert.isUndefined((yield* told(run)).waiting)
    })
  )

  for (const [how, stop] of [
    ["is paused", (store, run) => store.stopRun(run, "paused")],
    ["fails", (store, run) => store.closeRun(run, "no luck")],
    ["is done", (store, run) => store.closeRun(run, undefined)]
  ] satisfies ReadonlyArray<
    readonly [string, (store: SyncStore.SyncStore["Type"], run: SyncStore.Run) => Effect.Effect<unknown, unknown>]
  >) {
    it.effect(`tells of no wait any more once the run ${how}`, () =>
      Effect.gen(function* () {
        const store = yield* port
        const run = yield* opened(yield* newConnection)
        yield* store.noteWaiting(run, "the source does not answer")
        yield* stop(store, run)
        assert.isUndefined((yield* told(run)).waiting)
      })
    )
  }

  it.effect("tells in words why a run failed, and by which error, until it goes on", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* store.closeRun(run, "the credentials were refused", "Unauthorized")
      const failure = { kind: "Unauthorized", message: "the credentials were refused" }
      assert.deepStrictEqual((yield* told(run)).failure, failure)
      // whoever comes too late says nothing
      yield* store.closeRun(run, "no luck", "Unlucky")
      assert.deepStrictEqual((yield* told(run)).failure, failure)
      const again = yield* opened(connection)
      assert.isUndefined((yield* told(run)).failure)
      yield* store.closeRun(again, "no luck")
      assert.deepStrictEqual((yield* told(run)).failure, { kind: undefined, message: "no luck" })
    })
  )

  it.effect("tells which run ended last, well or not, and of none where none has", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const last = Effect.map(store.lastEnded(connection), Option.getOrUndefined)
      const [a, b, c] = [
        yield* opened(connection, "full", { resources: ["a"] }),
        yield* opened(connection, "full", { resources: ["b"] }),
        yield* opened(connection, "full", { resources: ["c"] })
      ]
      assert.isUndefined(yield* last)
      yield* store.closeRun(c, undefined)
      assert.deepStrictEqual(yield* last, yield* told(c))
      yield* awhile
      yield* store.closeRun(a, "no luck")
      assert.deepStrictEqual(yield* last, yield* told(a))
      yield* awhile
      yield* store.stopRun(b, "cancelled")
      assert.deepStrictEqual(yield* last, yield* told(b))
      yield* awhile
      yield* store.reopenRun(a, "failed")
      assert.strictEqual((yield* last)?.id, b.id)
    })
  )

  it.effect("notes when a listing began, moved and ended; requests that brought nothing do not move it", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection)
      const { branch: _, ...listing } = yield* begin(run)
      const begun = yield* timesOf(run)
      assert.deepInclude(begun, listing)
      assertInOrder((yield* told(run)).begunAt, begun.begunAt, begun.movedAt)
      assert.isUndefined(begun.endedAt)
      yield* awhile
      yield* store.noteUsage(run, resource, usage(1, 1))
      yield* begin(run)
      assert.deepStrictEqual((yield* timesOf(run)).movedAt, begun.movedAt)
      yield* commit(page(run, 0, [record("1", 1)]))
      const moved = yield* timesOf(run)
      assertLater(moved.movedAt, begun.movedAt)
      assert.deepStrictEqual([moved.begunAt, moved.endedAt], [begun.begunAt, undefined])
      assert.deepStrictEqual((yield* told(run)).movedAt, moved.movedAt)
      yield* awhile
      const last = page(run, 1, [], atEnd)
      yield* commit(last)
      const ended = yield* timesOf(run)
      assertLater(ended.endedAt, moved.movedAt)
      assert.deepStrictEqual(ended.begunAt, begun.begunAt)
      yield* awhile
      // sent again, since its answer was lost
      yield* commit(last)
      assert.deepStrictEqual(yield* timesOf(run), ended)
    })
  )

  it.effect("notes that a resource has moved with each page of any of its branches", () =>
    Effect.gen(function* () {
      const run = yield* opened(yield* newConnection)
      const branch = { endpoint: "below", parent: "1" }
      yield* begin(run)
      yield* begin(run, { branch })
      const before = yield* timesOf(run)
      yield* awhile
      yield* commit(page(run, 0, [record("1", 1)], { ...atEnd, branch }))
      const after = yield* timesOf(run)
      assertLater(after.movedAt, before.movedAt)
      assert.isUndefined(after.endedAt)
      assert.strictEqual((yield* told(run)).ended, 0)
    })
  )

  it.effect("knows of each resource when it was last read to its end in each mode, and in which run", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      assert.deepStrictEqual(yield* freshnessOf(connection), undefined)
      const full = yield* readThrough(connection)
      const { begunAt, endedAt = assert.fail("it has not ended") } = yield* timesOf(full)
      const done = { run: full.id, begunAt, endedAt }
      assert.deepStrictEqual(yield* freshnessOf(connection), {
        resource,
        watermark: undefined,
        complete: true,
        reads: [{ mode: "full", status: "done", reason: undefined, run: full.id, endedAt, done }]
      })
      const audit = yield* readThrough(connection, "audit")
      const delta = yield* readThrough(connection, "delta")
      const again = yield* readThrough(connection, "delta")
      const { reads = [] } = (yield* freshnessOf(connection)) ?? {}
      assert.deepStrictEqual(
        reads.map((one) => [one.mode, doneIn(one)]),
        [
          ["full", full.id],
          ["delta", again.id],
          ["audit", audit.id]
        ]
      )
      assert.notStrictEqual(delta.id, again.id)
    })
  )

  it.effect("knows of nothing before a listing has come to its end, and of what was read though its run failed", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection, "full", { resources: [resource, child] })
      yield* begin(run)
      yield* commit(page(run, 0, [record("1", 1)]))
      assert.isUndefined(yield* freshnessOf(connection))
      yield* commit(page(run, 1, [], atEnd))
      yield* store.closeRun(run, "no luck")
      assert.strictEqual(doneIn(yield* readOf(connection, "full")), run.id)
      assert.isUndefined(yield* freshnessOf(connection, child))
    })
  )

  it.effect("tells what was skipped or held, and why, until it is read to its end in that mode", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const first = yield* readThrough(connection, "audit")
      const second = yield* opened(connection, "audit")
      yield* begin(second)
      yield* commit(page(second, 0, [], { cursor: Cursor.done }))
      yield* commitAbsences(absent(second, 1, { status: "held", reason: "too many" }))
      const held = yield* readOf(connection, "audit")
      assert.deepInclude(held, { status: "held", reason: "too many", run: second.id })
      assert.strictEqual(doneIn(held), first.id)
      yield* store.closeRun(second, undefined)
      const third = yield* opened(connection, "delta")
      yield* begin(third)
      yield* store.skip(third, resource, "not now")
      assert.deepInclude(yield* readOf(connection, "delta"), { status: "skipped", reason: "not now", done: undefined })
      yield* store.closeRun(third, undefined)
      // what another mode reads settles nothing
      yield* readThrough(connection, "full")
      assert.strictEqual((yield* readOf(connection, "audit"))?.status, "held")
      const last = yield* readThrough(connection, "audit")
      const settled = yield* readOf(connection, "audit")
      assert.deepInclude(settled, { status: "done", reason: undefined, run: last.id })
      assert.strictEqual(doneIn(settled), last.id)
    })
  )

  it.effect("does not take a resource for less current where a listing that began before ends after", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const early = yield* opened(connection, "full", { resources: [resource, child] })
      yield* begin(early)
      const late = yield* readThrough(connection)
      yield* commit(page(early, 0, [], atEnd))
      yield* store.closeRun(early, undefined)
      const read = yield* readOf(connection, "full")
      assert.strictEqual(read?.run, early.id)
      assert.strictEqual(doneIn(read), late.id)
    })
  )

  it.effect("knows when what came along with others' pages was read to its end", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection, "full", { resources: [resource, child] })
      yield* begin(run)
      yield* begin(run, { resource: child })
      const riding = (complete: boolean) => ({ sideLoaded: [{ resource: child, records: [], complete }] })
      yield* commit(page(run, 0, [], riding(true)))
      assert.isUndefined(yield* freshnessOf(connection, child))
      yield* commit(page(run, 1, [], { ...atEnd, ...riding(true) }))
      assert.strictEqual(doneIn(yield* readOf(connection, "full", child)), run.id)
      // of which something was left out is not read to its end
      const other = yield* opened(connection, "delta", { resources: [resource, child] })
      yield* begin(other)
      yield* begin(other, { resource: child })
      yield* commit(page(other, 0, [], { ...atEnd, ...riding(false) }))
      assert.isUndefined(yield* readOf(connection, "delta", child))
    })
  )

  it.effect("reckons how current a resource is by one clock", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* readThrough(connection)
      const { at } = yield* store.freshness(connection)
      assertInOrder((yield* told(run)).endedAt, at)
    })
  )
}
