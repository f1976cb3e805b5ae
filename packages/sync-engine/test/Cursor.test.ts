import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Cursor from "../src/Cursor.ts"
import * as Listing from "./Listing.ts"

const many = cases(1000)

const enough = cases(300)

/** Those of the rows there were at the beginning that are still there, and were never seen. */
const missed = (listing: Listing.Listing, before: ReadonlyMap<number, Listing.Row>, { seen }: Listing.Walked) =>
  [...before.keys()].filter((id) => listing.rows.has(id) && !seen.has(id))

const unseen = (listing: Listing.Listing, { seen }: Listing.Walked) =>
  [...listing.rows.keys()].filter((id) => !seen.has(id))

const row = (id: number, at: number | null) => ({ id: `${id}`, at: at === null ? undefined : Listing.instant(at) })

const seekingOffset: Cursor.Seeking = { _tag: "Offset", skip: 0, last: null, restarts: 0, newest: null }

const page = (rows: ReadonlyArray<Cursor.Row>, more: boolean, total?: number): Cursor.Seen => ({
  rows,
  more,
  total
})

describe("a walk by the time of change", () => {
  it.prop(
    "sees every row that outlives it, whatever is edited, deleted and added between its pages",
    [Listing.moments, Listing.pageSize, Listing.rounds],
    ([moments, pageSize, rounds]) => {
      const listing = Listing.make(moments)
      const before = new Map(listing.rows)
      const walked = Listing.walk(listing, Cursor.keyset("at"), pageSize, rounds)
      assert.strictEqual(walked.end, "done")
      assert.deepStrictEqual(missed(listing, before, walked), [])
    },
    many
  )

  it.prop(
    "sees the last version of every row but those changed since it caught up with the present, where the next one begins",
    [Listing.moments, Listing.pageSize, Listing.rounds],
    ([moments, pageSize, rounds]) => {
      const listing = Listing.make(moments)
      const walked = Listing.walk(listing, Cursor.keyset("at"), pageSize, rounds)
      for (const { at, id, version } of listing.rows.values()) {
        if (at !== null && at < walked.caughtUp) assert.strictEqual(walked.seen.get(id), version)
      }
    },
    many
  )

  it.prop(
    "that begins at a moment sees every row from then on",
    [Listing.moments, Listing.pageSize, Listing.rounds, FastCheck.nat(5)],
    ([moments, pageSize, rounds, from]) => {
      const listing = Listing.make(moments)
      const before = new Map([...listing.rows].filter(([, { at }]) => at !== null && at >= from))
      const walked = Listing.walk(listing, Cursor.keyset("at", Listing.instant(from)), pageSize, rounds)
      assert.strictEqual(walked.end, "done")
      assert.deepStrictEqual(missed(listing, before, walked), [])
    },
    many
  )

  it.prop(
    "over a listing that holds still asks for no page more than one that counts would, and one for each page's overlap",
    [Listing.moments, Listing.pageSize],
    ([moments, pageSize]) => {
      const listing = Listing.make(moments)
      const { end, pages } = Listing.walk(listing, Cursor.keyset("at"), pageSize)
      assert.strictEqual(end, "done")
      assert.isAtMost(pages, Math.max(1, Math.ceil(moments.length / (pageSize - 1))))
    },
    many
  )

  it.prop(
    "needs neither a total nor a next link where there is the other",
    [Listing.moments, Listing.pageSize, FastCheck.boolean()],
    ([moments, pageSize, saysTotal]) => {
      const listing = Listing.make(moments, { saysTotal, forgetsNext: saysTotal })
      const walked = Listing.walk(listing, Cursor.keyset("at"), pageSize)
      assert.strictEqual(walked.end, "done")
      assert.deepStrictEqual(unseen(listing, walked), [])
    },
    many
  )

  it.prop(
    "reads rows that have no such moment before all others, as long as they do not fill a page",
    [Listing.moments, Listing.pageSize, FastCheck.integer({ min: 1, max: 2 })],
    ([moments, pageSize, without]) => {
      const listing = Listing.make([...moments, ...Array.from({ length: without }, () => null)])
      const walked = Listing.walk(listing, Cursor.keyset("at"), pageSize)
      assert.strictEqual(walked.end, "done")
      assert.deepStrictEqual(unseen(listing, walked), [])
    },
    many
  )

  it("finds the order useless where rows without a moment fill a page and more", () => {
    const listing = Listing.make([null, null, null, null, 1, 2])
    assert.strictEqual(Listing.walk(listing, Cursor.keyset("at"), 3).end, "ignored")
  })

  it("drains a second that holds many pages", () => {
    const listing = Listing.make(Array.from({ length: 50 }, () => 3))
    const walked = Listing.walk(listing, Cursor.keyset("at"), 4)
    assert.deepStrictEqual([walked.end, walked.seen.size, walked.pages], ["done", 50, 17])
  })

  it("ends at once where there is nothing, and after one page that is exactly full", () => {
    assert.strictEqual(Listing.walk(Listing.make([]), Cursor.keyset("at"), 3).pages, 1)
    assert.strictEqual(Listing.walk(Listing.make([1, 1, 2]), Cursor.keyset("at"), 3).pages, 1)
  })

  it("is not fooled by an edit that takes the last row read to the place it is expected at", () => {
    const listing = Listing.make([0, 0, 1, 0, 0, 0])
    const before = new Map(listing.rows)
    const walked = Listing.walk(listing, Cursor.keyset("at"), 5, [
      [
        { op: "edit", nth: 5 },
        { op: "delete", nth: 0 }
      ]
    ])
    assert.deepStrictEqual(missed(listing, before, walked), [])
  })

  it("counts the attempts at a second that changes under every page, until somebody gives up", () => {
    const listing = Listing.make(Array.from({ length: 60 }, () => 3))
    const disturbed = Array.from({ length: 40 }, () => [{ op: "delete", nth: 0 }] as const)
    assert.isAbove(Listing.walk(listing, Cursor.keyset("at"), 3, disturbed).restarts, 10)
  })
})

