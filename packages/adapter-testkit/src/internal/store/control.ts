/** How a run is stopped, goes on, and waits for its turn; and that nothing is kept of what it reads meanwhile. */
import { assert } from "@effect/vitest"
import { Cursor, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  absent,
  assertSuperseded,
  begin,
  child,
  commit,
  commitAbsences,
  everything,
  newConnection,
  open,
  opened,
  page,
  port,
  record,
  resource,
  type Tests
} from "./scene.ts"

/** Opened as a host does by default: behind whatever is active. */
const queue = (connection: string, ...resources: ReadonlyArray<string>) =>
  open(connection, "full", { resources, whenActive: "queue" })

const statusOf = (run: SyncStore.Run) =>
  Effect.flatMap(port, (store) =>
    Effect.map(store.findRun(run.id), Option.match({ onNone: () => "unknown", onSome: ({ status }) => status }))
  )

/** The run right ahead in the queue; none where it is this one's turn. */
const aheadOf = (run: SyncStore.Run) =>
  Effect.flatMap(port, (store) =>
    Effect.map(store.takeTurn(run), (ahead) => Option.getOrUndefined(Option.map(ahead, ({ id }) => id)))
  )

const assertStopped = (
  status: string,
  work: Effect.Effect<unknown, { readonly _tag: string; readonly status?: string }, SyncStore.SyncStore>
) => Effect.map(Effect.flip(work), (error) => assert.deepStrictEqual([error._tag, error.status], ["Stopped", status]))

/** Everything a worker may send of a run. */
const sendings = (run: SyncStore.Run) => [
  begin(run),
  begin(run, { resource: "people.Unread" }),
  commit(page(run, 1, [record("2", 2)])),
  commitAbsences(absent(run, 1, { found: [record("3", 3)], gone: ["1"] })),
  Effect.flatMap(port, (store) => store.noteWaiting(run, "it does not answer")),
  Effect.flatMap(port, (store) => store.takeTurn(run))
]

/** A run that has read a page. */
const underWay = Effect.gen(function* () {
  const connection = yield* newConnection
  const run = yield* opened(connection, "audit")
  yield* begin(run)
  yield* commit(page(run, 0, [record("1", 1)]))
  return { connection, run }
})

const stops = {
  paused: (store: SyncStore.SyncStore["Type"], run: SyncStore.Run) => store.stopRun(run, "paused"),
  cancelled: (store: SyncStore.SyncStore["Type"], run: SyncStore.Run) => store.stopRun(run, "cancelled"),
  failed: (store: SyncStore.SyncStore["Type"], run: SyncStore.Run) => store.closeRun(run, "no luck"),
  done: (store: SyncStore.SyncStore["Type"], run: SyncStore.Run) => store.closeRun(run, undefined)
}

/** What may be done to a run, and how it stands then. */
const deeds = (store: SyncStore.SyncStore["Type"], run: SyncStore.Run) => {
  const reopened = ({ resumed, status }: SyncStore.Opened) => (resumed ? status : "refused")
  return [
    store.stopRun(run, "paused"),
    store.stopRun(run, "cancelled"),
    Effect.map(store.reopenRun(run, "paused"), reopened),
    Effect.map(store.reopenRun(run, "failed"), reopened)
  ]
}

