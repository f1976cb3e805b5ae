import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as Cursor from "../src/Cursor.ts"
import * as Progress from "../src/Progress.ts"
import * as RunSummary from "../src/RunSummary.ts"
import { TooManyRejected } from "../src/SyncError.ts"
import { SyncEvent } from "../src/SyncEvent.ts"
import type { Listing, Run } from "../src/SyncStore.ts"
import * as Terminal from "./Terminal.ts"

const run: Run = { id: "full-7", connection: "main", mode: "full", attempt: 1, acceptDeletions: false }

const listing = (resource: string, seen: number, more: Partial<Listing> = {}): Listing => ({
  ...{ run: run.id, resource, branch: undefined, sequence: 1, stamp: 1, cursor: Cursor.offset, status: "reading" },
  ...{ reason: undefined, pages: 1, seen, changed: seen, deleted: 0, rejected: 0, total: 100, requests: 2, waited: 0 },
  ...more
})

const atEnd = { cursor: Cursor.done, status: "done" } as const

const committed = (one: Listing, ...sideLoads: ReadonlyArray<Listing>) =>
  SyncEvent.Committed({ run, listing: one, sideLoads })

const numbers = { ...RunSummary.nothing, requests: 9, pages: 3, changed: 5, waitedMillis: 1500 }

const done = SyncEvent.RunEnded({ run, failure: undefined, numbers })

/** Shows events, with a second between them. */
const shown = (terminal: Terminal.Terminal, ...events: ReadonlyArray<SyncEvent>) =>
  Effect.gen(function* () {
    const show = Progress.make(terminal)
    for (const event of events) {
      yield* TestClock.adjust("1 second")
      yield* show(event)
    }
    return terminal.lines()
  })

/** Without the bars, and with single spaces. */
const words = (lines: ReadonlyArray<string>) => lines.map((line) => line.replaceAll(/[█░ ]+/g, " ").trim())

const filled = (line = "") => line.replaceAll(/[^█]/g, "").length