describe("a listing that does not do as it is asked", () => {
  it.prop(
    "is noticed where it ignores the filter, at the latest when the walk comes back to rows it has left",
    [FastCheck.uniqueArray(FastCheck.nat(100), { minLength: 8, maxLength: 40 }), Listing.pageSize],
    ([moments, pageSize]) => {
      const listing = Listing.make(moments, { ignoresFilter: true })
      assert.strictEqual(Listing.walk(listing, Cursor.keyset("at"), pageSize).end, "ignored")
    }
  )

  it("is noticed where a delta gets rows from before its beginning", () => {
    const cursor = Cursor.keyset("at", Listing.instant(5))
    if (cursor._tag === "Done") return assert.fail("a walk begins open")
    const step = Cursor.advance(cursor, page([row(1, 4), row(2, 6)], false, 2), 3)
    assert.deepStrictEqual(step, Cursor.Step.Ignored())
  })

  it("is noticed where a delta gets rows that have no moment at all", () => {
    const cursor = Cursor.keyset("at", Listing.instant(5))
    if (cursor._tag === "Done") return assert.fail("a walk begins open")
    const step = Cursor.advance(cursor, page([row(1, null)], false, 1), 3)
    assert.deepStrictEqual(step, Cursor.Step.Ignored())
  })

  it.prop(
    "is noticed where it ignores the order and a page shows it",
    [Listing.moments, Listing.pageSize],
    ([moments, pageSize]) => {
      const listing = Listing.make(moments, { ignoresOrder: true })
      const first = moments.slice(0, pageSize)
      FastCheck.pre(first.some((at, index) => index > 0 && at < (first[index - 1] ?? 0)))
      assert.strictEqual(Listing.walk(listing, Cursor.keyset("at"), pageSize).end, "ignored")
    },
    many
  )
})

