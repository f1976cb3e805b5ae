import { assert, describe, it } from "@effect/vitest"
import { type Endpoint, Resource } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as Graph from "../src/Graph.ts"
import * as Plan from "../src/Plan.ts"
import type { DependencyCycle, UnknownResource } from "../src/PlanError.ts"
import { acyclic, church, readable } from "./Church.ts"

type Options = Parameters<typeof Plan.make>[0]

const plan = (readables: ReadonlyArray<Endpoint.Readable>, options: Partial<Options> = {}): Plan.Plan =>
  Either.getOrThrow(Plan.make({ readables, mode: "full", ...options }))

const refusal = (
  readables: ReadonlyArray<Endpoint.Readable>,
  options: Partial<Options> = {}
): UnknownResource | DependencyCycle =>
  Either.match(Plan.make({ readables, mode: "full", ...options }), {
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

const taskOf = ({ stages }: Plan.Plan, key: string): Plan.Task =>
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
    assert.deepStrictEqual(plan([]), { mode: "full", stages: [], added: [] })
    assert.deepStrictEqual(plan(church, { selection: [] }).stages, [])
  })
})

describe("layers", () => {
  it("put what is merely pointed at first, where that leaves no circle", () => {
    const one = readable("a.One", { soft: ["a.Two"] })
    const two = readable("a.Two")
    assert.deepStrictEqual(Graph.levels([one.resource, two.resource]), Either.right([["a.Two"], ["a.One"]]))
  })

  it("let a circle of mere pointers go, and keep every other order", () => {
    const resources = [
      readable("a.Chief", { soft: ["a.Tribe"] }),
      readable("a.Tribe", { soft: ["a.Chief"] }),
      readable("a.Hut", { soft: ["a.Tribe"] }),
      readable("a.Fire", { hard: ["a.Hut"] })
    ].map(({ resource }) => resource)
    assert.deepStrictEqual(Graph.levels(resources), Either.right([["a.Chief", "a.Tribe"], ["a.Hut"], ["a.Fire"]]))
  })

  it("keep a hard dependency inside a circle that a pointer closes", () => {
    const resources = [
      readable("a.Household", { soft: ["a.Person"] }),
      readable("a.Person", { hard: ["a.Household"] })
    ].map(({ resource }) => resource)
    assert.deepStrictEqual(Graph.levels(resources), Either.right([["a.Household"], ["a.Person"]]))
  })

  it("take no notice of what points at itself, or at what is not there", () => {
    const { resource } = readable("a.Folder", { hard: ["a.Folder", "b.Unknown"], soft: ["a.Folder", "c.Unknown"] })
    assert.deepStrictEqual(Graph.levels([resource]), Either.right([["a.Folder"]]))
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
    assert.strictEqual(error.message, "resources that need one another: a.Egg → a.Hen → a.Chick → a.Egg")
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
    assert.deepStrictEqual(load?.instead, { _tag: "Keyset", by: "updated_at" })
  })

  it.each(["delta", "audit"] as const)(
    "is not used in a run of mode %s, which has to see the change of each",
    (mode) => {
      const made = plan(church, { mode })
      assert.deepStrictEqual(
        made.stages.flat().flatMap(({ sideLoads }) => sideLoads),
        []
      )
      assert.strictEqual(made.stages.flat().length, church.length)
    }
  )

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

describe("the strategy", () => {
  const strategy = (by: ReadonlyArray<"created_at" | "updated_at">, mode: Plan.Mode) =>
    taskOf(plan([readable("a.Thing", { by })], { mode }), "a.Thing").strategy

  it.each<readonly [mode: Plan.Mode, by: ReadonlyArray<"created_at" | "updated_at">, expected: string]>([
    ["full", ["created_at", "updated_at"], "updated_at"],
    ["delta", ["created_at", "updated_at"], "updated_at"],
    ["audit", ["created_at", "updated_at"], "created_at"],
    ["full", ["created_at"], "created_at"],
    ["delta", ["created_at"], "offset"],
    ["audit", ["created_at"], "created_at"],
    ["full", ["updated_at"], "updated_at"],
    ["delta", ["updated_at"], "updated_at"],
    ["audit", ["updated_at"], "updated_at"],
    ["full", [], "offset"],
    ["delta", [], "offset"],
    ["audit", [], "offset"]
  ])("of a %s run over a listing that knows %j goes by %s", (mode, by, expected) => {
    assert.deepStrictEqual(
      strategy(by, mode),
      expected === "offset" ? { _tag: "Offset" } : { _tag: "Keyset", by: expected }
    )
  })

  it("is no keyset where a listing can be filtered and not ordered, or ordered and not filtered", () => {
    const { get, list, resource } = readable("a.Thing")
    for (const part of [{ order: [] }, { where: {} }, { where: { updated_at: "string" as const } }]) {
      const listing = { ...list, capabilities: { ...list.capabilities, ...part } }
      const made = plan([{ get, resource, list: listing }])
      assert.deepStrictEqual(taskOf(made, "a.Thing").strategy, { _tag: "Offset" })
    }
  })
})

describe("the cost", () => {
  const requests = (count: number | undefined, perPage = 100) =>
    taskOf(
      plan([readable("a.Thing", { perPage })], count === undefined ? {} : { counts: { "a.Thing": count } }),
      "a.Thing"
    ).requests

  it("is a request a page, at least one, and one more to learn how many there are", () => {
    assert.deepStrictEqual(
      [0, 1, 100, 101, 1000].map((count) => requests(count)),
      [2, 2, 2, 3, 11]
    )
    assert.strictEqual(requests(101, 25), 6)
  })

  it("is not guessed where nobody knows how many there are", () => {
    assert.isNull(requests(undefined))
  })
})

it("a church is read in this order, by these routes, at this cost", () => {
  const counts = {
    "people.Campus": 5,
    "people.Person": 5000,
    "people.Email": 6200,
    "people.PhoneNumber": 5400,
    "groups.Group": 120,
    "groups.Membership": 2450
  }
  const table = (mode: Plan.Mode) =>
    plan(church, { mode, counts }).stages.map((stage) =>
      stage.map(({ requests, resource, sideLoads, strategy }) =>
        [
          resource,
          strategy._tag === "Keyset" ? `by ${strategy.by}` : "by offset",
          ...sideLoads.map((load) => `with ${load.resource}`),
          `${requests} requests`
        ].join(", ")
      )
    )
  assert.deepStrictEqual(table("full"), [
    ["people.Campus, by updated_at, 2 requests", "groups.Group, by offset, 3 requests"],
    ["people.Person, by updated_at, with people.Email, with people.PhoneNumber, 51 requests"],
    ["groups.Membership, by created_at, 26 requests"]
  ])
  assert.deepStrictEqual(table("delta"), [
    ["people.Campus, by updated_at, 2 requests", "groups.Group, by offset, 3 requests"],
    ["people.Person, by updated_at, 51 requests"],
    [
      "people.Email, by updated_at, 63 requests",
      "groups.Membership, by offset, 26 requests",
      "people.PhoneNumber, by updated_at, 55 requests"
    ]
  ])
})
