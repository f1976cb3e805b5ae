/** Which of two versions of a record stays, in whatever order they come. */
import { assert } from "@effect/vitest"
import { Instant } from "@openfaith/client-core"
import type { SourceRecord, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import {
  absent,
  begin,
  child,
  commit,
  commitAbsences,
  contents,
  newConnection,
  opened,
  page,
  read,
  record,
  recordsOf,
  storedOf,
  type Tests
} from "./scene.ts"

/** What is kept of two versions, the second read after the first was stored. */
const after = (first: SourceRecord.SourceRecord, second: SourceRecord.SourceRecord) =>
  Effect.gen(function* () {
    const connection = yield* newConnection
    yield* read(connection, [first])
    const { changed } = yield* read(connection, [second])
    const [stored] = yield* recordsOf(connection)
    return [stored?.hash, changed]
  })

/** What is kept of two versions that two runs began to read in this order, and that came in the other. */
const crossing = (early: SourceRecord.SourceRecord, late: SourceRecord.SourceRecord) =>
  Effect.gen(function* () {
    const connection = yield* newConnection
    const slow = yield* opened(connection, "full")
    yield* begin(slow)
    yield* read(connection, [late])
    const { listing } = yield* commit(page(slow, 0, [early]))
    const [stored] = yield* recordsOf(connection)
    return [stored?.hash, listing.changed]
  })

const sparse = { sparse: true }

export const news = (it: Tests) => {
  it.effect("replaces a record by one that changed later, whichever was asked for first", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* after(record("1", 1, "a"), record("1", 2, "b")), ["b", 1])
      assert.deepStrictEqual(yield* crossing(record("1", 2, "a"), record("1", 1, "b")), ["a", 1])
    })
  )

  it.effect("does not replace a record by one that changed earlier, however late it is read", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* after(record("1", 2, "a"), record("1", 1, "b")), ["a", 0])
      assert.deepStrictEqual(yield* crossing(record("1", 1, "a"), record("1", 2, "b")), ["b", 0])
    })
  )

  it.effect("replaces a record by other content of the same moment, unless that was asked for earlier", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* after(record("1", 1, "a"), record("1", 1, "b")), ["b", 1])
      assert.deepStrictEqual(yield* crossing(record("1", 1, "a"), record("1", 1, "b")), ["b", 0])
    })
  )

  it.effect("goes by the moment itself, however it is spelled", () =>
    Effect.gen(function* () {
      const spelled = (text: string, content: string) => {
        const { changedAt: _, ...rest } = record("1", 1, content)
        // a test's own moment: the brand is what the schema would give
        return { ...rest, changedAt: text as NonNullable<SourceRecord.SourceRecord["changedAt"]> }
      }
      assert.deepStrictEqual(
        yield* after(spelled("2026-01-01T02:00:00+02:00", "a"), spelled("2026-01-01T00:30:00Z", "b")),
        ["b", 1]
      )
      assert.deepStrictEqual(
        yield* after(spelled("2026-01-01T00:00:00.250Z", "a"), spelled("2026-01-01T00:00:00Z", "b")),
        ["a", 0]
      )
      assert.deepStrictEqual(
        yield* after(spelled("2026-01-01T00:00:00Z", "a"), spelled("2026-01-01T00:00:00.000+00:00", "a")),
        ["a", 0]
      )
      assert.deepStrictEqual(
        yield* after(spelled("0001-01-01T00:00:00Z", "a"), spelled("9999-12-31T23:59:59.999Z", "b")),
        ["b", 1]
      )
    })
  )

  it.effect("replaces a record without a moment by other content whose read began later, and only by that", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* after(record("1", undefined, "a"), record("1", undefined, "b")), ["b", 1])
      assert.deepStrictEqual(yield* after(record("1", 1, "a"), record("1", undefined, "b")), ["b", 1])
      assert.deepStrictEqual(yield* after(record("1", undefined, "a"), record("1", 1, "b")), ["b", 1])
      assert.deepStrictEqual(yield* crossing(record("1", undefined, "a"), record("1", undefined, "b")), ["b", 0])
    })
  )

  it.effect("goes by when a page was asked for, where that was before the commit it follows", () =>
    Effect.gen(function* () {
      const run = yield* opened(yield* newConnection)
      const { stamp } = yield* begin(run)
      const bring = (follows: number, content: string, more: Partial<SyncStore.PageCommit> = {}) =>
        Effect.map(commit(page(run, follows, [record("1", undefined, content)], more)), ({ listing }) => listing)
      assert.strictEqual((yield* bring(0, "a")).changed, 1)
      // both were asked for before anything was kept: nothing says which of them is older
      assert.strictEqual((yield* bring(1, "b", { readAt: stamp })).changed, 1)
      const third = yield* bring(2, "c")
      assert.strictEqual(third.changed, 2)
      assert.strictEqual((yield* bring(3, "d", { readAt: third.stamp })).changed, 3)
    })
  )

  it.effect("leaves a record of the same content as it is, with a moment or without", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* after(record("1", 1), record("1", 1)), ["a", 0])
      assert.deepStrictEqual(yield* after(record("1", undefined), record("1", undefined)), ["a", 0])
    })
  )

  it.effect("takes a later moment with the same content, so that older content does not come back", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(connection, [record("1", 1, "a")])
      assert.strictEqual((yield* read(connection, [record("1", 3, "a")])).changed, 1)
      assert.strictEqual((yield* read(connection, [record("1", 2, "b")])).changed, 0)
    })
  )

  it.effect("never replaces what was read whole by what was not, and always the other way round", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* after(record("1", 1, "whole"), record("1", 2, "part", sparse)), ["whole", 0])
      assert.deepStrictEqual(yield* after(record("1", undefined, "whole"), record("1", undefined, "part", sparse)), [
        "whole",
        0
      ])
      assert.deepStrictEqual(yield* after(record("1", 2, "part", sparse), record("1", 1, "whole")), ["whole", 1])
      assert.deepStrictEqual(yield* crossing(record("1", 1, "whole"), record("1", 2, "part", sparse)), ["whole", 1])
      assert.deepStrictEqual(yield* after(record("1", 1, "a", sparse), record("1", 2, "b", sparse)), ["b", 1])
      assert.deepStrictEqual(yield* after(record("1", 2, "a", sparse), record("1", 1, "b", sparse)), ["a", 0])
    })
  )

  it.effect("tells which records were not read whole", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(connection, [record("1", 1), record("2", 1, "a", sparse)])
      assert.deepStrictEqual(
        (yield* recordsOf(connection)).map(({ id, sparse }) => [id, sparse]),
        [
          ["1", false],
          ["2", true]
        ]
      )
    })
  )

  for (const mode of ["full", "audit"] as const) {
    it.effect(`believes what a later ${mode} read shows, though the record's date went back`, () =>
      Effect.gen(function* () {
        const connection = yield* newConnection
        yield* read(connection, [record("1", 5, "a"), record("2", 5, "a")], "full")
        const { changed } = yield* read(connection, [record("1", 2, "restored"), record("2", 5, "a")], mode)
        assert.strictEqual(changed, 1)
        assert.deepStrictEqual(yield* contents(connection), { "1": "restored", "2": "a" })
        // the earlier date counts from now on
        yield* read(connection, [record("1", 3, "edited")])
        assert.deepStrictEqual(yield* contents(connection), { "1": "edited", "2": "a" })
      })
    )

    it.effect(`does not believe an earlier date of a ${mode} read that began before the record was written`, () =>
      Effect.gen(function* () {
        const connection = yield* newConnection
        const slow = yield* opened(connection, mode)
        yield* begin(slow)
        yield* read(connection, [record("1", 5, "a")])
        const { listing } = yield* commit(page(slow, 0, [record("1", 2, "b")]))
        assert.strictEqual(listing.changed, 0)
        assert.deepStrictEqual(yield* contents(connection), { "1": "a" })
      })
    )
  }

  it.effect("believes what rides on a page of a full read as it believes the page", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      yield* begin(run, { resource: child })
      const riding = (follows: number, at: number, content: string) =>
        commit(
          page(run, follows, [], {
            sideLoaded: [{ resource: child, records: [record("1", at, content, { resource: child })], complete: true }]
          })
        )
      yield* riding(0, 2, "a")
      yield* riding(1, 1, "restored")
      assert.deepStrictEqual(yield* contents(connection, child), { "1": "restored" })
    })
  )

  it.effect("never takes a sparse record of a later full read for the whole one", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(connection, [record("1", 5, "whole")], "full")
      yield* read(connection, [record("1", 2, "part", sparse)], "full")
      assert.deepStrictEqual(yield* contents(connection), { "1": "whole" })
    })
  )

  it.effect("counts the records that are dated after the source's own time, until they are dated otherwise", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const future = (id: string, content: string) =>
        record(id, undefined, content, { changedAt: Instant.Instant.make("9998-01-01T00:00:00Z"), ahead: true })
      yield* read(connection, [future("1", "a"), future("2", "a"), record("3", 1)], "full")
      assert.deepInclude(yield* storedOf(connection), { live: 3, ahead: 2 })
      assert.deepStrictEqual(
        (yield* recordsOf(connection)).map(({ ahead }) => ahead),
        [true, true, false]
      )
      yield* read(connection, [record("1", 2, "b")], "full")
      assert.deepInclude(yield* storedOf(connection), { live: 3, ahead: 1 })
      // whatever was so far ahead that it has come to pass by now, is ahead no longer
      yield* read(connection, [record("4", 1, "a", { ahead: true })], "full")
      assert.deepInclude(yield* storedOf(connection), { live: 4, ahead: 1 })
    })
  )

  it.effect("keeps what rode on another's page by the same rule", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection, "delta")
      yield* begin(run)
      yield* begin(run, { resource: child })
      const riding = (follows: number, at: number, content: string) =>
        commit(
          page(run, follows, [], {
            sideLoaded: [{ resource: child, records: [record("1", at, content, { resource: child })], complete: true }]
          })
        )
      yield* riding(0, 2, "new")
      const { sideLoads } = yield* riding(1, 1, "old")
      assert.strictEqual(sideLoads[0]?.changed, 1)
      assert.deepStrictEqual(yield* contents(connection, child), { "1": "new" })
    })
  )

  it.effect("keeps of a record that a page names twice the version that would have stayed", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(connection, [
        ...[record("1", 1, "old"), record("1", 2, "new"), record("2", 2, "new"), record("2", 1, "old")],
        ...[record("3", 1, "first"), record("3", 1, "last"), record("4", undefined, "first")],
        ...[record("4", undefined, "last"), record("5", 1, "whole"), record("5", 2, "part", sparse)]
      ])
      assert.deepStrictEqual(yield* contents(connection), {
        "1": "new",
        "2": "new",
        "3": "last",
        "4": "first",
        "5": "whole"
      })
    })
  )

  it.effect("brings back a deleted record that is seen again, and not by what was read before its deletion", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(connection, [record("1", 1), record("2", 1), record("3", 1)], "full")
      const audit = yield* opened(connection, "audit")
      yield* begin(audit)
      const slow = yield* opened(connection, "full")
      yield* begin(slow)
      yield* commitAbsences(absent(audit, 0, { looked: ["1", "2", "3"], gone: ["1", "2", "3"] }))
      assert.deepInclude(yield* storedOf(connection), { live: 0, deleted: 3 })
      yield* commit(page(slow, 0, [record("1", 1)]))
      assert.deepInclude(yield* storedOf(connection), { live: 0, deleted: 3 })
      // older than what was deleted, and yet there
      const { changed } = yield* read(connection, [record("1", 0, "b"), record("2", 9, "part", sparse)])
      assert.strictEqual(changed, 2)
      // content that was read whole stays, though only a part of it was seen
      assert.deepStrictEqual(yield* contents(connection), { "1": "b", "2": "a" })
    })
  )
}