describe("a walk that counts", () => {
  it.prop(
    "sees every row that outlives it, however many are deleted at once and wherever",
    [Listing.moments, Listing.pageSize, Listing.removals],
    ([moments, pageSize, rounds]) => {
      const listing = Listing.make(moments)
      const before = new Map(listing.rows)
      const walked = Listing.walk(listing, Cursor.offset, pageSize, rounds)
      assert.strictEqual(walked.end, "done")
      assert.deepStrictEqual(missed(listing, before, walked), [])
    },
    many
  )

  it.prop(
    "reads on where the total says there is more, though no next page is offered",
    [Listing.moments, Listing.pageSize],
    ([moments, pageSize]) => {
      const listing = Listing.make(moments, { forgetsNext: true })
      const walked = Listing.walk(listing, Cursor.offset, pageSize)
      assert.strictEqual(walked.end, "done")
      assert.deepStrictEqual(unseen(listing, walked), [])
    },
    many
  )

  it("steps back over more deletions than a page holds", () => {
    const listing = Listing.make(Array.from({ length: 30 }, () => 0))
    const before = new Map(listing.rows)
    const bulk = Array.from({ length: 10 }, () => ({ op: "delete", nth: 0 }) as const)
    const walked = Listing.walk(listing, Cursor.offset, 3, [[], [], [], [], [], [], [], bulk])
    assert.deepStrictEqual(missed(listing, before, walked), [])
  })

  it("finds its place again where the last row read is itself deleted", () => {
    const listing = Listing.make([0, 0, 0, 0, 0, 0, 0])
    const before = new Map(listing.rows)
    const walked = Listing.walk(listing, Cursor.offset, 3, [[{ op: "delete", nth: 2 }]])
    assert.deepStrictEqual([walked.end, missed(listing, before, walked)], ["done", []])
  })

  it("does not lose count of its attempts at a listing that has no order, so that somebody can give up", () => {
    const listing = Listing.make(
      Array.from({ length: 60 }, () => 0),
      { shuffles: true }
    )
    assert.isAbove(Listing.walk(listing, Cursor.offset, 3).restarts, 100)
  })

  it("ends at once where there is nothing, and after one page that is exactly full", () => {
    assert.strictEqual(Listing.walk(Listing.make([]), Cursor.offset, 3).pages, 1)
    assert.strictEqual(Listing.walk(Listing.make([1, 1, 2]), Cursor.offset, 3).pages, 1)
  })
})

describe.each([
  ["by the time of change", Cursor.keyset("at")],
  ["that counts", Cursor.offset]
] as const)("a listing that lies to a walk %s", (_, begin) => {
  const rows = FastCheck.array(FastCheck.nat(5), { minLength: 1, maxLength: 40 })

  it.prop(
    "about what it holds, by pages that come empty or cut short now and then, is read again until it is whole",
    [
      rows,
      Listing.pageSize,
      FastCheck.dictionary(FastCheck.integer({ min: 1, max: 12 }).map(String), FastCheck.nat(2))
    ],
    ([moments, pageSize, cut]) => {
      // not more than two in a row: who hears the same three times believes it
      const short = Object.fromEntries(Object.entries(cut).filter(([nth]) => Number(nth) % 3 !== 0))
      const listing = Listing.make(moments, { short })
      const walked = Listing.walk(listing, begin, pageSize)
      assert.deepStrictEqual([walked.end, unseen(listing, walked)], ["done", []])
    },
    many
  )

  it.prop(
    "about how much there is is read to its end all the same, whatever it says",
    [rows, Listing.pageSize, FastCheck.integer({ min: -50, max: 50 }), FastCheck.boolean()],
    ([moments, pageSize, totalOff, alwaysMore]) => {
      const listing = Listing.make(moments, { totalOff, alwaysMore })
      const walked = Listing.walk(listing, begin, pageSize)
      assert.deepStrictEqual([walked.end, unseen(listing, walked)], ["done", []])
    },
    many
  )

  it("by a link to a next page on each page, with no total, is read to its end", () => {
    const listing = Listing.make([1, 2, 3, 4, 5, 6, 7], { alwaysMore: true, saysTotal: false })
    const walked = Listing.walk(listing, begin, 3)
    assert.deepStrictEqual([walked.end, unseen(listing, walked)], ["done", []])
  })
})

describe.each([
  ["with a total", {}],
  ["without a total", { saysTotal: false }],
  ["and always offers a next one", { saysTotal: false, alwaysMore: true }]
])("a listing that answers with the same page for ever, %s,", (_, manners) => {
  it.prop(
    "is given up, and is never taken for read",
    [FastCheck.integer({ min: 8, max: 40 }), Listing.pageSize],
    ([length, pageSize]) => {
      const listing = Listing.make(
        Array.from({ length }, () => 0),
        { ignoresOffset: true, ...manners }
      )
      assert.isAbove(Listing.walk(listing, Cursor.offset, pageSize).restarts, 100)
    }
  )
})

/** Rows that have changed since a moment, and that the next delta would not see either. */
const lost = (listing: Listing.Listing, from: number, { reached, seen }: Listing.Walked) =>
  [...listing.rows.values()].filter(
    ({ at, id, version }) => at !== null && at >= from && seen.get(id) !== version && at < (reached ?? from)
  )