describe("elsewhere than in a terminal", () => {
  const plain = (...events: ReadonlyArray<SyncEvent>) => shown(Terminal.make(false), ...events)

  it.effect("a resource has a line at its beginning, at every tenth, and at its end", () =>
    Effect.gen(function* () {
      const terminal = Terminal.make(false)
      const lines = yield* shown(
        terminal,
        SyncEvent.RunStarted({ run }),
        SyncEvent.ListingBegan({ run, listing: listing("people.Person", 0) }),
        committed(listing("people.Person", 4)),
        committed(listing("people.Person", 35)),
        committed(listing("people.Person", 39)),
        committed(listing("people.Person", 100, { requests: 6, deleted: 2, rejected: 1, waited: 2300, ...atEnd })),
        done
      )
      assert.deepStrictEqual(words(lines), [
        "full run full-7",
        "people.Person 0 of 100 records 2 requests 0.0 s waiting for quota",
        "people.Person 35 of 100 records 2 requests 0.0 s waiting for quota",
        "people.Person 100 of 100 records 6 requests 2.3 s waiting for quota 2 deleted 1 kept aside",
        "full-7 is done: 9 requests, 5 records changed, 0 deleted, 1.5 s waiting for quota"
      ])
      assert.deepStrictEqual(lines.slice(1, 4).map(filled), [0, 8, 24])
      assert.notInclude(terminal.written(), "\u001b")
    })
  )

  it.effect("what moves slowly, or cannot be counted, is told of every half minute", () =>
    Effect.gen(function* () {
      const terminal = Terminal.make(false)
      const branch = { endpoint: "below", parent: "1" }
      const events = Array.from({ length: 100 }, (_, seen) =>
        // the end of a branch is not that of its resource
        committed(listing("groups.Membership", seen, { total: undefined, branch, ...atEnd }))
      )
      const lines = yield* shown(terminal, SyncEvent.RunStarted({ run }), ...events)
      assert.deepStrictEqual(
        words(lines.slice(1)).map((line) => line.split(" ")[1]),
        ["0", "30", "60", "90"]
      )
      assert.isTrue(lines.slice(1).every((line) => filled(line) === 0))
    })
  )

  it.effect("a run that waits says since when and why, once, and then how long it took", () =>
    Effect.gen(function* () {
      const wait = (reason: string) => SyncEvent.Waiting({ run, reason })
      const lines = yield* plain(
        SyncEvent.RunStarted({ run }),
        wait("no answer"),
        wait("no answer"),
        wait("unavailable (503)"),
        committed(listing("people.Person", 50)),
        committed(listing("people.Person", 51))
      )
      assert.deepStrictEqual(words(lines), [
        "full run full-7",
        "full-7 waits since 00:00:02 UTC: no answer",
        "full-7 waits since 00:00:02 UTC: unavailable (503)",
        "full-7 goes on after 3s",
        "people.Person 50 of 100 records 2 requests 0.0 s waiting for quota"
      ])
    })
  )

  it.effect("a run that is stopped or fails shows how far each resource has come", () =>
    Effect.gen(function* () {
      const read = [SyncEvent.RunStarted({ run }), committed(listing("people.Person", 50))]
      const paused = yield* plain(...read, SyncEvent.RunStopped({ run, status: "paused" }))
      assert.deepStrictEqual(words(paused).slice(2), [
        "people.Person 50 of 100 records 2 requests 0.0 s waiting for quota paused",
        "full-7 is paused"
      ])
      const failure = new TooManyRejected({ resource: "people.Person", rejected: 30, seen: 50, example: "child: bad" })
      const failed = yield* plain(...read, SyncEvent.RunEnded({ run, failure, numbers }))
      assert.deepStrictEqual(words(failed).slice(2), [
        "people.Person 50 of 100 records 2 requests 0.0 s waiting for quota failed",
        "full-7 has failed: people.Person: 30 of 50 records were refused, for example: child: bad"
      ])
    })
  )

  it.effect("a run that goes on says from where, whether it was asked for or went on by itself", () =>
    Effect.gen(function* () {
      const again = { ...run, attempt: 2 }
      const open = listing("people.Person", 50, { pages: 3 })
      const asked = yield* plain(
        SyncEvent.RunResumed({ run: again, listings: [open, listing("people.Campus", 5, atEnd)] }),
        SyncEvent.Committed({ run: again, listing: listing("people.Person", 70), sideLoads: [] })
      )
      assert.deepStrictEqual(words(asked), [
        "resumed full (attempt 2) run full-7: people.Person from page 4",
        "people.Person 70 of 100 records 2 requests 0.0 s waiting for quota"
      ])
      const alone = yield* plain(committed(listing("people.Person", 70)))
      assert.strictEqual(words(alone)[0], "full run full-7 goes on")
    })
  )

  it.effect("what was left out, held back or read in part says why", () =>
    Effect.gen(function* () {
      const left = { cursor: Cursor.done, status: "skipped", reason: "not now", total: undefined } as const
      const lines = yield* plain(
        SyncEvent.RunStarted({ run }),
        SyncEvent.RunQueued({ run: { ...run, id: "delta-8", mode: "delta" } }),
        SyncEvent.ListingSkipped({ run, listing: listing("people.Email", 0, left) }),
        committed(listing("people.Person", 100, { ...atEnd, status: "held", reason: "60 of 100 are missing" })),
        committed(listing("people.Phone", 100, { ...atEnd, reason: "1 of 9 parents were left out" }))
      )
      assert.deepStrictEqual(words(lines).slice(1), [
        "delta-8 waits until the runs before it have ended",
        "people.Email 0 records 2 requests 0.0 s waiting for quota left out: not now",
        "people.Person 100 of 100 records 2 requests 0.0 s waiting for quota deletions held back: 60 of 100 are missing",
        "people.Phone 100 of 100 records 2 requests 0.0 s waiting for quota in part: 1 of 9 parents were left out"
      ])
    })
  )
})

