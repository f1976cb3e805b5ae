import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Cost from "../src/Cost.ts"
import * as Estimates from "../src/Estimates.ts"
import * as Plan from "../src/Plan.ts"
import { readable } from "./Church.ts"

describe("pages", () => {
  it("each begin with the last record of the one before", () => {
    assert.deepStrictEqual(
      [0, 1, 100, 101, 199, 200, 1000].map((records) => Cost.pages(records, 100)),
      [1, 1, 1, 2, 2, 3, 11]
    )
    assert.strictEqual(Cost.pages(5, 1), 5)
  })

  it.prop(
    "are as many as a walk needs that overlaps by one",
    [FastCheck.nat(2000), FastCheck.integer({ min: 2, max: 100 })],
    ([records, perPage]) => {
      let pages = 1
      for (let read = Math.min(records, perPage); read < records; pages++) read += perPage - 1
      assert.strictEqual(Cost.pages(records, perPage), pages)
    }
  )
})

describe("time", () => {
  const quota = { limit: 100, window: Duration.seconds(20) }

  it("is a window for each hundred but the first", () => {
    assert.deepStrictEqual(
      [0, 1, 100, 101, 200, 201].map((requests) => Duration.toSeconds(Cost.time(requests, quota))),
      [0, 0, 0, 20, 20, 40]
    )
  })
})

describe("requests", () => {
  const of = (mode: Plan.Mode, records?: number, changes?: number, perPage = 100) => {
    const estimate = { ...(records === undefined ? {} : { records }), ...(changes === undefined ? {} : { changes }) }
    const made = Plan.make({
      definitions: { readables: [readable("a.Thing", { perPage })] },
      mode,
      estimates: { "a.Thing": estimate }
    })
    return Either.getOrThrow(made).stages.flat()[0]?.requests
  }

  it("of a full run are those for its pages, and one to learn how many there are", () => {
    assert.deepStrictEqual(
      [0, 1, 100, 101, 1000].map((records) => of("full", records)),
      [2, 2, 2, 3, 12]
    )
    assert.strictEqual(of("full", 101, undefined, 25), 6)
  })

  it("of an audit are those for its pages", () => {
    assert.strictEqual(of("audit", 1000), 11)
  })

  it("of a delta are those for what changed, one in a hundred if nobody knows better", () => {
    assert.strictEqual(of("delta", 1000), 1)
    assert.strictEqual(of("delta", 50_000), 6)
    assert.strictEqual(of("delta", 50_000, 3), 1)
    assert.strictEqual(of("delta", undefined, 1000), 11)
  })

  it("are not guessed where nobody knows how many there are, and their sum says whose are missing", () => {
    assert.isNull(of("full"))
    const made = Plan.make({
      definitions: { readables: [readable("a.Known"), readable("a.Unknown")] },
      mode: "full",
      estimates: Estimates.fromCounts({ "a.Known": 100 }),
      quota: { limit: 1, window: Duration.seconds(5) }
    })
    assert.deepStrictEqual(Plan.total(Either.getOrThrow(made)), {
      requests: 2,
      uncounted: ["a.Unknown"],
      time: Duration.seconds(5)
    })
  })
})

describe("bad options", () => {
  const refused = (options: Partial<Plan.Options>) =>
    Either.match(Plan.make({ definitions: { readables: [readable("a.Thing")] }, mode: "full", ...options }), {
      onLeft: ({ message }) => message,
      onRight: () => assert.fail("there was a plan")
    })

  it.each<readonly [Partial<Plan.Options>, RegExp]>([
    [{ estimates: { "a.Thing": { records: -1 } } }, /^estimates\.a\.Thing\.records: .*-1/],
    [{ estimates: { "a.Thing": { records: 1.5 } } }, /^estimates\.a\.Thing\.records: .*1\.5/],
    [{ estimates: { "a.Thing": { records: Number.NaN } } }, /^estimates\.a\.Thing\.records: .*NaN/],
    [{ estimates: { "a.Thing": { changes: Number.POSITIVE_INFINITY } } }, /^estimates\.a\.Thing\.changes: .*Infinity/],
    [{ estimates: { "a.Thing": { ratios: { full: 0 } } } }, /^estimates\.a\.Thing\.ratios\.full: .*0/],
    [{ quota: { limit: 0, window: Duration.seconds(20) } }, /^quota\.limit: .*0/],
    [{ quota: { limit: 100, window: Duration.zero } }, /^quota\.window: /]
  ])("are refused by the name of the field: %j", (options, message) => {
    assert.match(refused(options), message)
  })

  it("of resources that are not described are no trouble: they may belong to another selection", () => {
    const made = Plan.make({
      definitions: { readables: [readable("a.Thing")] },
      mode: "full",
      estimates: Estimates.fromCounts({ "b.Other": 5, toString: 3 })
    })
    assert.isTrue(Either.isRight(made))
  })
})