describe.each([
  ["the newest first", Cursor.descending],
  ["of what a filter leaves", Cursor.filtered]
] as const)("a walk %s", (_, begin) => {
  it.prop(
    "sees what has changed since, or leaves it to the next, whatever changes meanwhile",
    [Listing.moments, Listing.pageSize, Listing.rounds, FastCheck.nat(5)],
    ([moments, pageSize, rounds, from]) => {
      const listing = Listing.make(moments)
      const walked = Listing.walk(listing, begin("at", Listing.instant(from)), pageSize, rounds)
      assert.strictEqual(walked.end, "done")
      assert.deepStrictEqual(lost(listing, from, walked), [])
    },
    many
  )

  it.prop(
    "of a listing that stands still sees all that has changed, and comes to the latest of it or to less",
    [Listing.moments, Listing.pageSize, FastCheck.nat(5)],
    ([moments, pageSize, from]) => {
      const listing = Listing.make(moments)
      const walked = Listing.walk(listing, begin("at", Listing.instant(from)), pageSize)
      const changed = [...listing.rows.values()].filter(({ at }) => at !== null && at >= from)
      assert.includeMembers(
        [...walked.seen.keys()],
        changed.map(({ id }) => id)
      )
      if (changed.length > 0) assert.isAtMost(walked.reached ?? Infinity, Math.max(...changed.map(({ at }) => at ?? 0)))
    },
    many
  )

  it("has moments only as the first page told them", () => {
    const listing = Listing.make([1, 2, 3, 4, 5, 6, 7, 8])
    const walked = Listing.walk(listing, begin("at", Listing.instant(1)), 3)
    assert.strictEqual(walked.reached, begin === Cursor.descending ? 8 : 3)
  })
})

describe("a walk the newest first", () => {
  it("ends at the first row from before the moment it goes down to", () => {
    const listing = Listing.make(Array.from({ length: 90 }, (_, second) => second))
    const walked = Listing.walk(listing, Cursor.descending("at", Listing.instant(85)), 5)
    assert.strictEqual(walked.pages, 2)
    assert.sameMembers(
      [...walked.seen.keys()].filter((id) => id > 85),
      [86, 87, 88, 89, 90]
    )
  })

  it("notices a listing that does not keep the order", () => {
    const listing = Listing.make([5, 1, 4, 2, 3], { ignoresOrder: true })
    assert.strictEqual(Listing.walk(listing, Cursor.descending("at", Listing.instant(0)), 3).end, "ignored")
  })
})

describe("a walk of what a filter leaves", () => {
  it("notices a listing that does not filter", () => {
    const listing = Listing.make([5, 1, 4, 2, 3], { ignoresFilter: true })
    assert.strictEqual(Listing.walk(listing, Cursor.filtered("at", Listing.instant(3)), 3).end, "ignored")
  })

  it("asks for nothing more where nothing has changed", () => {
    const walked = Listing.walk(Listing.make([1, 2, 3]), Cursor.filtered("at", Listing.instant(9)), 3)
    assert.deepStrictEqual([walked.pages, walked.reached, walked.end], [1, undefined, "done"])
  })
})

const walks = [
  ["by the time of change", Cursor.keyset("at")],
  ["of everything", Cursor.offset],
  ["of what a filter leaves", Cursor.filtered("at", Listing.instant(2))],
  ["the newest first", Cursor.descending("at", Listing.instant(2))]
] as const

/** Whether a walk was to see a row: none that it begins or ends before. */
const isMeant = (begin: Cursor.Cursor, at: number | null) =>
  begin._tag === "Keyset" || begin._tag === "Offset" || (at ?? 0) >= 2