describe("in a terminal", () => {
  it.effect("bars are painted in place, below what has ended", () =>
    Effect.gen(function* () {
      const terminal = Terminal.make(true)
      const show = (...events: ReadonlyArray<SyncEvent>) => shown(terminal, ...events)
      const lines = yield* show(
        SyncEvent.RunStarted({ run }),
        SyncEvent.ListingBegan({ run, listing: listing("people.Person", 0) }),
        SyncEvent.ListingBegan({ run, listing: listing("people.Email", 0) }),
        committed(listing("people.Person", 50), listing("people.Email", 25)),
        committed(listing("people.Campus", 100, atEnd)),
        committed(listing("people.Person", 75), listing("people.Email", 50))
      )
      assert.deepStrictEqual(words(lines), [
        "full run full-7",
        "people.Campus 100 of 100 records 2 requests 0.0 s waiting for quota",
        "people.Person 75 of 100 records 2 requests 0.0 s waiting for quota",
        "people.Email 50 of 100 records 2 requests 0.0 s waiting for quota"
      ])
      assert.deepStrictEqual(lines.slice(1).map(filled), [24, 18, 12])
    })
  )

  it.effect("what ends stays, and nothing is left of what moved", () =>
    Effect.gen(function* () {
      const lines = yield* shown(
        Terminal.make(true),
        SyncEvent.RunStarted({ run }),
        committed(listing("people.Person", 50), listing("people.Email", 25)),
        committed(listing("people.Person", 100, atEnd), listing("people.Email", 100, atEnd)),
        done
      )
      assert.deepStrictEqual(
        words(lines).map((line) => line.split(" ").slice(0, 2).join(" ")),
        ["full run", "people.Email 100", "people.Person 100", "full-7 is"]
      )
    })
  )

  it.effect("a run that waits says so below its bars, until it goes on", () =>
    Effect.gen(function* () {
      const terminal = Terminal.make(true)
      const show = Progress.make(terminal)
      const events = [
        SyncEvent.RunStarted({ run }),
        committed(listing("people.Person", 50)),
        SyncEvent.Waiting({ run, reason: "no answer" }),
        SyncEvent.Waiting({ run, reason: "still none" })
      ]
      for (const event of events) yield* show(event)
      assert.deepStrictEqual(words(terminal.lines()).slice(1), [
        "people.Person 50 of 100 records 2 requests 0.0 s waiting for quota",
        "full-7 waits since 00:00:00 UTC: still none"
      ])
      yield* TestClock.adjust("90 seconds")
      yield* show(committed(listing("people.Person", 60)))
      assert.deepStrictEqual(words(terminal.lines()).slice(1), [
        "full-7 goes on after 1m 30s",
        "people.Person 60 of 100 records 2 requests 0.0 s waiting for quota"
      ])
      yield* show(SyncEvent.RunStopped({ run, status: "paused" }))
      assert.deepStrictEqual(words(terminal.lines()).slice(2), [
        "people.Person 60 of 100 records 2 requests 0.0 s waiting for quota paused",
        "full-7 is paused"
      ])
    })
  )

  it.effect("runs that go on side by side are told apart", () =>
    Effect.gen(function* () {
      const other: Run = { ...run, id: "delta-9", mode: "delta" }
      const lines = yield* shown(
        Terminal.make(true),
        SyncEvent.RunStarted({ run }),
        SyncEvent.RunStarted({ run: other }),
        committed(listing("people.Person", 50)),
        SyncEvent.Committed({ run: other, listing: listing("people.Person", 10), sideLoads: [] })
      )
      assert.deepStrictEqual(
        words(lines).map((line) => line.split(" ").slice(0, 3).join(" ")),
        [
          "full run full-7",
          "delta run delta-9",
          "full run full-7",
          "people.Person 50 of",
          "delta run delta-9",
          "people.Person 10 of"
        ]
      )
    })
  )

  it.effect("never more is painted than fits", () =>
    Effect.gen(function* () {
      const terminal = Terminal.make(true, 60, 6)
      const many = Array.from({ length: 30 }, (_, index) => listing(`people.Number${index}`, index))
      const [first = assert.fail("none"), ...others] = many
      for (let round = 0; round < 3; round++) yield* shown(terminal, committed(first, ...others))
      // the terminal itself fails if something is painted over that has scrolled away
      const lines = yield* shown(terminal, done)
      assert.isTrue(lines.every((line) => line.length < 200))
    })
  )

  it.effect("what an API says moves nothing", () =>
    Effect.gen(function* () {
      for (const live of [true, false]) {
        const terminal = Terminal.make(live)
        const reason = "first\nsecond\u001b[2Jthird\u009b1A"
        yield* shown(terminal, SyncEvent.RunStarted({ run }), SyncEvent.Waiting({ run, reason }))
        assert.match(terminal.lines()[1] ?? "", /first second \[2Jthird 1A$/)
      }
    })
  )

  it.effect("is painted no more often than it can be read", () =>
    Effect.gen(function* () {
      const terminal = Terminal.make(true)
      const show = Progress.make(terminal)
      yield* TestClock.adjust("1 second")
      yield* show(SyncEvent.RunStarted({ run }))
      for (let seen = 0; seen < 100; seen++) {
        yield* TestClock.adjust("1 millis")
        yield* show(committed(listing("people.Person", seen)))
      }
      assert.isAtMost(terminal.written().split("people.Person").length - 1, 3)
    })
  )
})

describe("a screen", () => {
  it("is live where its stream is a terminal, and as large as that is", () => {
    const written: Array<string> = []
    const write = (text: string) => written.push(text)
    const terminal = Progress.screen({ isTTY: true, columns: 132, rows: 43, write })
    assert.deepStrictEqual([terminal.live, terminal.size?.()], [true, { columns: 132, rows: 43 }])
    const pipe = Progress.screen({ write })
    pipe.write("text")
    assert.deepStrictEqual([pipe.live, pipe.size?.(), written], [false, { columns: 80, rows: 24 }, ["text"]])
    assert.deepStrictEqual(Progress.screen({ columns: 0, rows: 0, write }).size?.(), { columns: 80, rows: 24 })
  })
})
