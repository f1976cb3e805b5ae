import { assert, describe, it } from "@effect/vitest"
import { type Endpoint, Resource } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as Plan from "../src/Plan.ts"
import type { PlanError } from "../src/PlanError.ts"
import type { Task } from "../src/Task.ts"
import { acyclic, church, readable } from "./Church.ts"

type Options = Omit<Parameters<typeof Plan.make>[0], "definitions">

const plan = (readables: ReadonlyArray<Endpoint.Readable>, options: Partial<Options> = {}): Plan.Plan =>
  Either.getOrThrow(Plan.make({ definitions: { readables }, mode: "full", ...options }))

const refusal = (readables: ReadonlyArray<Endpoint.Readable>, options: Partial<Options> = {}): PlanError =>
  Either.match(Plan.make({ definitions: { readables }, mode: "full", ...options }), {
    onLeft: (error) => error,
    onRight: () => assert.fail("there was a plan")
  })

const keysOf = (readables: ReadonlyArray<Endpoint.Readable>) => readables.map(({ resource }) => resource.key)

/** The stage in which each resource is there: by its own task, or on another's pages. */
const stagesOf = ({ stages }: Plan.Plan) =>
  new Map(
    stages.flatMap((stage, index) =>
      stage.flatMap((task) =>
        [task.resource, ...task.sideLoads.map(({ resource }) => resource)].map((key) => [key, index])
      )
    )
  )

const carrierOf = ({ stages }: Plan.Plan) =>
  new Map(stages.flat().flatMap((task) => task.sideLoads.map(({ resource }) => [resource, task.resource])))

const taskOf = ({ stages }: Plan.Plan, key: string): Task =>
  stages.flat().find(({ resource }) => resource === key) ?? assert.fail(`${key} has no task`)

const modes = FastCheck.constantFrom<Plan.Mode>("full", "delta", "audit")

describe("a plan", () => {
  it.prop(
    "reads every resource exactly once, by itself or on another's pages",
    [acyclic, modes],
    ([readables, mode]) => {
      assert.sameMembers([...Plan.resources(plan(readables, { mode }))], keysOf(readables))
    }
  )

  it.prop(
    "reads what a resource needs in an earlier stage, or on the same pages",
    [acyclic, modes],
    ([readables, mode]) => {
      const made = plan(readables, { mode })
      const stages = stagesOf(made)
      const carriers = carrierOf(made)
      for (const { resource } of readables) {
        for (const need of Resource.dependencies(resource)) {
          if (carriers.get(resource.key) === need) continue
          assert.isBelow(
            stages.get(need) ?? Number.NaN,
            stages.get(resource.key) ?? Number.NaN,
            `${resource.key} needs ${need}`
          )
        }
      }
    }
  )

  it.prop("is the same for the same input, and survives a journal", [acyclic, modes], ([readables, mode]) => {
    const made = plan(readables, { mode })
    assert.deepStrictEqual(plan(readables, { mode }), made)
    const stored: unknown = JSON.parse(JSON.stringify(Schema.encodeSync(Plan.Plan)(made)))
    assert.deepStrictEqual(Schema.decodeUnknownSync(Plan.Plan)(stored), made)
  })

  it.prop(
    "is not changed for the rest by resources that have nothing to do with it",
    [acyclic, modes],
    ([readables, mode]) => {
      const before = plan(readables, { mode })
      const strangers = [
        readable("strange.One", { soft: ["strange.Two"] }),
        readable("strange.Two", { soft: ["strange.One"], by: [] }),
        readable("strange.Three", { soft: ["strange.Three"] })
      ]
      const after = plan([...strangers, ...readables], { mode })
      const [was, is] = [stagesOf(before), stagesOf(after)]
      for (const key of keysOf(readables)) {
        assert.strictEqual(is.get(key), was.get(key), key)
        assert.strictEqual(carrierOf(after).get(key), carrierOf(before).get(key))
        const task = before.stages.flat().find(({ resource }) => resource === key)
        if (task !== undefined) assert.deepStrictEqual(taskOf(after, key), task)
      }
    }
  )

  it("of nothing is empty", () => {
    const nothing: Plan.Plan = { mode: "full", stages: [], added: [], unreadable: [], postponed: [], quota: null }
    assert.deepStrictEqual(plan([]), nothing)
    assert.deepStrictEqual(plan(church, { selection: [] }).stages, [])
  })
})

