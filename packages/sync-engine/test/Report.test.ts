import { assert, describe, it } from "@effect/vitest"
import type { Plan } from "@openfaith/graph-planner"
import * as DateTime from "effect/DateTime"
import * as Cursor from "../src/Cursor.ts"
import * as Report from "../src/Report.ts"
import type { Stored, TimedListing } from "../src/SyncStore.ts"

const at = (second: number) => DateTime.unsafeMake(`2026-01-01T00:00:0${second}Z`)

const listing = (resource: string, more: Partial<TimedListing> = {}): TimedListing => ({
  run: "full-1",
  resource,
  branch: undefined,
  sequence: 1,
  stamp: 1,
  cursor: Cursor.done,
  status: "done",
  reason: undefined,
  pages: 1,
  seen: 10,
  changed: 10,
  deleted: 0,
  rejected: 0,
  total: 10,
  requests: 2,
  waited: 0,
  begunAt: at(1),
  movedAt: at(2),
  endedAt: at(3),
  ...more
})

const own: Report.Route = { covers: "all", on: undefined }

const ran = (
  mode: Plan.Mode,
  listings: ReadonlyArray<TimedListing>,
  { route = own, whole = [] }: { readonly route?: Report.Route; readonly whole?: ReadonlyArray<string> } = {}
): Report.Ran => ({
  mode,
  listings,
  routes: new Map(listings.map(({ resource }) => [resource, route])),
  whole: new Set(whole)
})

const stored = (resource: string, live: number, more: Partial<Stored> = {}): Stored => ({
  resource,
  live,
  ...{ deleted: 0, rejected: 0, unprojected: 0, unconfirmed: 0, ahead: 0 },
  ...more
})

const count = (resource: string, total: number | undefined): Report.Count => ({
  ...{ resource, total, at: at(5), requests: 1, waitedMillis: 5 }
})

const make = (options: Partial<Parameters<typeof Report.make>[0]>) =>
  Report.make({ resumed: false, runs: [], stored: [], counts: [], ...options })

/** What is said of the resource `a`. */
const said = (runs: ReadonlyArray<Report.Ran>, total: number | undefined, live: number, more: Partial<Stored> = {}) => {
  const report = make({ runs, stored: [stored("a", live, more)], counts: [count("a", total)] })
  assert.strictEqual(report.inSync, report.verdict === "agrees")
  const { comparedAt, comparedBy, reason, verdict } = report.resources.a ?? assert.fail("a is not in the report")
  assert.strictEqual(report.verdict, verdict)
  return { verdict, comparedBy, comparedAt, reason }
}

const agrees = { verdict: "agrees", reason: undefined } as const
const byCount = { comparedBy: "count", comparedAt: "2026-01-01T00:00:05.000Z" } as const
const byIds = { comparedBy: "ids", comparedAt: "2026-01-01T00:00:03.000Z" } as const

