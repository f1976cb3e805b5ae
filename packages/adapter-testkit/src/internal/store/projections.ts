/** Rows of the host's own, and records that no run asks for. */
import { assert } from "@effect/vitest"
import { Projection, type Projections, type SourceRecord, type SyncStore } from "@openfaith/sync-engine"
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
  unprojectedOf
} from "./scene.ts"

/** A host that keeps rows in memory: which, and what it was asked to do; it refuses what it is told to. */
const host = (name = resource, of = resource) => {
  const rows = new Map<string, string>()
  const asked: Array<string> = []
  const refused = new Map<string, Error>()
  const check = (ids: ReadonlyArray<string>) =>
    Effect.suspend(() => {
      const error = ids.map((id) => refused.get(id)).find((error) => error !== undefined)
      return error === undefined ? Effect.void : Effect.fail(error)
    })
  const projection: Projections.Ready = {
    name,
    version: 1,
    resource: of,
    rows: (records) => ({
      ids: records.map(({ id }) => id),
      without: [],
      refused: [],
      write: (from, to) => {
        const some = records.slice(from, to)
        asked.push(`write ${some.map(({ id }) => id)}`)
        return Effect.zipRight(
          check(some.map(({ id }) => id)),
          Effect.sync(() => {
            for (const { body, id } of some) rows.set(id, JSON.parse(body).content)
          })
        )
      }
    }),
    remove: (ids) => {
      asked.push(`remove ${ids}`)
      return Effect.zipRight(
        check(ids),
        Effect.sync(() => {
          for (const id of ids) rows.delete(id)
        })
      )
    }
  }
  return { projection, rows, asked, refused }
}

/** A run whose listing has begun, and a page of it with projections. */
const reading = (projections: ReadonlyArray<Projections.Ready>) =>
  Effect.gen(function* () {
    const connection = yield* newConnection
    const run = yield* opened(connection, "delta")
    yield* begin(run)
    let follows = 0
    const next = (records: ReadonlyArray<SourceRecord.SourceRecord>, more: Parameters<typeof page>[3] = {}) =>
      commit(page(run, follows++, records, more), projections)
    return { connection, run, next }
  })

const refusal = (id: string, issue: string, waits = false) => ({ resource, id, projection: resource, issue, waits })