describe("the order", () => {
  const stages = (readables: ReadonlyArray<Endpoint.Readable>) =>
    plan(readables).stages.map((stage) => stage.map(({ resource }) => resource))

  it("puts what is merely pointed at first, where that leaves no circle", () => {
    assert.deepStrictEqual(stages([readable("a.One", { soft: ["a.Two"] }), readable("a.Two")]), [["a.Two"], ["a.One"]])
  })

  it("lets a circle of mere pointers go, keeps every other order, and says which pointers wait", () => {
    const resources = [
      readable("a.Chief", { soft: ["a.Tribe"] }),
      readable("a.Tribe", { soft: ["a.Chief"] }),
      readable("a.Hut", { soft: ["a.Tribe"] }),
      readable("a.Fire", { hard: ["a.Hut"] })
    ]
    assert.deepStrictEqual(stages(resources), [["a.Chief", "a.Tribe"], ["a.Hut"], ["a.Fire"]])
    assert.deepStrictEqual(plan(resources).postponed, [
      { resource: "a.Chief", relationship: "soft_0", to: "a.Tribe" },
      { resource: "a.Tribe", relationship: "soft_0", to: "a.Chief" }
    ])
  })

  it("keeps a hard dependency inside a circle that a pointer closes", () => {
    const resources = [readable("a.Household", { soft: ["a.Person"] }), readable("a.Person", { hard: ["a.Household"] })]
    assert.deepStrictEqual(stages(resources), [["a.Household"], ["a.Person"]])
    assert.deepStrictEqual(plan(resources).postponed, [
      { resource: "a.Household", relationship: "soft_0", to: "a.Person" }
    ])
  })

  it("takes no notice of what points at itself, but says so, nor of what is not there", () => {
    const resources = [readable("a.Folder", { hard: ["a.Folder", "b.Unknown"], soft: ["a.Folder", "c.Unknown"] })]
    assert.deepStrictEqual(stages(resources), [["a.Folder"]])
    assert.deepStrictEqual(
      plan(resources).postponed.map(({ relationship, to }) => [relationship, to]),
      [
        ["hard_0", "a.Folder"],
        ["soft_0", "a.Folder"]
      ]
    )
  })

  it.prop("postpones no pointer but to itself and along circles that lead back", [acyclic], ([readables]) => {
    const made = plan(readables, { mode: "delta" })
    const pointers = new Map(
      readables.map(({ resource }) => [resource.key, Object.values(resource.relationships).map(({ to }) => to)])
    )
    const leads = (from: string, to: string, seen = new Set<string>()): boolean =>
      (pointers.get(from) ?? []).some((next) => {
        if (next === to) return true
        if (seen.has(next)) return false
        seen.add(next)
        return leads(next, to, seen)
      })
    for (const { resource, to } of made.postponed) assert.isTrue(resource === to || leads(to, resource))
  })
})

describe("resources that need one another in a circle", () => {
  it("have no plan, and are printed from one back to itself", () => {
    const circle = [
      readable("a.Egg", { hard: ["a.Hen"] }),
      readable("a.Hen", { hard: ["a.Chick"] }),
      readable("a.Chick", { hard: ["a.Egg"] })
    ]
    const error = refusal([readable("a.Farm"), readable("a.Nest", { hard: ["a.Egg"] }), ...circle])
    assert.strictEqual(error.message, "resources that need one another: a.Chick → a.Egg → a.Hen → a.Chick")
  })

  it.prop(
    "are found wherever a circle is closed, and each needs the next",
    [acyclic, FastCheck.nat(), FastCheck.integer({ min: 2, max: 5 })],
    ([readables, start, length]) => {
      const names = Array.from({ length }, (_, index) => `circle.C${(index + start) % length}`)
      const circle = names.map((name, index) => readable(name, { hard: [names[(index + 1) % length] ?? name] }))
      const error = refusal([...readables, ...circle])
      assert.strictEqual(error._tag, "DependencyCycle")
      if (error._tag !== "DependencyCycle") return
      const { cycle } = error
      assert.strictEqual(cycle[0], cycle.at(-1))
      assert.strictEqual(new Set(cycle).size, length)
      for (const [index, name] of cycle.slice(1).entries()) {
        const from = circle.find(({ resource }) => resource.key === cycle[index])
        assert.include(from === undefined ? [] : Resource.dependencies(from.resource), name)
      }
    }
  )

  it("do not trouble a run that does not read them", () => {
    const circle = [readable("b.Egg", { hard: ["b.Hen"] }), readable("b.Hen", { hard: ["b.Egg"] })]
    assert.deepStrictEqual(Plan.resources(plan([...circle, readable("a.Farm")], { selection: ["a"] })), ["a.Farm"])
  })
})