export const control = (it: Tests) => {
  for (const status of ["paused", "cancelled", "failed", "done"] as const) {
    it.effect(`keeps nothing that is read for a run which is ${status}, and says so`, () =>
      Effect.gen(function* () {
        const store = yield* port
        const { connection, run } = yield* underWay
        assert.strictEqual(yield* stops[status](store, run), status)
        const before = yield* everything(connection, [run])
        for (const sending of sendings(run)) yield* assertStopped(status, sending)
        assert.deepStrictEqual(yield* everything(connection, [run]), before)
        assert.strictEqual(yield* statusOf(run), status)
      })
    )
  }

  it.effect("keeps nothing that an earlier attempt reads, once the next has begun", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* underWay
      yield* store.stopRun(run, "paused")
      const again = yield* store.reopenRun(run, "paused")
      assert.deepStrictEqual([again.status, again.resumed, again.run.attempt], ["running", true, 2])
      const before = yield* everything(connection, [run])
      for (const sending of sendings(run)) yield* assertSuperseded(sending)
      assert.deepStrictEqual(yield* everything(connection, [run]), before)
      // the next attempt goes on where the last one was
      assert.strictEqual((yield* commit(page(again.run, 1))).listing.sequence, 2)
    })
  )

  it.effect("stops and reopens only what is there to be stopped or reopened, and says how it stands", () =>
    Effect.gen(function* () {
      const store = yield* port
      const expected = {
        paused: ["paused", "cancelled", "running", "refused"],
        failed: ["failed", "cancelled", "refused", "running"],
        cancelled: ["cancelled", "cancelled", "refused", "refused"],
        done: ["done", "done", "refused", "refused"]
      }
      for (const status of ["paused", "failed", "cancelled", "done"] as const) {
        for (const [index, told] of expected[status].entries()) {
          const { run } = yield* underWay
          yield* stops[status](store, run)
          const found = yield* deeds(store, run)[index] ?? assert.fail("no such deed")
          assert.strictEqual(found, told, `${status} ${index}`)
        }
      }
    })
  )

  it.effect("lets whoever stopped a run have the last word", () =>
    Effect.gen(function* () {
      const store = yield* port
      for (const status of ["paused", "cancelled"] as const) {
        const { run } = yield* underWay
        yield* store.stopRun(run, status)
        assert.strictEqual(yield* store.closeRun(run, undefined), status)
        assert.strictEqual(yield* store.closeRun(run, "no luck"), status)
        assert.strictEqual(yield* statusOf(run), status)
      }
    })
  )

  it.effect("leaves a paused run as it is when it is asked for, and opens a new one after one that was cancelled", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* store.stopRun(run, "paused")
      assert.deepStrictEqual(yield* open(connection, "full", { acceptDeletions: true }), {
        ...{ run, status: "paused", resumed: true, other: false }
      })
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.some(run))
      yield* store.stopRun(run, "cancelled")
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.none())
      const next = yield* open(connection)
      assert.notStrictEqual(next.run.id, run.id)
      assert.isFalse(next.resumed)
    })
  )

  it.effect("keeps what a cancelled run has read, and forgets its branches", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* underWay
      yield* begin(run, { branch: { endpoint: "below", parent: "1" } })
      yield* store.stopRun(run, "cancelled")
      assert.strictEqual((yield* store.branches(run, resource)).reading, 0)
      assert.deepInclude((yield* store.stored(connection))[0], { resource, live: 1 })
    })
  )

  it.effect("lets runs begin in the order in which they were asked for, each when those before it have ended", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const [first, second, third] = [
        yield* queue(connection, "a"),
        yield* queue(connection, "b"),
        yield* queue(connection, "c")
      ]
      assert.deepStrictEqual(
        [first, second, third].map(({ status }) => status),
        ["running", "queued", "queued"]
      )
      yield* assertStopped("queued", begin(second.run))
      assert.strictEqual(yield* aheadOf(third.run), second.run.id)
      assert.strictEqual(yield* aheadOf(second.run), first.run.id)
      assert.isUndefined(yield* aheadOf(first.run))
      yield* store.closeRun(first.run, "no luck")
      assert.strictEqual(yield* aheadOf(third.run), second.run.id)
      // one that failed and is asked for again has to wait, too
      assert.deepInclude(yield* queue(connection, "a"), { status: "queued", resumed: true })
      assert.isUndefined(yield* aheadOf(second.run))
      assert.strictEqual(yield* statusOf(second.run), "running")
      yield* begin(second.run)
      yield* store.stopRun(second.run, "paused")
      assert.isUndefined(yield* aheadOf(third.run))
      // so does one that is resumed
      const resumed = yield* store.reopenRun(second.run, "paused")
      assert.deepInclude(resumed, { status: "queued", resumed: true })
      const again = Option.getOrThrow(yield* store.findRun(first.run.id))
      assert.strictEqual(yield* aheadOf(resumed.run), again.run.id)
      assert.strictEqual(yield* aheadOf(again.run), third.run.id)
      yield* store.closeRun(third.run, undefined)
      assert.isUndefined(yield* aheadOf(again.run))
    })
  )

  it.effect("does not let one begin that was stopped while it waited, nor another wait for it", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const [first, second, third] = [
        yield* queue(connection, "a"),
        yield* queue(connection, "b"),
        yield* queue(connection, "c")
      ]
      assert.strictEqual(yield* store.stopRun(second.run, "cancelled"), "cancelled")
      yield* assertStopped("cancelled", store.takeTurn(second.run))
      assert.strictEqual(yield* aheadOf(third.run), first.run.id)
      yield* store.closeRun(first.run, undefined)
      assert.isUndefined(yield* aheadOf(third.run))
    })
  )

  it.effect("opens none where another is active and its host does not wait, and joins the same in any case", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const first = yield* queue(connection, "a")
      const other = yield* open(connection, "full", { resources: ["b"], whenActive: "leave" })
      assert.deepStrictEqual([other.run.id, other.other], [first.run.id, true])
      const same = yield* open(connection, "full", { resources: ["a"], whenActive: "leave" })
      assert.deepStrictEqual([same.run, same.status, same.other], [first.run, "running", false])
      const beside = yield* open(connection, "full", { resources: ["b"], whenActive: "alongside" })
      assert.deepInclude(beside, { status: "running", resumed: false })
      // a connection of its own has nobody before it
      assert.strictEqual((yield* queue(yield* newConnection, "b")).status, "running")
    })
  )

  it.effect("lets one begin and the others wait, however many are asked for at once", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const all = yield* Effect.forEach(["a", "b", "c", "a", "b", "c"], (each) => queue(connection, each), {
        concurrency: "unbounded"
      })
      assert.strictEqual(new Set(all.map(({ run }) => run.id)).size, 3)
      assert.strictEqual(all.filter(({ resumed }) => !resumed).length, 3)
      assert.strictEqual(new Set(all.flatMap(({ run, status }) => (status === "running" ? [run.id] : []))).size, 1)
      const running = all.find(({ status }) => status === "running")?.run
      if (running !== undefined) yield* store.closeRun(running, undefined)
      // whoever asks, and however often: the turn is one run's
      const waiting = all.flatMap(({ run, status }) => (status === "queued" ? [run] : []))
      const turns = yield* Effect.forEach(waiting, aheadOf, { concurrency: "unbounded" })
      const begun = new Set(waiting.filter((_, index) => turns[index] === undefined).map(({ id }) => id))
      assert.strictEqual(begun.size, 1)
    })
  )

  it.effect("lets one of two go on that resume a run at once, and gives it one next attempt", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { run } = yield* underWay
      yield* store.stopRun(run, "paused")
      const both = yield* Effect.all([store.reopenRun(run, "paused"), store.reopenRun(run, "paused")], {
        concurrency: "unbounded"
      })
      assert.strictEqual(both.filter(({ resumed }) => resumed).length, 1)
      assert.isTrue(both.every(({ run }) => run.attempt === 2))
    })
  )

  it.effect("leaves out what is skipped, begun or not, and supersedes whoever reads it or what it rides on", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection, "full", { resources: [resource, child] })
      yield* begin(run)
      yield* begin(run, { branch: { endpoint: "below", parent: "1" } })
      yield* begin(run, { resource: child })
      const skipped = yield* store.skip(run, child, "not now")
      assert.deepInclude(skipped, { resource: child, status: "skipped", reason: "not now", cursor: Cursor.done })
      const riding = { sideLoaded: [{ resource: child, records: [], complete: true }] }
      yield* assertSuperseded(commit(page(run, 0, [record("1", 1)], riding)))
      assert.strictEqual((yield* commit(page(run, 0, [record("1", 1)]))).listing.changed, 1)
      yield* store.skip(run, resource, "nor this")
      yield* assertSuperseded(commit(page(run, 1, [record("2", 2)])))
      yield* assertSuperseded(commit(page(run, 0, [record("2", 2)], { branch: { endpoint: "below", parent: "1" } })))
      yield* assertSuperseded(begin(run, { branch: { endpoint: "below", parent: "2" } }))
      yield* assertSuperseded(commitAbsences(absent(run, 1, { found: [record("2", 2)] })))
      // what has not begun is skipped before it does
      yield* store.skip(run, "people.Other", "nor that")
      assert.strictEqual((yield* begin(run, { resource: "people.Other" })).status, "skipped")
      assert.deepStrictEqual(
        (yield* store.listings(run)).map(({ status }) => status),
        ["skipped", "skipped", "skipped"]
      )
    })
  )

  it.effect("does not leave out what has been read to its end, nor anything of a run that has ended", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection)
      yield* begin(run)
      yield* commit(page(run, 0, [], { status: "done", cursor: Cursor.done }))
      assert.strictEqual((yield* store.skip(run, resource, "too late")).status, "done")
      yield* store.closeRun(run, undefined)
      yield* assertStopped("done", store.skip(run, child, "too late"))
    })
  )
}