export const projections = (it: Tests) => {
  it.effect("projects what a page has changed, and nothing else", () =>
    Effect.gen(function* () {
      const { asked, projection, rows } = host()
      const { next } = yield* reading([projection])
      yield* next([record("2", 1, "a"), record("1", 1, "b"), record("3", 1, "c")])
      yield* next([record("1", 1, "b"), record("2", 2, "d"), record("3", 0, "old")])
      yield* next([])
      assert.deepStrictEqual(asked, ["write 1,2,3", "write 2"])
      assert.deepStrictEqual(Object.fromEntries(rows), { 1: "b", 2: "d", 3: "c" })
    })
  )

  it.effect("projects what rode on a page, in the order of the projections", () =>
    Effect.gen(function* () {
      const order: Array<string> = []
      const [parents, children] = [host(), host(child, child)]
      const noting = ({ projection }: ReturnType<typeof host>): Projections.Ready => ({
        ...projection,
        rows: (records, origin) => {
          const made = projection.rows(records, origin)
          return {
            ...made,
            write: (from, to) => {
              order.push(projection.name)
              return made.write(from, to)
            }
          }
        }
      })
      const { next, run } = yield* reading([noting(children), noting(parents)])
      yield* begin(run, { resource: child })
      const riding = { resource: child, records: [record("9", 1, "a", { resource: child })], complete: true }
      yield* next([record("1", 1)], { sideLoaded: [riding] })
      assert.deepStrictEqual(order, [child, resource])
      assert.deepStrictEqual([...children.rows.keys(), ...parents.rows.keys()], ["9", "1"])
    })
  )

  it.effect("does not project a record that was not read whole", () =>
    Effect.gen(function* () {
      const { asked, projection } = host()
      const { next } = yield* reading([projection])
      yield* next([record("1", 1, "a", { sparse: true })])
      assert.deepStrictEqual(asked, [])
      yield* next([record("1", 1, "a")])
      assert.deepStrictEqual(asked, ["write 1"])
    })
  )

  it.effect("keeps aside exactly the records that a projection refuses, and counts them", () =>
    Effect.gen(function* () {
      const { projection, refused, rows } = host()
      const { connection, next } = yield* reading([projection])
      refused.set("3", new Error("no such name"))
      refused.set("6", new Projection.MissingParent({ parent: "household 7" }))
      const { listing } = yield* next(["1", "2", "3", "4", "5", "6", "7"].map((id) => record(id, 1)))
      assert.deepStrictEqual([...rows.keys()].sort(), ["1", "2", "4", "5", "7"])
      assert.include(listing, { seen: 7, changed: 7, rejected: 2 })
      assert.lengthOf(yield* recordsOf(connection), 7)
      assert.deepStrictEqual(yield* unprojectedOf(connection), [
        refusal("3", "no such name"),
        refusal("6", "household 7 is not there yet", true)
      ])
      assert.deepStrictEqual(
        (yield* unprojectedOf(connection, resource, true)).map(({ id }) => id),
        ["6"]
      )
      assert.include(yield* storedOf(connection), { live: 7, rejected: 0, unprojected: 2 })
    })
  )

  it.effect("keeps a record aside for each projection that refuses it, until that one has passed", () =>
    Effect.gen(function* () {
      const [one, other] = [host("one"), host("other")]
      const { connection, next } = yield* reading([one.projection, other.projection])
      one.refused.set("1", new Error("not so"))
      other.refused.set("1", new Error("nor so"))
      yield* next([record("1", 1), record("2", 1)])
      assert.deepStrictEqual(yield* unprojectedOf(connection), [
        { ...refusal("1", "not so"), projection: "one" },
        { ...refusal("1", "nor so"), projection: "other" }
      ])
      assert.include(yield* storedOf(connection), { live: 2, unprojected: 1 })
      one.refused.clear()
      const { listing } = yield* next([record("1", 2)])
      assert.strictEqual(listing.rejected, 2)
      assert.deepStrictEqual(yield* unprojectedOf(connection), [{ ...refusal("1", "nor so"), projection: "other" }])
    })
  )

  it.effect("tells what is unprojected in parts", () =>
    Effect.gen(function* () {
      const store = yield* port
      const [one, other] = [host("one"), host("other")]
      const { connection, next } = yield* reading([one.projection, other.projection])
      for (const id of ["1", "2", "3"]) for (const { refused } of [one, other]) refused.set(id, new Error("no"))
      yield* next(["1", "2", "3"].map((id) => record(id, 1)))
      const all: Array<string> = []
      for (let after: { id: string; projection: string } | undefined; ; ) {
        const part = yield* store.unprojected({ connection, resource, after, limit: 2, waiting: false })
        all.push(...part.map(({ id, projection }) => `${id} ${projection}`))
        after = part.at(-1)
        if (part.length < 2) break
      }
      assert.deepStrictEqual(
        all,
        ["1", "2", "3"].flatMap((id) => [`${id} one`, `${id} other`])
      )
    })
  )

  it.effect("projects again what is stored, without a run", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { projection, refused, rows } = host()
      const { connection, next } = yield* reading([projection])
      refused.set("2", new Error("no"))
      refused.set("3", new Error("no"))
      yield* next([record("1", 1), record("2", 1, "b"), record("3", 1)])
      refused.delete("2")
      const some = { connection, resource, ids: ["2", "3", "there is none"] }
      assert.strictEqual(yield* store.project(some, [projection]), 1)
      assert.deepStrictEqual(Object.fromEntries(rows), { 1: "a", 2: "b" })
      assert.deepStrictEqual(yield* unprojectedOf(connection), [refusal("3", "no")])
      // a host that gives its projection another name has none of the old name
      const renamed = { ...projection, name: "renamed" }
      assert.strictEqual(yield* store.project(some, [renamed]), 1)
      assert.deepStrictEqual(yield* unprojectedOf(connection), [{ ...refusal("3", "no"), projection: "renamed" }])
      assert.strictEqual(yield* store.discard(some), 1)
      assert.deepStrictEqual(yield* unprojectedOf(connection), [])
    })
  )

  it.effect(
    "runs a projection that is new once over all that is stored, in portions; and again with a new version",
    () =>
      Effect.gen(function* () {
        const store = yield* port
        const connection = yield* newConnection
        yield* read(
          connection,
          ["1", "2", "3", "4", "5"].map((id) => record(id, 1))
        )
        yield* store.commitLookup({
          ...{ connection, resource, records: [], rejected: [], gone: ["4"] },
          readAt: yield* store.draw(connection)
        })
        const { asked, projection, refused } = host()
        refused.set("2", new Error("no"))
        const all = (projection: Projections.Ready) =>
          Effect.gen(function* () {
            asked.length = 0
            while (yield* store.catchUp(connection, projection, 2));
            return asked.filter((one) => !one.includes(","))
          })
        assert.deepStrictEqual(yield* all(projection), ["write 1", "write 2", "remove 4", "write 3", "write 5"])
        assert.deepStrictEqual(yield* unprojectedOf(connection), [refusal("2", "no")])
        assert.deepStrictEqual(yield* all(projection), [])
        refused.clear()
        const next = { ...projection, version: 2 }
        assert.deepStrictEqual(yield* all(next), ["remove 4", "write 3", "write 5"])
        assert.deepStrictEqual(yield* unprojectedOf(connection), [])
        assert.deepStrictEqual(yield* all(next), [])
        const other = { ...projection, name: "other" }
        assert.lengthOf(yield* all(other), 3)
      })
  )

  it.effect("removes the rows of what is gone; one whose rows cannot go is kept aside, and tried again", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { asked, projection, refused, rows } = host()
      const { connection, run, next } = yield* reading([projection])
      yield* next([record("1", 1), record("2", 1), record("3", 1)], atEnd)
      yield* store.closeRun(run, undefined)
      const audit = yield* opened(connection, "audit")
      yield* begin(audit)
      yield* commit(page(audit, 0, [record("1", 1)]), [projection])
      refused.set("3", new Error("others point at it"))
      asked.length = 0
      const listing = yield* commitAbsences(
        absent(audit, 1, { looked: ["2", "3"], gone: ["2", "3"], status: "done" }),
        [projection]
      )
      assert.include(listing, { deleted: 2, rejected: 1 })
      assert.deepStrictEqual(asked, ["remove 2,3", "remove 2", "remove 3"])
      assert.deepStrictEqual([...rows.keys()], ["1", "3"])
      assert.deepStrictEqual(yield* unprojectedOf(connection), [refusal("3", "others point at it")])
      refused.clear()
      assert.strictEqual(yield* store.project({ connection, resource, ids: ["3"] }, [projection]), 0)
      assert.deepStrictEqual([...rows.keys()], ["1"])
      assert.deepStrictEqual(yield* unprojectedOf(connection), [])
    })
  )

  it.effect("projects what was found after all, and what comes back", () =>
    Effect.gen(function* () {
      const { projection, rows } = host()
      const { connection, run, next } = yield* reading([projection])
      yield* next([record("1", 1)], atEnd)
      yield* Effect.flatMap(port, (store) => store.closeRun(run, undefined))
      const audit = yield* opened(connection, "audit")
      yield* begin(audit)
      yield* commitAbsences(absent(audit, 0, { looked: ["1"], gone: ["1"], found: [record("7", 1)] }), [projection])
      assert.deepStrictEqual([...rows.keys()], ["7"])
      const delta = yield* opened(connection, "delta")
      yield* begin(delta)
      yield* commit(page(delta, 0, [record("1", 1, "back")]), [projection])
      assert.deepStrictEqual(Object.fromEntries(rows), { 1: "back", 7: "a" })
    })
  )

  it.effect("does nothing twice where the answer to a commit was lost", () =>
    Effect.gen(function* () {
      const { asked, projection, refused } = host()
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      refused.set("2", new Error("no"))
      const entry = page(run, 0, [record("1", 1), record("2", 1)])
      const first = yield* commit(entry, [projection])
      const calls = [...asked]
      assert.deepStrictEqual(yield* commit(entry, [projection]), first)
      assert.deepStrictEqual(asked, calls)
      assert.deepStrictEqual(yield* unprojectedOf(connection), [refusal("2", "no")])
    })
  )

  it.effect("projects nothing for whoever is superseded", () =>
    Effect.gen(function* () {
      const { asked, projection } = host()
      const { next, run } = yield* reading([projection])
      yield* next([record("1", 1)])
      const error = yield* Effect.flip(commit(page(run, 0, [record("2", 1)]), [projection]))
      assert.strictEqual(error._tag, "Superseded")
      assert.deepStrictEqual(asked, ["write 1"])
    })
  )

  it.effect("keeps what was found of a record that no run asked for, where it is news", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { projection, rows } = host()
      const connection = yield* newConnection
      const lookup = (records: ReadonlyArray<SourceRecord.SourceRecord>, readAt: number) =>
        store.commitLookup({ connection, resource, readAt, records, rejected: [], gone: [] }, [projection])
      const before = yield* store.draw(connection)
      assert.deepStrictEqual(yield* lookup([record("1", 2, "b")], before), { changed: 1, deleted: 0 })
      // asked for before the first was stored: nothing says which of them is later
      assert.deepStrictEqual(yield* lookup([record("1", 1, "a")], before), { changed: 0, deleted: 0 })
      assert.deepStrictEqual(Object.fromEntries(rows), { 1: "b" })
      assert.deepStrictEqual(yield* lookup([record("1", 1, "restored")], yield* store.draw(connection)), {
        changed: 1,
        deleted: 0
      })
      assert.deepStrictEqual(Object.fromEntries(rows), { 1: "restored" })
      const found = yield* store.record(connection, resource, "1")
      assert.strictEqual(Option.getOrThrow(found).hash, "restored")
      assert.deepStrictEqual([found], (yield* recordsOf(connection)).map(Option.some))
      assert.deepStrictEqual(yield* store.record(connection, resource, "2"), Option.none())
    })
  )

  it.effect("marks as deleted what is gone by a lookup, unless it was read since", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { projection, rows } = host()
      const connection = yield* newConnection
      yield* read(connection, [record("1", 1), record("2", 1)])
      const early = yield* store.draw(connection)
      yield* read(connection, [record("2", 2)])
      const gone = (id: string, readAt: number) =>
        store.commitLookup({ connection, resource, readAt, records: [], rejected: [], gone: [id] }, [projection])
      assert.deepStrictEqual(yield* gone("1", early), { changed: 0, deleted: 1 })
      assert.deepStrictEqual(yield* gone("2", early), { changed: 0, deleted: 0 })
      assert.deepStrictEqual(yield* gone("1", yield* store.draw(connection)), { changed: 0, deleted: 0 })
      assert.include(yield* storedOf(connection), { live: 1, deleted: 1 })
      assert.match(Option.getOrThrow(yield* store.record(connection, resource, "1")).deletedIn ?? "", /^lookup-\d+$/)
      assert.strictEqual(rows.size, 0)
    })
  )

  it.effect("keeps aside what a lookup cannot decode, and lets go of what it can, and of what is gone", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const nothing = { connection, resource, records: [], rejected: [], gone: [] }
      const lookup = (found: Partial<SyncStore.LookupCommit>) =>
        Effect.flatMap(store.draw(connection), (readAt) => store.commitLookup({ ...nothing, ...found, readAt }))
      yield* lookup({ rejected: [rejection("1"), rejection("2"), rejection("3")] })
      assert.deepStrictEqual(
        (yield* quarantinedOf(connection)).map(({ id, run }) => [id, run.startsWith("lookup-")]),
        [
          ["1", true],
          ["2", true],
          ["3", true]
        ]
      )
      yield* lookup({ records: [record("1", 1)], gone: ["2"] })
      assert.deepStrictEqual(
        (yield* quarantinedOf(connection)).map(({ id }) => id),
        ["3"]
      )
      assert.strictEqual(yield* store.discard({ connection, resource, ids: ["1", "3"] }), 1)
      assert.deepStrictEqual(yield* quarantinedOf(connection), [])
      assert.include(yield* storedOf(connection), { live: 1, rejected: 0 })
    })
  )
}
