/** What is read below each record of another resource. */
import { assert } from "@effect/vitest"
import { Cursor, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  absent,
  assertSuperseded,
  atEnd,
  begin,
  child,
  commit,
  commitAbsences,
  missing,
  newConnection,
  opened,
  page,
  port,
  read,
  record,
  recordsOf,
  resource,
  type Tests,
  usage
} from "./scene.ts"

const endpoint = "people.Email.listOfPerson"

const below = (parent: string): SyncStore.Branch => ({ endpoint, parent })

const email = (id: string, parent: string, content = "a") =>
  record(id, 1, content, { resource: child, above: { [resource]: parent } })

/** A run in which parents are there, and the resource below them has begun. */
const fan = (mode: "full" | "delta" | "audit" = "full", parents = ["1", "2", "3"]) =>
  Effect.gen(function* () {
    const connection = yield* newConnection
    yield* read(
      connection,
      parents.map((id) => record(id, 1))
    )
    const run = yield* opened(connection, mode, { resources: [child] })
    yield* begin(run, { resource: child })
    return { connection, run }
  })

const beginBranch = (run: SyncStore.Run, parent: string) => begin(run, { resource: child, branch: below(parent) })

const branchPage = (
  run: SyncStore.Run,
  parent: string,
  follows: number,
  emails: ReadonlyArray<string>,
  more: Partial<SyncStore.PageCommit> = {}
) =>
  page(
    run,
    follows,
    emails.map((id) => email(id, parent)),
    { resource: child, branch: below(parent), ...more }
  )

const open = (run: SyncStore.Run, limit = 9, after?: string) =>
  Effect.flatMap(port, (store) =>
    Effect.map(store.openBranches({ run, resource: child, endpoint, below: resource, after, limit }), (places) =>
      places.map(({ id }) => id)
    )
  )