describe("a selection", () => {
  it("brings in what its resources need, and says which of them needs it", () => {
    const made = plan(church, { selection: ["groups.Membership"] })
    assert.sameMembers([...Plan.resources(made)], ["groups.Membership", "groups.Group", "people.Person"])
    assert.sameDeepMembers(
      [...made.added],
      [
        { resource: "groups.Group", neededBy: "groups.Membership" },
        { resource: "people.Person", neededBy: "groups.Membership" }
      ]
    )
  })

  it("brings in nothing that is there already", () => {
    const made = plan(church, { selection: ["groups.Membership"], present: ["people.Person"] })
    assert.sameMembers([...Plan.resources(made)], ["groups.Membership", "groups.Group"])
  })

  it("brings in what those need in turn", () => {
    const chain = [
      readable("a.Leaf", { hard: ["a.Twig"] }),
      readable("a.Twig", { hard: ["a.Tree"] }),
      readable("a.Tree")
    ]
    const made = plan(chain, { selection: ["a.Leaf"] })
    assert.deepStrictEqual(made.added, [
      { resource: "a.Twig", neededBy: "a.Leaf" },
      { resource: "a.Tree", neededBy: "a.Twig" }
    ])
    assert.deepStrictEqual(
      made.stages.map((stage) => stage.map(({ resource }) => resource)),
      [["a.Tree"], ["a.Twig"], ["a.Leaf"]]
    )
  })

  it("of a product is all of it; naming a thing twice changes nothing", () => {
    const made = plan(church, { selection: ["people"] })
    assert.sameMembers(
      [...Plan.resources(made)],
      keysOf(church).filter((key) => key.startsWith("people."))
    )
    assert.deepStrictEqual(made.added, [])
    assert.deepStrictEqual(plan(church, { selection: ["people", "people.Email", "people"] }), made)
  })

  it.prop(
    "is closed: what is read has all it needs, and nothing is read that is neither selected nor needed",
    [acyclic, FastCheck.array(FastCheck.nat(), { minLength: 1, maxLength: 3 })],
    ([readables, picks]) => {
      const selection = picks.flatMap((pick) => readables[pick % readables.length]?.resource.key ?? [])
      const made = plan(readables, { selection })
      const read = Plan.resources(made)
      for (const { resource } of readables.filter((each) => read.includes(each.resource.key))) {
        assert.includeMembers([...read], [...Resource.dependencies(resource)])
      }
      assert.sameMembers([...read], [...new Set([...selection, ...made.added.map(({ resource }) => resource)])])
    }
  )

  it.each([
    ["peeple", /there is no resource or product `peeple`; allowed: .*; did you mean people\?/],
    ["people.Persn", /did you mean people\.Person\?/],
    ["PEOPLE.EMAIL", /did you mean people\.Email\?/],
    ["Person", /there is no resource or product `Person`/],
    ["", /there is no resource or product ``/],
    ["toString", /there is no resource or product `toString`/]
  ])("of an unknown name is refused with all that is known and what comes nearest: %s", (name, message) => {
    const error = refusal(church, { selection: ["people", name] })
    assert.match(error.message, message)
    for (const key of keysOf(church)) assert.include(error.message, key)
  })
})

