import { assert, describe, it } from "@effect/vitest"
import { Instant, Usage } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Cursor from "../src/Cursor.ts"
import type { AbsenceCommit, PageCommit } from "../src/internal/storing/commit.ts"
import type { Listing, ListingStatus, Memory } from "../src/internal/storing/listing.ts"
import * as Transition from "../src/ListingTransition.ts"

const at = (second: number) => Instant.parse(new Date(second * 1000).toISOString())

const listingOf = (resource: string, parts: Partial<Listing> = {}): Listing => ({
  run: "full-1",
  resource,
  branch: undefined,
  sequence: 3,
  stamp: 40,
  cursor: Cursor.offset,
  status: "reading",
  reason: undefined,
  pages: 0,
  seen: 0,
  changed: 0,
  deleted: 0,
  rejected: 0,
  total: undefined,
  requests: 0,
  waited: 0,
  ...parts
})

const stateOf = (listing: Listing, latest?: number): Transition.State => ({
  listing,
  commit: "before",
  latest: latest === undefined ? undefined : at(latest)
})

const run = { id: "full-1", connection: "main", mode: "full", attempt: 1, acceptDeletions: false } as const

const recordOf = (resource: string, id: string) => ({ resource, id, changedAt: undefined, hash: id, body: "{}" })

const pageOf = (parts: Partial<PageCommit> = {}): PageCommit => ({
  run,
  resource: "books",
  follows: 3,
  commit: "this",
  pages: 1,
  cursor: Cursor.offset,
  status: "reading",
  records: [recordOf("books", "1"), recordOf("books", "2")],
  rejected: [],
  sideLoaded: [],
  total: undefined,
  reached: undefined,
  usage: Usage.none,
  ...parts
})

const decided = (page: PageCommit, own: Transition.State, riding: ReadonlyArray<Transition.State> = []) => {
  const decision = Either.getOrThrow(Transition.page(page, own, "reading", riding))
  return decision === "kept" ? assert.fail("it is kept already") : decision
}

const loans = { resource: "loans", records: [recordOf("loans", "7")], complete: true }

const branch = { endpoint: "books.listOfShelf", parent: "9" }

