import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Diff from "../src/Diff.ts"
import * as Estimates from "../src/Estimates.ts"
import * as Explain from "../src/Explain.ts"
import * as Plan from "../src/Plan.ts"
import { apis } from "./Api.ts"
import { church, readable } from "./Church.ts"

const estimates = Estimates.fromCounts({
  "people.Campus": 5,
  "people.Person": 5000,
  "people.Email": 6200,
  "people.PhoneNumber": 5400,
  "groups.Group": 120,
  "groups.Membership": 2450
})

const plan = (options: Partial<Plan.Options> = {}) =>
  Either.getOrThrow(
    Plan.make({
      definitions: { readables: church },
      mode: "full",
      estimates,
      quota: { limit: 100, window: Duration.seconds(20) },
      ...options
    })
  )

const lines = (text: string) => text.split("\n")

describe("the table", () => {
  it("of a church's full run", () => {
    assert.deepStrictEqual(lines(Explain.table(plan())), [
      "full: 85 requests, nothing to wait for under 100 in 20s",
      "",
      "stage  resource              read by                     records  requests",
      "    1  groups.Group          list by offset                  120         3",
      "    1  people.Campus         list by updated_at                5         2",
      "    2  people.Person         list by updated_at             5000        52",
      "       + people.Email        comes along by Email           6200         1",
      "       + people.PhoneNumber  comes along by PhoneNumber     5400         1",
      "    3  groups.Membership     list by created_at             2450        26"
    ])
  })

  it("of a delta says what is read whole, and of what edits wait for an audit", () => {
    assert.deepStrictEqual(lines(Explain.table(plan({ mode: "delta" }))).slice(-2), [
      "read whole, since their changes cannot be asked for: groups.Group (2)",
      "edits are seen by an audit only: groups.Membership (1)"
    ])
  })

  it("says what comes in too, what cannot be read, and what nobody has counted", () => {
    const { resource } = readable("a.Lost")
    const lost = Either.getOrThrow(
      Plan.make({
        definitions: { readables: church, resources: [resource] },
        mode: "full",
        selection: ["people.Email", "a.Lost"]
      })
    )
    const text = lines(Explain.table(lost))
    assert.strictEqual(text[0], "full: 1 request, and what takes 1 resource nobody has counted")
    assert.deepStrictEqual(text.slice(-2), [
      "people.Person comes in too: people.Email needs it",
      "cannot be read: a.Lost"
    ])
  })
})

describe("one resource", () => {
  it("is explained by its way and all others, with what they take and why they lost", () => {
    assert.deepStrictEqual(lines(Either.getOrThrow(Explain.resource(plan(), "people.Email"))), [
      "people.Email",
      "",
      "read by                                  requests  why",
      "comes along with people.Person by Email         1  comes along with people.Person",
      "not: list by updated_at                        64  takes 63 more"
    ])
  })

  it("that is not in the plan is refused, with those that are", () => {
    const error = Either.flip(Explain.resource(plan({ selection: ["people.Campus"] }), "people.Email"))
    assert.strictEqual(
      Either.getOrThrow(error).message,
      "people.Email: the plan does not read it; it reads people.Campus"
    )
  })
})

describe("the pictures", () => {
  const small = plan({ selection: ["people.Email"] })

  it("of Mermaid hold a box a stage, and what comes along", () => {
    assert.deepStrictEqual(lines(Explain.mermaid(small)), [
      "flowchart LR",
      "  subgraph stage_1 [stage 1]",
      '    people_Person["people.Person<br>52 requests"]',
      '    people_Email["people.Email"]',
      "  end",
      '  people_Person -. "Email" .-> people_Email'
    ])
  })

  it("of Graphviz hold the same", () => {
    assert.deepStrictEqual(lines(Explain.dot(small)), [
      "digraph plan {",
      "  rankdir=LR",
      '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=10]',
      "  subgraph cluster_1 {",
      '    label="stage 1"',
      '    "people.Person" [label="people.Person\\n52 requests"]',
      '    "people.Email" [label="people.Email"]',
      "  }",
      '  "people.Person" -> "people.Email" [style=dashed, label="Email", fontsize=8]',
      "}"
    ])
  })

  it("name every resource apart, whatever it is called", () => {
    const readables = ["check-ins.Event", "check.ins_Event"].map((key) => readable(key))
    const text = Explain.mermaid(plan({ definitions: { readables } }))
    assert.include(text, 'check_ins_Event["')
    assert.include(text, 'check_ins_Event_2["')
  })
})

describe("the JSON", () => {
  it.prop("reads back as the same plan, whatever the API", [apis], ([api]) => {
    const made = Plan.make({ ...api, mode: "full", quota: { limit: 100, window: Duration.seconds(20) } })
    if (Either.isLeft(made)) return
    const read = Schema.decodeUnknownSync(Schema.parseJson(Plan.Plan))(Explain.json(made.right))
    assert.deepStrictEqual(read, made.right)
  })
})

describe("the difference", () => {
  it("of a plan to itself is nothing", () => {
    const { added, changed, moved, removed } = Diff.make(plan(), plan())
    assert.deepStrictEqual([added, changed, moved, removed], [[], [], [], []])
  })

  it("of another selection says what comes, what goes, and what is read otherwise", () => {
    const before = plan({ selection: ["people.Email"] })
    const after = plan({ selection: ["people.Person", "people.Campus"] })
    assert.deepStrictEqual(lines(Diff.text(Diff.make(before, after))), [
      "+ people.Campus",
      "- people.Email",
      "~ people.Person: stage 1 → 2",
      "requests: 53 → 54"
    ])
  })

  it("of other definitions says how each was read before, and is now", () => {
    const without = church.map((one) =>
      one.resource.key === "people.Person"
        ? { ...one, list: { ...one.list, capabilities: { ...one.list.capabilities, complete: ["PhoneNumber"] } } }
        : one
    )
    const diff = Diff.make(
      plan({ selection: ["people"] }),
      plan({ selection: ["people"], definitions: { readables: without } })
    )
    assert.deepStrictEqual(lines(Diff.text(diff)), [
      "~ people.Email: comes along with people.Person by Email, 1 requests → list by updated_at, 64 requests",
      "~ people.Email: stage 2 → 3",
      "requests: 56 → 119"
    ])
  })
})