describe.each(walks)("a walk %s over a listing that can only be followed by its links", (_, begin) => {
  const left = (listing: Listing.Listing, before: ReadonlyMap<number, Listing.Row>, walked: Listing.Walked) =>
    missed(listing, before, walked).filter((id) => isMeant(begin, before.get(id)?.at ?? null))

  it.prop(
    "sees every row that outlives it, where links lead on after a row, whatever changes meanwhile",
    [Listing.moments, Listing.pageSize, Listing.rounds],
    ([moments, pageSize, rounds]) => {
      const listing = Listing.make(moments, { links: "after a row" })
      const before = new Map(listing.rows)
      const walked = Listing.walk(listing, begin, pageSize, rounds)
      assert.strictEqual(walked.end, "done")
      // one that is edited goes to the front of such a walk, where the next one begins
      const edited = (id: number) => begin._tag === "Descending" && listing.rows.get(id)?.version !== 0
      assert.deepStrictEqual(
        left(listing, before, walked).filter((id) => !edited(id)),
        []
      )
    },
    enough
  )

  it.prop(
    "is begun anew where records were deleted under it, so that none was skipped",
    [Listing.moments, Listing.pageSize, FastCheck.array(FastCheck.nat(60), { maxLength: 14 }), FastCheck.nat(6)],
    ([moments, pageSize, removed, round]) => {
      const listing = Listing.make(moments, { links: "after so many" })
      const before = new Map(listing.rows)
      const rounds = [
        ...Array.from({ length: round }, () => []),
        removed.map((nth) => ({ op: "delete", nth }) as const)
      ]
      const walked = Listing.walk(listing, begin, pageSize, rounds)
      assert.deepStrictEqual([walked.end, left(listing, before, walked)], ["done", []])
    },
    enough
  )

  it.prop(
    "comes to its end all the same where a link leads back, past a page, nowhere or is not known any more, now and then",
    [
      Listing.moments,
      Listing.pageSize,
      FastCheck.dictionary(
        FastCheck.integer({ min: 1, max: 6 }).map(String),
        // who goes down to what is known never counts to the end, and cannot notice that a page was passed over
        FastCheck.constantFrom<Listing.Lie>(
          ...(["back", "here", "end", "lost"] as const),
          ...(begin._tag === "Descending" ? [] : (["past"] as const))
        ),
        { maxKeys: 2 }
      )
    ],
    ([moments, pageSize, lies]) => {
      const listing = Listing.make(moments, { links: "after a row", lies })
      const before = new Map(listing.rows)
      const walked = Listing.walk(listing, begin, pageSize)
      // the order shows it too: then all is counted through
      if (begin._tag === "Keyset" && walked.end === "ignored") return
      assert.deepStrictEqual([walked.end, left(listing, before, walked)], ["done", []])
    },
    enough
  )

  it.prop(
    "takes the end for the end in the long run, however wrong the total is",
    [Listing.moments, Listing.pageSize, FastCheck.integer({ min: -50, max: 50 })],
    ([moments, pageSize, totalOff]) => {
      const listing = Listing.make(moments, { links: "after so many", totalOff })
      const before = new Map(listing.rows)
      const walked = Listing.walk(listing, begin, pageSize)
      assert.deepStrictEqual([walked.end, left(listing, before, walked)], ["done", []])
      assert.isAtMost(walked.restarts, 2)
    },
    enough
  )

  it.each(["back", "here"] as const)("does not walk in circles for ever (%s)", (lie) => {
    const listing = Listing.make([2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8], {
      links: "after a row",
      lies: { 3: lie },
      liesOn: true
    })
    const walked = Listing.walk(listing, begin, 3)
    assert.isTrue(walked.restarts > 10 || (begin._tag === "Keyset" && walked.end === "ignored"))
  })

  it("goes on from a cursor that was kept as JSON", () => {
    const listing = Listing.make([2, 3, 4, 5, 6], { links: "after a row" })
    if (!Cursor.isOpen(begin)) return assert.fail("a walk begins open")
    const step = Cursor.advance(begin, listing.page(Cursor.ask(begin), 3), 3)
    if (step._tag === "Ignored") return assert.fail("it does as it is asked")
    const kept = JSON.parse(JSON.stringify(Schema.encodeSync(Cursor.Cursor)(step.cursor)))
    assert.deepStrictEqual(Schema.decodeUnknownSync(Cursor.Cursor)(kept), step.cursor)
  })
})

describe("a walk over links alone", () => {
  it("notices a listing that does not filter", () => {
    const listing = Listing.make([5, 1, 4, 2, 3], { links: "after a row", ignoresFilter: true })
    assert.strictEqual(Listing.walk(listing, Cursor.filtered("at", Listing.instant(3)), 3).end, "ignored")
  })

  it("notices a listing that does not keep the order, on a later page too", () => {
    const listing = Listing.make([1, 2, 3, 2, 2, 2], { links: "after so many", ignoresOrder: true })
    const walked = Listing.walk(listing, Cursor.keyset("at"), 3)
    assert.deepStrictEqual([walked.end, walked.pages], ["ignored", 2])
  })

  it("ends where there is no next page, if nobody says how many there are", () => {
    const listing = Listing.make([1, 2, 3, 4, 5, 6, 7], { links: "after a row", saysTotal: false })
    const walked = Listing.walk(listing, Cursor.offset, 3)
    assert.deepStrictEqual([walked.end, walked.pages, walked.seen.size], ["done", 3, 7])
  })

  it("asks for nothing more where there is nothing", () => {
    assert.strictEqual(Listing.walk(Listing.make([], { links: "after a row" }), Cursor.offset, 3).pages, 1)
  })
})