export const branches = (it: Tests) => {
  it.effect("reads branches side by side, each from its own cursor, and counts their pages for the resource", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { run } = yield* fan()
      yield* beginBranch(run, "1")
      yield* beginBranch(run, "2")
      const cursor = Cursor.keyset("created_at")
      const first = yield* commit(branchPage(run, "1", 0, ["a", "b"], { cursor, usage: usage(2, 30) }))
      const second = yield* commit(branchPage(run, "2", 0, ["c"], { ...atEnd, usage: usage(1, 0) }))
      assert.deepInclude(first.listing, { branch: below("1"), sequence: 1, cursor, status: "reading", pages: 1 })
      assert.deepInclude(second.listing, { branch: below("2"), sequence: 1, status: "done", pages: 2, changed: 3 })
      const [whole] = yield* store.listings(run)
      assert.deepInclude(whole, {
        ...{ resource: child, branch: undefined, sequence: 0, cursor: Cursor.offset, status: "reading" },
        ...{ pages: 2, seen: 3, changed: 3, requests: 3, waited: 30 }
      })
      const { branch, cursor: at, sequence, stamp } = first.listing
      const known = yield* store.listing(run, child, below("1"))
      assert.deepStrictEqual(known, Option.some({ ...whole, branch, cursor: at, sequence, stamp }))
      assert.deepStrictEqual(yield* store.listing(run, child, below("3")), Option.none())
    })
  )

  it.effect("keeps a branch that has begun as it stands", () =>
    Effect.gen(function* () {
      const { run } = yield* fan()
      yield* beginBranch(run, "1")
      const { listing } = yield* commit(branchPage(run, "1", 0, ["a"], { cursor: Cursor.keyset("created_at") }))
      assert.deepStrictEqual(yield* beginBranch(run, "1"), listing)
    })
  )

  it.effect("begins no branch of a resource that has not begun, and takes no page of a branch that has not", () =>
    Effect.gen(function* () {
      const { run } = yield* fan()
      yield* assertSuperseded(begin(run, { branch: below("1") }))
      yield* assertSuperseded(commit(branchPage(run, "1", 0, ["a"])))
      assert.deepStrictEqual(yield* recordsOf(run.connection, child), [])
    })
  )

  it.effect("keeps nothing of a page whose branch has moved on, whatever the others do, but knows one sent again", () =>
    Effect.gen(function* () {
      const { run } = yield* fan()
      yield* beginBranch(run, "1")
      yield* beginBranch(run, "2")
      const entry = branchPage(run, "1", 0, ["a"])
      const { listing } = yield* commit(entry)
      yield* commit(branchPage(run, "2", 0, ["c"]))
      yield* assertSuperseded(commit(branchPage(run, "1", 0, ["b"])))
      assert.deepInclude((yield* commit(entry)).listing, { sequence: listing.sequence, changed: 2, pages: 2 })
      assert.deepStrictEqual(
        (yield* recordsOf(run.connection, child)).map(({ id }) => id),
        ["a", "c"]
      )
    })
  )

  it.effect("tells which parents are left: live ones, whose branch has not come to its end", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* fan("full", ["1", "2", "3", "4", "5"])
      yield* beginBranch(run, "1")
      yield* beginBranch(run, "2")
      yield* beginBranch(run, "3")
      yield* commit(branchPage(run, "2", 0, [], atEnd))
      yield* commit(branchPage(run, "3", 0, [], { pages: 0, status: "skipped", reason: "closed", cursor: Cursor.done }))
      const audit = yield* opened(connection, "audit")
      yield* begin(audit)
      yield* commitAbsences(absent(audit, 0, { looked: ["5"], gone: ["5"] }))
      assert.deepStrictEqual(yield* open(run), ["1", "4"])
      assert.deepStrictEqual(yield* open(run, 1), ["1"])
      assert.deepStrictEqual(yield* open(run, 9, "1"), ["4"])
      assert.deepStrictEqual(yield* store.branches(run, child), { reading: 1, done: 1, skipped: 1, reason: "closed" })
      // by another endpoint none has been read
      const beside = { run, resource: child, endpoint: "beside", below: resource, limit: 9 }
      assert.deepStrictEqual(
        (yield* store.openBranches(beside)).map(({ id }) => id),
        ["1", "2", "3", "4"]
      )
    })
  )

  it.effect("goes on with the branches of a failed run, and forgets them when it is done", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* fan()
      yield* beginBranch(run, "1")
      yield* commit(branchPage(run, "1", 0, ["a"], atEnd))
      yield* store.closeRun(run, "no luck")
      const again = yield* opened(connection, "full", { resources: [child] })
      assert.deepStrictEqual(yield* open(again), ["2", "3"])
      yield* store.closeRun(again, undefined)
      assert.deepStrictEqual(yield* store.branches(again, child), {
        ...{ reading: 0, done: 0, skipped: 0 },
        reason: undefined
      })
    })
  )

  it.effect("leaves the watermark to the end of the resource, and what rides on branches to be read on", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run } = yield* fan()
      const phone = "people.PhoneNumber"
      yield* begin(run, { resource: phone })
      yield* beginBranch(run, "1")
      const phones = [record("p", 1, "a", { resource: phone })]
      const sideLoaded = [{ resource: phone, records: phones, complete: true }]
      const { sideLoads } = yield* commit(branchPage(run, "1", 0, ["a"], { ...atEnd, sideLoaded }))
      assert.deepInclude(sideLoads[0], { status: "reading", cursor: Cursor.offset, pages: 1, changed: 1 })
      assert.deepInclude(yield* store.memory(connection, child), { complete: false })
      const end = page(run, 0, [], {
        ...{ resource: child, pages: 0, ...atEnd },
        sideLoaded: [{ resource: phone, records: [], complete: true }]
      })
      const ended = yield* commit(end)
      assert.deepInclude(ended.listing, { status: "done", pages: 1, changed: 1, branch: undefined })
      assert.deepInclude(ended.sideLoads[0], { status: "done", cursor: Cursor.done, pages: 1 })
      for (const resource of [child, phone]) {
        assert.deepInclude(yield* store.memory(connection, resource), { complete: true })
      }
    })
  )

  it.effect("tells below what a record hangs, as the last read that told it", () =>
    Effect.gen(function* () {
      const { connection, run } = yield* fan("audit")
      const above = (id: string) =>
        Effect.map(recordsOf(connection, child), (all) => all.find((one) => one.id === id)?.above)
      yield* beginBranch(run, "1")
      yield* commit(branchPage(run, "1", 0, ["a", "b"]))
      assert.deepStrictEqual(yield* above("a"), { [resource]: "1" })
      const later = yield* opened(connection, "full", { resources: [child] })
      yield* begin(later, { resource: child })
      // by itself, it says nothing of that
      const edited = record("a", 2, "edited", { resource: child })
      yield* commit(page(later, 0, [edited], { resource: child }))
      assert.deepStrictEqual(yield* above("a"), { [resource]: "1" })
      yield* commit(page(later, 1, [{ ...email("a", "2", "moved"), changedAt: undefined }], { resource: child }))
      assert.deepStrictEqual(yield* above("a"), { [resource]: "2" })
    })
  )

  it.effect("finds missing what no branch of an audit has met, and says where it was", () =>
    Effect.gen(function* () {
      const store = yield* port
      const { connection, run: first } = yield* fan()
      yield* beginBranch(first, "1")
      yield* commit(branchPage(first, "1", 0, ["a", "b"]))
      const run = yield* opened(connection, "audit", { resources: [child] })
      yield* begin(run, { resource: child })
      yield* beginBranch(run, "1")
      yield* commit(branchPage(run, "1", 0, ["b"], { cursor: Cursor.done }))
      assert.deepStrictEqual(yield* missing(run, 9, child), ["a"])
      const { first: places } = yield* store.absences(run, child, 9)
      assert.deepStrictEqual(places, [{ id: "a", above: { [resource]: "1" }, missedIn: undefined }])
    })
  )
}
