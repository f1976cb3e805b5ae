/** The page commit: whole or not at all, once, and only in its turn. */
import { assert } from "@effect/vitest"
import { Cursor } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import {
  assertSuperseded,
  begin,
  child,
  commit,
  contents,
  everything,
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
  type Tests,
  usage
} from "./scene.ts"

export const pages = (it: Tests) => {
  it.effect("keeps records, what rode on them, what does not decode, counters and cursor together", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      yield* begin(run, { resource: child })
      const cursor = { _tag: "Offset", skip: 2, last: "2", restarts: 0, newest: null } as const
      const { listing, sideLoads } = yield* commit(
        page(run, 0, [record("1", 1), record("2", 2)], {
          cursor,
          rejected: [rejection("3"), rejection("8", { resource: child })],
          sideLoaded: [{ resource: child, records: [record("9", 1, "a", { resource: child })], complete: true }],
          total: 7,
          usage: usage(2, 30)
        })
      )
      assert.deepInclude(listing, {
        ...{ changed: 2, pages: 1, rejected: 1, requests: 2, seen: 3, sequence: 1, total: 7, waited: 30, cursor },
        ...{ status: "reading", deleted: 0 }
      })
      assert.lengthOf(sideLoads, 1)
      assert.deepInclude(sideLoads[0], { resource: child, seen: 1, changed: 1, rejected: 1, pages: 1, requests: 0 })
      assert.deepStrictEqual(yield* store.listings(run), [...sideLoads, listing])
      assert.deepStrictEqual(yield* store.stored(connection), [
        { resource: child, live: 1, deleted: 0, rejected: 1, unprojected: 0, unconfirmed: 0, ahead: 0 },
        { resource, live: 2, deleted: 0, rejected: 1, unprojected: 0, unconfirmed: 0, ahead: 0 }
      ])
    })
  )

  it.effect("keeps the reason where a listing is left out, which then has no page", () =>
    Effect.gen(function* () {
      const run = yield* opened(yield* newConnection)
      yield* begin(run)
      const { listing } = yield* commit(
        page(run, 0, [], { pages: 0, status: "skipped", cursor: Cursor.done, reason: "the door is closed" })
      )
      assert.deepInclude(listing, { status: "skipped", reason: "the door is closed", pages: 0, cursor: Cursor.done })
    })
  )

  it.effect("remembers how many there are until it is told otherwise", () =>
    Effect.gen(function* () {
      const run = yield* opened(yield* newConnection)
      yield* begin(run, { total: 5 })
      assert.strictEqual((yield* commit(page(run, 0))).listing.total, 5)
      assert.strictEqual((yield* commit(page(run, 1, [], { total: 6 }))).listing.total, 6)
      assert.strictEqual((yield* commit(page(run, 2))).listing.total, 6)
    })
  )

  it.effect("keeps nothing at all where what rides on the page has not begun", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      const before = yield* everything(connection, [run])
      yield* assertSuperseded(
        commit(
          page(run, 0, [record("1", 1)], {
            rejected: [rejection("3")],
            sideLoaded: [{ resource: child, records: [record("9", 1, "a", { resource: child })], complete: true }]
          })
        )
      )
      assert.deepStrictEqual(yield* everything(connection, [run]), before)
    })
  )

  it.effect("keeps nothing of a page whose listing has not begun, or has moved on, or is not there yet", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* assertSuperseded(commit(page(run, 0, [record("1", 1)])))
      yield* begin(run)
      yield* commit(page(run, 0, [record("1", 1)]))
      const before = yield* everything(connection, [run])
      yield* assertSuperseded(commit(page(run, 0, [record("2", 2)], { rejected: [rejection("3")] })))
      yield* assertSuperseded(commit(page(run, 2, [record("2", 2)], { rejected: [rejection("3")] })))
      assert.deepStrictEqual(yield* everything(connection, [run]), before)
    })
  )

  it.effect("recognises a commit of its own whose answer was lost, and changes nothing the second time", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      yield* begin(run, { resource: child })
      const entry = page(run, 0, [record("1", 1)], {
        sideLoaded: [{ resource: child, records: [record("9", 1, "a", { resource: child })], complete: true }],
        rejected: [rejection("3")],
        usage: usage(1, 1)
      })
      const first = yield* commit(entry)
      const before = yield* everything(connection, [run])
      assert.deepStrictEqual(yield* commit(entry), first)
      assert.deepStrictEqual(yield* everything(connection, [run]), before)
      // but once somebody has gone on from it, it is no longer the last
      yield* commit(page(run, 1))
      yield* assertSuperseded(commit(entry))
    })
  )

  it.effect("counts what is new or changed, and a record that a page names twice once", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const first = yield* read(connection, [record("1", 1), record("2", 1), record("1", 2, "b"), record("1", 2, "b")])
      assert.deepStrictEqual([first.seen, first.changed], [4, 2])
      const second = yield* read(connection, [record("1", 2, "b"), record("2", 2, "b"), record("3", 1)])
      assert.deepStrictEqual([second.seen, second.changed], [3, 2])
      assert.deepStrictEqual(yield* contents(connection), { "1": "b", "2": "b", "3": "a" })
    })
  )

  it.effect("keeps the same id in two resources, and in two connections, apart", () =>
    Effect.gen(function* () {
      const [connection, other] = [yield* newConnection, yield* newConnection]
      const run = yield* opened(connection)
      yield* begin(run)
      yield* begin(run, { resource: child })
      yield* commit(
        page(run, 0, [record("1", 1, "person")], {
          sideLoaded: [{ resource: child, records: [record("1", 1, "email", { resource: child })], complete: true }]
        })
      )
      yield* read(other, [record("1", 2, "somebody else")])
      assert.deepStrictEqual(yield* contents(connection), { "1": "person" })
      assert.deepStrictEqual(yield* contents(connection, child), { "1": "email" })
      assert.deepStrictEqual(yield* contents(other), { "1": "somebody else" })
    })
  )

  it.effect("keeps aside what does not decode, as it was read last, until it decodes", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      yield* commit(page(run, 0, [], { rejected: [rejection("1"), rejection("2")] }))
      const again = [
        rejection("2", { body: '{"older":true}' }),
        rejection("2", { body: '{"newer":true}', issue: "so" })
      ]
      const { listing } = yield* commit(page(run, 1, [record("1", 1)], { rejected: again }))
      assert.strictEqual(listing.rejected, 4)
      assert.deepStrictEqual(yield* quarantinedOf(connection), [
        { resource, id: "2", body: '{"newer":true}', issue: "so", run: run.id }
      ])
      assert.deepInclude(yield* storedOf(connection), { live: 1, rejected: 1 })
      // one that was stored before it ceased to decode is still there, and kept aside
      yield* commit(page(run, 2, [], { rejected: [rejection("1")] }))
      assert.deepInclude(yield* storedOf(connection), { live: 1, rejected: 2 })
    })
  )

  it.effect("lets nothing out of quarantine by a read that was not whole", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      yield* commit(page(run, 0, [], { rejected: [rejection("1")] }))
      yield* commit(page(run, 1, [record("1", 1, "a", { sparse: true })]))
      assert.deepInclude(yield* storedOf(connection), { rejected: 1 })
      yield* commit(page(run, 2, [record("1", 1)]))
      assert.deepInclude(yield* storedOf(connection), { rejected: 0 })
    })
  )

  it.effect(
    "takes more records at once than a driver has parameters",
    () =>
      Effect.gen(function* () {
        const connection = yield* newConnection
        const records = Array.from({ length: 66_000 }, (_, index) => record(`${index}`, index % 60))
        const rejected = Array.from({ length: 1000 }, (_, index) => rejection(`${index}`))
        assert.strictEqual((yield* read(connection, records, "full", { rejected })).changed, 66_000)
        assert.strictEqual((yield* read(connection, records)).changed, 0)
        assert.deepInclude(yield* storedOf(connection), { live: 66_000, rejected: 0 })
        const run = yield* opened(connection, "audit")
        yield* begin(run)
        yield* commit(page(run, 0, records.slice(500)))
        const store = yield* port
        assert.deepInclude(yield* store.absences(run, resource, 10), { missing: 500, live: 66_000 })
      }),
    120_000
  )

  it.effect("gives records a part at a time, each of them once", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const ids = ["b", "10", "9", "Z", "ä", "😀", "\uffee", "a b", "~"]
      yield* read(
        connection,
        ids.map((id) => record(id, 1))
      )
      const whole = yield* recordsOf(connection)
      assert.sameMembers(
        whole.map(({ id }) => id),
        ids
      )
      assert.deepStrictEqual(yield* recordsOf(connection, resource, 2), whole)
      assert.deepStrictEqual(whole[0]?.changedAt, "2026-01-01T00:00:01.000Z")
      assert.deepStrictEqual(yield* recordsOf(connection, "nothing"), [])
    })
  )
}