describe("a side-load", () => {
  it("saves the own listing of what comes along completely, in a full read", () => {
    const made = plan(church, { selection: ["people"] })
    assert.deepStrictEqual(
      taskOf(made, "people.Person").sideLoads.map(({ include, resource }) => [include, resource]),
      [
        ["Email", "people.Email"],
        ["PhoneNumber", "people.PhoneNumber"]
      ]
    )
    assert.sameMembers(
      made.stages.flat().map(({ resource }) => resource),
      ["people.Campus", "people.Person"]
    )
  })

  it("knows how to read it by itself, should the pages leave something out", () => {
    const [load] = taskOf(plan(church, { selection: ["people"] }), "people.Person").sideLoads
    assert.deepStrictEqual(
      load?.instead.map(({ endpoint, strategy }) => [endpoint, strategy]),
      [["people.Email.list", { _tag: "Keyset", by: "updated_at" }]]
    )
  })

  it("saves the own listing in an audit, too, whose suspects are asked for one by one", () => {
    const made = plan(church, { mode: "audit" })
    assert.deepStrictEqual(
      [...carrierOf(made)],
      [
        ["people.Email", "people.Person"],
        ["people.PhoneNumber", "people.Person"]
      ]
    )
  })

  it("is not used in a delta of what can be asked for its changes", () => {
    const made = plan(church, { mode: "delta" })
    assert.deepStrictEqual([...carrierOf(made)], [])
    assert.strictEqual(made.stages.flat().length, church.length)
  })

  it("makes a delta read a listing whole where that takes less than what would come along with it", () => {
    const note = readable("a.Note", { hard: ["a.Card"], by: [] })
    const card = readable("a.Card", { brings: [note] })
    const estimates = { "a.Card": { records: 1000 }, "a.Note": { records: 9000 } }
    const made = plan([card, note], { mode: "delta", estimates })
    assert.deepStrictEqual([...carrierOf(made)], [["a.Note", "a.Card"]])
    assert.deepStrictEqual(
      taskOf(made, "a.Card").routes.map(({ sees, strategy }) => [strategy, sees]),
      [[{ _tag: "Keyset", by: "updated_at" }, "everything"]]
    )
    const few = plan([card, note], { mode: "delta", estimates: { ...estimates, "a.Note": { records: 90 } } })
    assert.deepStrictEqual([...carrierOf(few)], [])
    assert.strictEqual(taskOf(few, "a.Card").routes[0].sees, "changed")
  })

  it("is not used for what nobody selected", () => {
    assert.deepStrictEqual(taskOf(plan(church, { selection: ["people.Person"] }), "people.Person").sideLoads, [])
    const [only] = taskOf(plan(church, { selection: ["people.Person", "people.Email"] }), "people.Person").sideLoads
    assert.strictEqual(only?.resource, "people.Email")
  })

  it("is used for no include that makes no promise", () => {
    assert.isDefined(taskOf(plan(church), "people.Campus"))
  })

  it("never rides on what rides itself", () => {
    const leaf = readable("a.Leaf", { hard: ["a.Twig"] })
    const twig = readable("a.Twig", { hard: ["a.Tree"], brings: [leaf] })
    const tree = readable("a.Tree", { brings: [twig] })
    for (const order of [
      [leaf, twig, tree],
      [tree, twig, leaf],
      [twig, tree, leaf]
    ]) {
      const made = plan(order)
      assert.sameMembers([...Plan.resources(made)], ["a.Leaf", "a.Twig", "a.Tree"])
      assert.deepStrictEqual([...carrierOf(made)], [["a.Twig", "a.Tree"]])
    }
  })

  it("rides on one of two that would bring it, and two that bring each other do not both ride", () => {
    const child = readable("a.Child")
    const both = [readable("a.Mother", { brings: [child] }), readable("a.Father", { brings: [child] }), child]
    assert.deepStrictEqual([...carrierOf(plan(both)).keys()], ["a.Child"])
    const left = readable("a.Left", { brings: [readable("a.Right")] })
    const right = readable("a.Right", { brings: [left] })
    assert.sameMembers([...Plan.resources(plan([left, right]))], ["a.Left", "a.Right"])
  })

  it("does not come before something else it needs", () => {
    const note = readable("a.Note", { hard: ["a.Person", "a.Topic"] })
    const person = readable("a.Person", { brings: [note] })
    const topic = readable("a.Topic", { hard: ["a.Person"] })
    const made = plan([person, topic, note])
    assert.deepStrictEqual(
      made.stages.map((stage) => stage.map(({ resource }) => resource)),
      [["a.Person"], ["a.Topic"], ["a.Note"]]
    )
  })
})