describe("a report", () => {
  it("adds up what the listings of a resource took, and asking for its count", () => {
    const { resources } = make({
      runs: [
        ran("full", [listing("a"), listing("b")]),
        ran("delta", [listing("a", { changed: 1, deleted: 2, requests: 3, waited: 7 })])
      ],
      stored: [stored("a", 10, { ahead: 1 })],
      counts: [count("a", 10)]
    })
    assert.deepStrictEqual(resources, {
      a: {
        ...{ source: 10, stored: 10, deleted: 2, changed: 11, rejected: 0, unprojected: 0, unconfirmed: 0, ahead: 1 },
        ...{ requests: 6, waitedMillis: 12, outcome: "done", verdict: "agrees", ...byCount }
      }
    })
  })

  it("agrees by the ids after an audit, and else by the count, of an empty resource too", () => {
    assert.deepStrictEqual(said([ran("audit", [listing("a")])], 10, 10), { ...agrees, ...byIds })
    assert.deepStrictEqual(said([ran("delta", [listing("a")])], 10, 10), { ...agrees, ...byCount })
    assert.deepStrictEqual(said([ran("delta", [listing("a")])], 0, 0), { ...agrees, ...byCount })
  })

  it("does not verify without an audit what the source does not count, unless it was read into an empty copy", () => {
    assert.deepInclude(said([ran("delta", [listing("a")])], undefined, 10), { verdict: "unverified", comparedBy: null })
    assert.deepInclude(said([ran("full", [listing("a")])], undefined, 10), { verdict: "unverified", comparedBy: null })
    assert.deepStrictEqual(said([ran("full", [listing("a")], { whole: ["a"] })], undefined, 10), {
      ...agrees,
      ...byIds
    })
    assert.deepStrictEqual(said([ran("audit", [listing("a")])], undefined, 10), { ...agrees, ...byIds })
    assert.deepInclude(said([], undefined, 10), { verdict: "unverified", comparedBy: null })
  })

  it("differs when a count differs, a record is in quarantine, or a deletion is held", () => {
    const audit = [ran("audit", [listing("a")])]
    assert.deepInclude(said(audit, 10, 9), { verdict: "differs", ...byCount })
    assert.deepInclude(said(audit, 9, 10), { verdict: "differs", ...byCount })
    assert.deepInclude(said(audit, 10, 9, { rejected: 1 }), { verdict: "differs" })
    assert.deepInclude(said(audit, 10, 10, { unprojected: 1 }), { verdict: "differs" })
    const held = listing("a", { status: "held", reason: "why" })
    assert.deepInclude(said([ran("audit", [held])], 10, 10), { verdict: "differs", reason: "why" })
    assert.deepStrictEqual(said([ran("audit", [held]), ran("audit", [listing("a")])], 10, 10), { ...agrees, ...byIds })
  })

  it("is not verified where something was left out, not confirmed, or only met in part", () => {
    for (const status of ["skipped", "done"] as const) {
      const left = [ran("audit", [listing("a", { status, reason: "why" })])]
      assert.deepInclude(said(left, 10, 10), { verdict: "unverified", comparedBy: null, reason: "why" })
    }
    const unconfirmed = said([ran("audit", [listing("a")])], 10, 10, { unconfirmed: 5 })
    assert.strictEqual(unconfirmed.verdict, "unverified")
    assert.include(unconfirmed.reason, "5 stored records")
    const route: Report.Route = { covers: "some", on: undefined }
    assert.strictEqual(said([ran("audit", [listing("a")], { route })], undefined, 10).verdict, "unverified")
  })

  it("agrees by the ids where its own listing hides some that come along with its carrier, and says so", () => {
    const route: Report.Route = { covers: "all", on: "people.Tab" }
    const audit = said([ran("audit", [listing("a")], { route })], 31, 34)
    assert.deepInclude(audit, { verdict: "agrees", ...byIds })
    assert.include(audit.reason, "people.Tab")
    // what is missing in the copy is missing, whatever brought the others
    assert.strictEqual(said([ran("audit", [listing("a")], { route })], 34, 31).verdict, "differs")
    assert.strictEqual(said([ran("delta", [listing("a")], { route })], 31, 34).verdict, "unverified")
  })

  it("names what cannot be read, and does not verify it", () => {
    const report = make({
      ...{ runs: [ran("audit", [listing("a")])], stored: [stored("a", 10)], counts: [count("a", 10)] },
      unreadable: new Map([["people.Carrier", "no request leads to it"]])
    })
    assert.deepStrictEqual([report.verdict, report.inSync], ["unverified", false])
    assert.deepInclude(report.resources["people.Carrier"], {
      outcome: "unreadable",
      verdict: "unverified",
      reason: "no request leads to it"
    })
  })

  it("differs as a whole where anything differs, and verifies nothing where there is nothing", () => {
    const report = make({
      runs: [ran("delta", [listing("a"), listing("b"), listing("c")])],
      stored: [stored("a", 10), stored("b", 9), stored("c", 1)],
      counts: [count("a", 10), count("b", 10), count("c", undefined)]
    })
    assert.strictEqual(report.verdict, "differs")
    assert.deepStrictEqual([make({}).verdict, make({}).inSync], ["unverified", false])
  })

  it("finds differing what counts differently, unless there is a reason for it", () => {
    const names = ["same", "fewer", "held", "aside", "riding"]
    const report = make({
      runs: [
        ran(
          "audit",
          names.map((name) => listing(name, name === "held" ? { status: "held", reason: "too many" } : {}))
        ),
        ran("audit", [listing("riding")], { route: { covers: "all", on: "people.Tab" } })
      ],
      stored: [
        ...[stored("same", 3), stored("fewer", 2), stored("held", 9), stored("aside", 2, { rejected: 1 })],
        stored("riding", 4)
      ],
      counts: names.map((name) => count(name, 3))
    })
    assert.deepStrictEqual(Report.differing(report), ["fewer"])
  })

  it("over several has the last word on what there is, and the sum of what it took", () => {
    const first = make({
      ...{ resumed: true, runs: [ran("full", [listing("a")])] },
      ...{ stored: [stored("a", 10)], counts: [count("a", 11)] }
    })
    const second = make({
      runs: [ran("delta", [listing("a", { changed: 1 })])],
      ...{ stored: [stored("a", 11)], counts: [count("a", 11)] }
    })
    const { inSync, resources, resumed, verdict } = Report.sum([first, second])
    assert.deepStrictEqual([verdict, inSync, resumed], ["agrees", true, true])
    assert.deepInclude(resources.a, { source: 11, stored: 11, changed: 11, requests: 6, waitedMillis: 10 })
  })

  it("over one is that one, and over none verifies nothing", () => {
    const report = make({ stored: [stored("a", 10)], counts: [count("a", 10)] })
    assert.deepStrictEqual(Report.sum([report]), report)
    assert.deepInclude(Report.sum([]), { verdict: "unverified", inSync: false })
  })
})