describe("a page", () => {
  it("counts what it holds, what does not decode among it, for each resource", () => {
    const rejected = [
      { resource: "books", id: "3", body: "{}", issue: "no title" },
      { resource: "loans", id: "8", body: "{}", issue: "no date" }
    ]
    const page = pageOf({ rejected, sideLoaded: [loans] })
    const { writes } = decided(page, stateOf(listingOf("books")), [stateOf(listingOf("loans"))])
    assert.deepStrictEqual(
      writes.map(({ pages, rejected, resource, seen }) => ({ resource, pages, seen, rejected })),
      [
        { resource: "books", pages: 1, seen: 3, rejected: 1 },
        { resource: "loans", pages: 1, seen: 1, rejected: 1 }
      ]
    )
  })

  it("that was committed already is kept once, and one that others went past is superseded", () => {
    const own = { ...stateOf(listingOf("books", { sequence: 4 })), commit: "this" }
    assert.deepStrictEqual(Transition.page(pageOf(), own, "reading", []), Either.right("kept"))
    const past = stateOf(listingOf("books", { sequence: 4 }))
    assert.isTrue(Either.isLeft(Transition.page(pageOf(), past, "reading", [])))
  })

  it("keeps nothing below a listing that was left out, and nothing that rides on one", () => {
    const skipped = stateOf(listingOf("loans", { status: "skipped" }))
    assert.isTrue(
      Either.isLeft(Transition.page(pageOf({ sideLoaded: [loans] }), stateOf(listingOf("books")), "reading", [skipped]))
    )
    assert.isTrue(
      Either.isLeft(Transition.page(pageOf({ branch }), stateOf(listingOf("books", { branch })), "skipped", []))
    )
  })

  it("ends what rides on it with it, unless something of that is left to be read by itself", () => {
    const end = { status: "done", cursor: Cursor.done } as const
    const rides = (complete: boolean, status: ListingStatus) => {
      const page = pageOf({ ...end, sideLoaded: [{ ...loans, complete }] })
      return decided(page, stateOf(listingOf("books")), [stateOf(listingOf("loans", { status }))]).writes[1]
    }
    assert.deepInclude(rides(true, "reading"), end)
    assert.deepInclude(rides(false, "reading"), { status: "incomplete", cursor: Cursor.offset })
    // once incomplete, it stays so
    assert.deepInclude(rides(true, "incomplete"), { status: "incomplete", cursor: Cursor.offset })
  })

  it("of one branch leaves what rides on it for the pages of the others", () => {
    const page = pageOf({ branch, status: "done", cursor: Cursor.done, sideLoaded: [loans] })
    const { ended, writes } = decided(page, stateOf(listingOf("books", { branch })), [stateOf(listingOf("loans"))])
    assert.deepInclude(writes[1], { status: "reading", cursor: Cursor.offset })
    assert.deepStrictEqual(ended, [])
  })

  it.prop(
    "lets a later delta begin no later than what had changed before the walk began",
    [
      FastCheck.option(FastCheck.nat(9)),
      FastCheck.option(FastCheck.nat(9)),
      FastCheck.constantFrom("full" as const, "delta" as const, "audit" as const)
    ],
    ([reached, latest, mode]) => {
      const page = pageOf({
        run: { ...run, mode },
        status: "done",
        cursor: Cursor.done,
        reached: reached === null ? undefined : at(reached)
      })
      const { ended } = decided(page, stateOf(listingOf("books"), latest ?? undefined))
      if (mode === "audit") return assert.deepStrictEqual(ended, [])
      const certain = Math.min(reached ?? Number.POSITIVE_INFINITY, latest ?? Number.POSITIVE_INFINITY)
      assert.deepStrictEqual(ended, [
        { resource: "books", reached: Number.isFinite(certain) ? at(certain) : undefined }
      ])
    }
  )

  it("of an audit meets what does not decode, too", () => {
    const rejected = [{ resource: "loans", id: "8", body: "{}", issue: "no date" }]
    const page = pageOf({ run: { ...run, mode: "audit" }, rejected, sideLoaded: [loans] })
    const { met } = decided(page, stateOf(listingOf("books")), [stateOf(listingOf("loans"))])
    assert.deepStrictEqual(met, [
      { resource: "books", ids: ["1", "2"] },
      { resource: "loans", ids: ["7", "8"] }
    ])
  })

  it("was read when its listing was committed last, unless it says since when", () => {
    assert.strictEqual(decided(pageOf(), stateOf(listingOf("books"))).readAt, 40)
    assert.strictEqual(decided(pageOf({ readAt: 30 }), stateOf(listingOf("books"))).readAt, 30)
  })
})

describe("a watermark", () => {
  it.prop(
    "never goes back, and is that of the latest read in whatever order reads end",
    [FastCheck.array(FastCheck.option(FastCheck.nat(99)), { maxLength: 8 })],
    (moments) => {
      const none: Memory = { watermark: undefined, complete: false }
      const remembered = moments[0].reduce(
        (memory, moment) => Transition.remember(memory, run, moment === null ? undefined : at(moment)),
        none
      )
      const known = moments[0].filter((moment) => moment !== null)
      assert.deepStrictEqual(remembered, {
        watermark: known.length === 0 ? undefined : at(Math.max(...known)),
        complete: moments[0].length > 0
      })
    }
  )

  it("of a delta makes no resource complete", () => {
    const before = { watermark: undefined, complete: false }
    assert.deepStrictEqual(Transition.remember(before, { ...run, mode: "delta" }, at(1)), {
      ...before,
      watermark: at(1)
    })
  })
})

describe("a listing", () => {
  it("is left out only as long as something of it is to be read", () => {
    for (const status of ["reading", "incomplete"] as const) {
      const write = Transition.skip(listingOf("books", { status }), "no rights")
      assert.deepInclude(write, { status: "skipped", reason: "no rights", cursor: Cursor.done })
    }
    for (const status of ["done", "skipped", "held"] as const) {
      assert.isUndefined(Transition.skip(listingOf("books", { status }), "no rights"))
    }
  })

  it("stays where it is read to when deletions are committed", () => {
    const entry: AbsenceCommit = {
      ...{ run, resource: "books", follows: 3, commit: "this", looked: [], gone: [], found: [], unconfirmed: [] },
      ...{ status: "held", reason: "too many", usage: Usage.none }
    }
    const own = stateOf(listingOf("books", { cursor: Cursor.done, status: "done" }))
    const write = Either.getOrThrow(Transition.absences(entry, own))
    assert.deepInclude(write, { cursor: Cursor.done, status: "held", reason: "too many", pages: 0, seen: 0 })
  })
})
