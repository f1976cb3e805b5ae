import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as Estimates from "../src/Estimates.ts"
import * as Learning from "../src/Learning.ts"
import * as Plan from "../src/Plan.ts"
import { church, readable } from "./Church.ts"

const planned = (estimates: Estimates.Estimates, mode: Plan.Mode = "full") =>
  Either.getOrThrow(Plan.make({ definitions: { readables: [readable("a.Thing")] }, mode, estimates }))

const expected = (estimates: Estimates.Estimates, mode: Plan.Mode = "full") =>
  Plan.total(planned(estimates, mode)).requests

const learn = (estimates: Estimates.Estimates, requests: number, mode: Plan.Mode = "full") =>
  Learning.learn(estimates, planned(estimates, mode), [{ resource: "a.Thing", requests }])

const thousand = Estimates.fromCounts({ "a.Thing": 1000 })

const modes = FastCheck.constantFrom<Plan.Mode>("full", "delta", "audit")

describe("a finished run", () => {
  it.prop(
    "that came as expected changes no expectation",
    [FastCheck.integer({ min: 1, max: 100_000 }), modes],
    ([records, mode]) => {
      const estimates = Estimates.fromCounts({ "a.Thing": records })
      const after = learn(estimates, expected(estimates, mode), mode)
      assert.strictEqual(expected(after, mode), expected(estimates, mode))
    }
  )

  it.prop(
    "that always takes the same is soon expected to, within a tenth",
    [FastCheck.integer({ min: 4, max: 100 })],
    ([requests]) => {
      let estimates = thousand
      for (let run = 0; run < 12; run++) estimates = learn(estimates, requests)
      assert.isAtMost(Math.abs(expected(estimates) - requests), Math.max(1, requests / 10))
    }
  )

  it("moves the next expectation halfway, as factors go", () => {
    assert.strictEqual(expected(thousand), 12)
    assert.strictEqual(expected(learn(thousand, 48)), 24)
    assert.strictEqual(expected(learn(thousand, 3)), 6)
  })

  it("that went quite wrong does not make a plan believe just anything", () => {
    let estimates = thousand
    for (let run = 0; run < 50; run++) estimates = learn(estimates, 1_000_000)
    assert.strictEqual(expected(estimates), 12 * 16)
  })

  it("teaches its own mode only", () => {
    const after = learn(thousand, 48)
    assert.strictEqual(expected(after, "audit"), expected(thousand, "audit"))
  })

  it("that says how many there are is believed, and so are the changes a delta found, halfway", () => {
    const first = Learning.learn({}, planned({}, "delta"), [
      { resource: "a.Thing", requests: 1, records: 400, changed: 8 }
    ])
    assert.deepStrictEqual([first["a.Thing"]?.records, first["a.Thing"]?.changes], [400, 8])
    const second = Learning.learn(first, planned(first, "delta"), [{ resource: "a.Thing", requests: 1, changed: 16 }])
    assert.deepStrictEqual([second["a.Thing"]?.records, second["a.Thing"]?.changes], [400, 12])
    const full = Learning.learn(second, planned(second), [{ resource: "a.Thing", requests: 5, changed: 400 }])
    assert.strictEqual(full["a.Thing"]?.changes, 12)
  })

  it("of what nobody had counted teaches no factor", () => {
    const after = Learning.learn({}, planned({}), [{ resource: "a.Thing", requests: 500, records: 1000 }])
    assert.strictEqual(expected(after), 12)
  })

  it("teaches what comes along with others by what it took itself", () => {
    const estimates = Estimates.fromCounts({ "people.Person": 1000, "people.Email": 1000 })
    const plan = Either.getOrThrow(
      Plan.make({ definitions: { readables: church }, mode: "full", selection: ["people.Email"], estimates })
    )
    const after = Learning.learn(estimates, plan, [{ resource: "people.Email", requests: 4 }])
    assert.deepStrictEqual(after["people.Email"]?.ratios, { full: 2 })
  })

  it("leaves estimates that are JSON, and a plan takes back", () => {
    const after = learn(thousand, 48)
    const stored: unknown = JSON.parse(JSON.stringify(after))
    assert.deepStrictEqual(Schema.decodeUnknownSync(Estimates.Estimates)(stored), after)
  })
})