describe("a listing that hides some of its records and counts them all the same", () => {
  /** Rows by their ids; what is hidden takes its place on a page, and is not on it. */
  const serve = (ids: ReadonlyArray<number>, hidden: ReadonlySet<number>, ask: Cursor.Ask, hasTotal: boolean) => {
    const from = ask.from === undefined ? 0 : ids.findIndex((id) => Listing.instant(id) === ask.from)
    const size = ask.size ?? 10
    const matching = ids.slice(Math.max(0, from))
    const end = ask.offset + size
    return {
      rows: matching.slice(ask.offset, end).flatMap((id) => (hidden.has(id) ? [] : [row(id, id)])),
      more: end < matching.length,
      onward: end < matching.length ? end : undefined,
      total: hasTotal ? matching.length : undefined
    }
  }

  it.prop(
    "is read to its end, whatever is hidden, with a total or without, by any walk",
    [FastCheck.nat(120), FastCheck.array(FastCheck.nat(120)), FastCheck.boolean(), FastCheck.boolean()],
    ([count, hides, hasTotal, byTime]) => {
      const ids = Array.from({ length: count }, (_, id) => id)
      const hidden = new Set(hides.flatMap((at) => Array.from({ length: 1 + (at % 25) }, (_, more) => at + more)))
      const seen = new Set<string>()
      let cursor: Cursor.Cursor = byTime ? Cursor.keyset("at") : Cursor.offset
      for (let pages = 0; pages < 1_000 && Cursor.isOpen(cursor); pages++) {
        const page = serve(ids, hidden, Cursor.ask(cursor), hasTotal)
        for (const { id } of page.rows) seen.add(id)
        const step = Cursor.advance(cursor, page, 10)
        if (step._tag === "Ignored") assert.fail("it does what it was asked to")
        assert.isFalse("early" in step && step.early !== undefined)
        cursor = step.cursor
      }
      assert.isFalse(Cursor.isOpen(cursor))
      assert.sameMembers(
        [...seen],
        ids.filter((id) => !hidden.has(id)).map((id) => `${id}`)
      )
    },
    enough
  )

  it.each([
    ["that go on", (at: number) => at + 10],
    ["that lead to themselves", (at: number) => at],
    ["that say nothing of where they lead", () => undefined]
  ])("without end is given up as such, over links %s", (_, onward) => {
    let cursor: Cursor.Cursor = Cursor.offset
    let early: string | undefined
    let pages = 0
    for (; pages < 1_000 && Cursor.isOpen(cursor); pages++) {
      const { offset } = Cursor.ask(cursor)
      const step = Cursor.advance(cursor, { rows: [], more: true, onward: onward(offset), total: undefined }, 10)
      if (step._tag === "Ignored") assert.fail("it does what it was asked to")
      cursor = step.cursor
      if (step._tag === "Advance") early = step.early
    }
    assert.isAtMost(pages, 101)
    assert.match(early ?? "", /says that there is more/)
  })
})

describe("a page of another size", () => {
  it("is asked for with the record of overlap on top, and doubles after some good ones", () => {
    let cursor: Cursor.Cursor = Cursor.withSize(Cursor.firstOf({ ...seekingOffset }), 2)
    const sizes: Array<number | undefined> = []
    for (let at = 0; at < 20 && Cursor.isOpen(cursor); at++) {
      const { offset, size } = Cursor.ask(cursor)
      sizes.push(size)
      const rows = Array.from({ length: size ?? 100 }, (_, index) => row(offset + index, 0))
      const step = Cursor.advance(cursor, { rows, more: true, total: undefined }, 100)
      if (step._tag !== "Advance") assert.fail("it goes on")
      cursor = step.cursor
    }
    assert.deepStrictEqual(sizes, [2, ...Array.from({ length: 15 }, () => 3), 5, 5, 5, 5])
  })

  it("passes over one record, and then is as large as it was", () => {
    const at = { ...seekingOffset, skip: 7, last: "6" }
    assert.deepStrictEqual(Cursor.ask(Cursor.past(Cursor.withSize(at, 1))), { ...Cursor.ask(seekingOffset), offset: 8 })
    assert.strictEqual(Cursor.positionOf(at), "7")
  })
})
