import { assert, describe, it } from "@effect/vitest"
import * as Cursor from "../src/Cursor.ts"
import * as Report from "../src/Report.ts"
import type { Listing } from "../src/SyncStore.ts"

const listing = (resource: string, more: Partial<Listing> = {}): Listing => ({
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
  ...more
})

const stored = (resource: string, live: number, rejected = 0, unprojected = 0) => ({
  resource,
  live,
  deleted: 0,
  rejected,
  unprojected
})

const count = (resource: string, total: number | undefined) => ({ resource, total, requests: 1, waited: 5 })

const make = (options: Partial<Parameters<typeof Report.make>[0]>) =>
  Report.make({ resumed: false, listings: [], stored: [], counts: [], ...options })

describe("a report", () => {
  it("adds up what the listings of a resource took, and asking for its count", () => {
    const { resources } = make({
      listings: [listing("a"), listing("a", { changed: 1, deleted: 2, requests: 3, waited: 7 }), listing("b")],
      stored: [stored("a", 10)],
      counts: [count("a", 10)]
    })
    assert.deepStrictEqual(resources, {
      a: {
        ...{ source: 10, stored: 10, deleted: 2, changed: 11, rejected: 0, unprojected: 0 },
        ...{ requests: 6, waited: 12, outcome: "done" }
      }
    })
  })

  it("is in sync where every count agrees, nothing is stored of an empty resource included", () => {
    assert.isTrue(make({ stored: [stored("a", 10)], counts: [count("a", 10), count("b", 0)] }).inSync)
  })

  it("is in sync where the source does not say how many there are, and says so", () => {
    const { inSync, resources } = make({ stored: [stored("a", 10)], counts: [count("a", undefined)] })
    assert.deepStrictEqual([inSync, resources.a?.source], [true, null])
  })

  it("is not in sync where a count differs, or something is kept aside, left out or held", () => {
    const counts = [count("a", 10)]
    assert.isFalse(make({ stored: [stored("a", 9)], counts }).inSync)
    assert.isFalse(make({ stored: [stored("a", 10, 1)], counts }).inSync)
    const unprojected = make({ stored: [stored("a", 10, 0, 1)], counts })
    assert.isFalse(unprojected.inSync)
    assert.include(unprojected.resources.a, { stored: 10, unprojected: 1 })
    for (const status of ["skipped", "held"] as const) {
      const report = make({ listings: [listing("a", { status, reason: "why" })], stored: [stored("a", 10)], counts })
      assert.isFalse(report.inSync)
      assert.include(report.resources.a, { outcome: status, reason: "why" })
    }
    const partial = make({ listings: [listing("a", { reason: "why" })], stored: [stored("a", 10)], counts })
    assert.isFalse(partial.inSync)
    assert.include(partial.resources.a, { outcome: "partial", reason: "why" })
    const held = listing("a", { status: "held", reason: "why" })
    assert.isTrue(make({ listings: [held, listing("a")], stored: [stored("a", 10)], counts }).inSync)
  })

  it("finds differing what counts differently, unless there is a reason for it", () => {
    const report = make({
      listings: [listing("held", { status: "held", reason: "too many" })],
      stored: [stored("same", 3), stored("fewer", 2), stored("held", 9), stored("aside", 2, 1)],
      counts: [count("same", 3), count("fewer", 3), count("held", 3), count("aside", 3)]
    })
    assert.deepStrictEqual(Report.differing(report), ["fewer"])
  })

  it("over several has the last word on what there is, and the sum of what it took", () => {
    const first = make({ resumed: true, listings: [listing("a")], stored: [stored("a", 10)], counts: [count("a", 11)] })
    const second = make({
      listings: [listing("a", { changed: 1 })],
      stored: [stored("a", 11)],
      counts: [count("a", 11)]
    })
    const { inSync, resources, resumed } = Report.sum([first, second])
    assert.deepStrictEqual([inSync, resumed], [true, true])
    assert.deepStrictEqual(resources.a, {
      source: 11,
      stored: 11,
      deleted: 0,
      changed: 11,
      rejected: 0,
      unprojected: 0,
      requests: 6,
      waited: 10,
      outcome: "done"
    })
  })

  it("over one is that one, and over none is not in sync", () => {
    const report = make({ stored: [stored("a", 10)], counts: [count("a", 10)] })
    assert.deepStrictEqual(Report.sum([report]), report)
    assert.isFalse(Report.sum([]).inSync)
  })
})
