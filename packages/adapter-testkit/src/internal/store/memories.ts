/** What is remembered between runs: where the next delta begins, and whether a resource is known as a whole. */
import { assert } from "@effect/vitest"
import type { Plan } from "@openfaith/graph-planner"
import type { SyncStore } from "@openfaith/sync-engine"
import { Cursor } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import {
  atEnd,
  begin,
  child,
  commit,
  moment,
  newConnection,
  opened,
  page,
  port,
  record,
  resource,
  type Tests
} from "./scene.ts"

/** A run that came to a moment; `latest` is the last change there was before it began. */
const reach = (connection: string, mode: Plan.Mode, second: number | undefined, latest?: number) =>
  Effect.gen(function* () {
    const store = yield* port
    const run = yield* opened(connection, mode)
    yield* begin(run, { latest: latest === undefined ? undefined : moment(latest) })
    const reached = second === undefined ? undefined : moment(second)
    yield* commit(page(run, 0, [], { ...atEnd, reached }))
    yield* store.closeRun(run, undefined)
    return yield* store.memory(connection, resource)
  })

const ride = (run: SyncStore.Run, follows: number, complete: boolean, last: boolean) =>
  commit(
    page(run, follows, [], {
      sideLoaded: [{ resource: child, records: [record(`${follows}`, 1, "a", { resource: child })], complete }],
      ...(last ? atEnd : {})
    })
  )

export const memories = (it: Tests) => {
  it.effect("has no watermark before a read has ended, and calls only a full read complete", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const nothing = { watermark: undefined, complete: false }
      assert.deepStrictEqual(yield* store.memory(connection, resource), nothing)
      const run = yield* opened(connection)
      yield* begin(run, { latest: moment(9) })
      yield* commit(page(run, 0, [record("1", 1)], { reached: moment(9) }))
      assert.deepStrictEqual(yield* store.memory(connection, resource), nothing)
      assert.deepStrictEqual(yield* reach(connection, "delta", 5), { watermark: moment(5), complete: false })
      yield* store.closeRun(run, undefined)
      assert.deepStrictEqual(yield* reach(connection, "full", 6), { watermark: moment(6), complete: true })
      assert.deepStrictEqual(yield* reach(connection, "delta", 7), { watermark: moment(7), complete: true })
    })
  )

  it.effect("never takes a watermark back, and leaves it where a read came to no moment", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* reach(connection, "full", 9)
      assert.deepStrictEqual((yield* reach(connection, "delta", 3)).watermark, moment(9))
      assert.deepStrictEqual((yield* reach(connection, "delta", undefined)).watermark, moment(9))
      assert.deepStrictEqual((yield* reach(connection, "full", undefined, 4)).watermark, moment(9))
    })
  )

  it.effect("puts the watermark where the listing stood before the walk began, if the walk went further", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* reach(yield* newConnection, "full", 9, 4)).watermark, moment(4))
      assert.strictEqual((yield* reach(yield* newConnection, "full", 3, 4)).watermark, moment(3))
      assert.strictEqual((yield* reach(yield* newConnection, "full", undefined, 4)).watermark, moment(4))
    })
  )

  it.effect("gives the watermark back as the source spelled it", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      // a test's own moment: the brand is what the schema would give
      const reached = "2026-01-01T02:00:00.123456+02:00" as ReturnType<typeof moment>
      yield* commit(page(run, 0, [], { ...atEnd, reached }))
      assert.strictEqual((yield* store.memory(connection, resource)).watermark, reached)
    })
  )

  it.effect("is not moved by an audit, nor by a listing that was left out", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      yield* reach(connection, "full", 4)
      assert.deepStrictEqual(yield* reach(connection, "audit", 9), { watermark: moment(4), complete: true })
      const run = yield* opened(connection)
      yield* begin(run, { latest: moment(9) })
      yield* commit(page(run, 0, [], { status: "skipped", cursor: Cursor.done, reached: moment(9) }))
      assert.deepStrictEqual(yield* store.memory(connection, resource), { watermark: moment(4), complete: true })
    })
  )

  it.effect("remembers the first account of a connection for good, and each connection its own", () =>
    Effect.gen(function* () {
      const store = yield* port
      const [one, other] = [yield* newConnection, yield* newConnection]
      assert.strictEqual(yield* store.bindAccount(one, "100093"), "100093")
      assert.strictEqual(yield* store.bindAccount(one, "100094"), "100093")
      assert.strictEqual(yield* store.bindAccount(other, "100094"), "100094")
      assert.strictEqual(yield* store.bindAccount(one, "100093"), "100093")
    })
  )

  it.effect("ends a side-load with the pages it rides on", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      yield* begin(run, { resource: child, latest: moment(3) })
      yield* ride(run, 0, true, false)
      assert.isFalse((yield* store.memory(connection, child)).complete)
      const { sideLoads } = yield* ride(run, 1, true, true)
      assert.deepInclude(sideLoads[0], { status: "done", cursor: Cursor.done, pages: 2 })
      assert.deepStrictEqual(yield* store.memory(connection, child), { watermark: moment(3), complete: true })
    })
  )

  it.effect("leaves a side-load that was incomplete once so, at its own beginning, and does not call it complete", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      const cursor = Cursor.keyset("updated_at")
      yield* begin(run, { resource: child, latest: moment(3), cursor })
      yield* ride(run, 0, false, false)
      const { sideLoads } = yield* ride(run, 1, true, true)
      assert.deepInclude(sideLoads[0], { status: "incomplete", cursor })
      assert.isFalse((yield* store.memory(connection, child)).complete)
      // and goes on by itself
      const own = page(run, 2, [record("5", 5, "a", { resource: child })], {
        ...atEnd,
        resource: child,
        reached: moment(5)
      })
      assert.deepInclude((yield* commit(own)).listing, { status: "done", seen: 3 })
      assert.deepStrictEqual(yield* store.memory(connection, child), { watermark: moment(3), complete: true })
    })
  )
}
