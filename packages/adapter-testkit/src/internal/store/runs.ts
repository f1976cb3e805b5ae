/** Which run is to be done, how it ends, and how a listing begins. */
import { assert } from "@effect/vitest"
import { Cursor } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { begin, commit, moment, newConnection, open, opened, page, port, resource, type Tests, usage } from "./scene.ts"

export const runs = (it: Tests) => {
  it.effect("goes on with the unfinished run of the same mode over the same resources, and with no other", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const first = yield* open(connection, "full", { resources: ["a", "b"] })
      assert.isFalse(first.resumed)
      assert.deepInclude(first.run, { connection, mode: "full", attempt: 1, acceptDeletions: false })
      const same = yield* open(connection, "full", { resources: ["b", "a"] })
      assert.isTrue(same.resumed)
      assert.deepStrictEqual(same.run, first.run)
      assert.isFalse((yield* open(connection, "delta", { resources: ["a", "b"] })).resumed)
      assert.isFalse((yield* open(connection, "full", { resources: ["a"] })).resumed)
      assert.isFalse((yield* open(connection, "full", { resources: ["a", "b", "c"] })).resumed)
      assert.isFalse((yield* open(yield* newConnection, "full", { resources: ["a", "b"] })).resumed)
    })
  )

  it.effect("opens one run, however many ask at once", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const all = yield* Effect.all(
        Array.from({ length: 8 }, () => open(connection)),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(all.map(({ run }) => run.id)).size, 1)
      assert.strictEqual(all.filter(({ resumed }) => !resumed).length, 1)
    })
  )

  it.effect("gives every run an id of its own, whatever connection it is of", () =>
    Effect.gen(function* () {
      const connections = yield* Effect.all(Array.from({ length: 5 }, () => newConnection))
      const all = yield* Effect.forEach(connections, (connection) => opened(connection), { concurrency: "unbounded" })
      assert.strictEqual(new Set(all.map(({ id }) => id)).size, 5)
    })
  )

  it.effect("goes on with a failed run as its next attempt, and begins a new one after one that is done", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* store.closeRun(run, "no luck")
      const second = yield* open(connection)
      assert.deepStrictEqual([second.run.id, second.run.attempt, second.resumed], [run.id, 2, true])
      yield* store.closeRun(second.run, undefined)
      const third = yield* open(connection)
      assert.notStrictEqual(third.run.id, run.id)
      assert.deepStrictEqual([third.run.attempt, third.resumed], [1, false])
    })
  )

  it.effect("goes on as the next attempt where the host allows other deletions than before", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection, "audit")
      const allowed = yield* opened(connection, "audit", { acceptDeletions: true })
      assert.deepStrictEqual([allowed.id, allowed.attempt, allowed.acceptDeletions], [run.id, 2, true])
      assert.strictEqual((yield* opened(connection, "audit", { acceptDeletions: true })).attempt, 2)
    })
  )

  it.effect("keeps the last fifty runs that have ended, and all that have not", () =>
    Effect.gen(function* () {
      const store = yield* port
      const [connection, other] = [yield* newConnection, yield* newConnection]
      const failed = yield* opened(connection, "audit")
      yield* store.closeRun(failed, "no luck")
      const elsewhere = yield* opened(other)
      yield* store.closeRun(elsewhere, undefined)
      const ids: Array<string> = []
      for (let count = 0; count < 55; count++) {
        const run = yield* opened(connection, "delta")
        yield* begin(run)
        if (count % 7 === 0) yield* store.stopRun(run, "cancelled")
        else yield* store.closeRun(run, undefined)
        ids.push(run.id)
      }
      const kept = yield* store.runs({ connection, limit: 100 })
      assert.deepStrictEqual(
        kept.map(({ id }) => id),
        [...ids.slice(5).toReversed(), failed.id]
      )
      assert.deepStrictEqual(kept[0]?.resources, [resource])
      assert.isTrue(Option.isNone(yield* store.summary(ids[0] ?? "")))
      assert.isTrue(Option.isNone(yield* store.findRun(ids[4] ?? "")))
      assert.deepStrictEqual(
        (yield* Effect.forEach(ids.slice(4, 6), (run) => store.timedListings(run))).map(({ length }) => length),
        [0, 1]
      )
      assert.isTrue(Option.isSome(yield* store.findRun(elsewhere.id)))
      const standing = Option.getOrThrow(yield* store.findRun(ids[54] ?? ""))
      assert.deepStrictEqual(standing.run.plan, (yield* open(connection, "delta")).run.plan)
    })
  )

  it.effect("does not let an earlier attempt have the last word", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const first = yield* opened(connection)
      yield* store.closeRun(first, "no luck")
      const second = yield* opened(connection)
      yield* store.closeRun(first, undefined)
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.some(second))
    })
  )

  it.effect("tells the oldest run of a connection that is not done: failed ones are not", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.none())
      const full = yield* opened(connection, "full")
      const delta = yield* opened(connection, "delta")
      yield* store.closeRun(full, "no luck")
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.some(full))
      yield* store.closeRun(yield* opened(connection, "full"), undefined)
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.some(delta))
      yield* store.closeRun(delta, undefined)
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.none())
    })
  )

  it.effect("begins a listing once, with what is known then, and leaves one that is there as it is", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection)
      assert.deepStrictEqual(yield* store.listing(run, resource), Option.none())
      const cursor = Cursor.keyset("updated_at", moment(7))
      const { stamp, ...first } = yield* begin(run, { cursor, total: 12, usage: usage(2, 30) })
      assert.isAbove(stamp, 0)
      assert.deepStrictEqual(first, {
        run: run.id,
        resource,
        branch: undefined,
        sequence: 0,
        cursor,
        status: "reading",
        reason: undefined,
        pages: 0,
        seen: 0,
        changed: 0,
        deleted: 0,
        rejected: 0,
        total: 12,
        requests: 2,
        waited: 30
      })
      assert.deepStrictEqual(yield* begin(run, { total: 99, usage: usage(5, 5) }), { ...first, stamp })
      const { listing } = yield* commit(page(run, 0))
      assert.isAbove(listing.stamp, stamp)
      assert.deepStrictEqual(yield* begin(run), listing)
      assert.deepStrictEqual(yield* store.listing(run, resource), Option.some(listing))
    })
  )

  it.effect("lists the listings of a run, and of no other", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const [run, other] = [yield* opened(connection, "full"), yield* opened(connection, "delta")]
      for (const each of ["b", "a", "c"]) yield* begin(run, { resource: each })
      yield* begin(other, { resource: "d" })
      assert.deepStrictEqual(
        (yield* store.listings(run)).map(({ resource }) => resource),
        ["a", "b", "c"]
      )
    })
  )

  it.effect("counts what a listing used, whether it brought a page or not", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection)
      yield* begin(run, { usage: usage(1, 1.4) })
      yield* store.noteUsage(run, resource, usage(3, 20))
      const { listing } = yield* commit(page(run, 0, [], { usage: usage(2, 100.6) }))
      assert.deepStrictEqual([listing.requests, listing.waited], [6, 122])
      // of what has not begun there is nothing to count
      yield* store.noteUsage(run, "nothing", usage(1, 1))
      assert.lengthOf(yield* store.listings(run), 1)
    })
  )

  it.effect("takes note of a wait without moving the listing, however often", () =>
    Effect.gen(function* () {
      const store = yield* port
      const run = yield* opened(yield* newConnection)
      const before = yield* begin(run)
      yield* store.noteWaiting(run, "the source does not answer")
      yield* store.noteWaiting(run, "it still does not")
      assert.deepStrictEqual(yield* store.listing(run, resource), Option.some(before))
      assert.strictEqual((yield* commit(page(run, 0))).listing.sequence, 1)
    })
  )
}
