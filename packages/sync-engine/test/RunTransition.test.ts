import { assert, describe, it } from "@effect/vitest"
import { Endpoint, Resource } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Transition from "../src/RunTransition.ts"

const planOf = (mode: Plan.Mode, name: string): Plan.Plan => {
  const resource = Resource.make("library", name, { attributes: {} })
  const list = Endpoint.list(`/library/${name}`, resource, { perPage: { default: 25, max: 100 } })
  const readable = { resource, list, get: Endpoint.get(`/library/${name}/{id}`, resource) }
  return Either.getOrThrow(Plan.make({ definitions: { readables: [readable] }, mode }))
}

const plans = (["full", "delta", "audit"] as const).flatMap((mode) => [planOf(mode, "Book"), planOf(mode, "Shelf")])

const deed = FastCheck.oneof(
  FastCheck.record({
    do: FastCheck.constant("open" as const),
    plan: FastCheck.constantFrom(...plans),
    acceptDeletions: FastCheck.boolean(),
    whenActive: FastCheck.constantFrom("queue" as const, "leave" as const)
  }),
  FastCheck.record({
    do: FastCheck.constantFrom(
      "takeTurn" as const,
      "pause" as const,
      "cancel" as const,
      "done" as const,
      "fail" as const
    ),
    which: FastCheck.nat(9)
  }),
  FastCheck.record({
    do: FastCheck.constant("reopen" as const),
    from: FastCheck.constantFrom("paused" as const, "failed" as const),
    which: FastCheck.nat(9)
  })
)

type Deed = typeof deed extends FastCheck.Arbitrary<infer A> ? A : never

/** The runs of one connection, in the order in which they were opened, and what is done to them. */
const make = () => {
  const runs = new Map<string, Transition.State>()
  let drawn = 0
  const unfinished = () => Array.from(runs.values()).filter(({ status }) => Transition.isUnfinished(status))
  const carryOut = <A>({ answer, write }: Transition.Decision<A>): A => {
    if (write !== undefined) runs.set(write.run.id, write)
    return answer
  }
  const carry = (told: Deed) => {
    drawn++
    if (told.do === "open") {
      return carryOut(Transition.open(unfinished(), { connection: "main", ...told }, { id: `${drawn}`, place: drawn }))
    }
    const own = Array.from(runs.values())[told.which]
    if (own === undefined) return undefined
    switch (told.do) {
      case "takeTurn":
        return Either.map(Transition.takeTurn(unfinished(), own, own.run), carryOut)
      case "pause":
        return carryOut(Transition.stop(own, "paused"))
      case "cancel":
        return carryOut(Transition.stop(own, "cancelled"))
      case "done":
        return carryOut(Transition.close(own, own.run, "done"))
      case "fail":
        return carryOut(Transition.close(own, own.run, "failed"))
      case "reopen":
        return carryOut(Transition.reopen(unfinished(), own, told.from, drawn))
    }
  }
  return { runs, carry }
}

const isRunning = ({ status }: Transition.State) => status === "running"

describe("runs of one connection", () => {
  it.prop(
    "run one at a time, in the order of the queue, and none that has ended begins again",
    [FastCheck.array(deed, { maxLength: 40 })],
    ([deeds]) => {
      const { carry, runs } = make()
      for (const told of deeds) {
        const before = new Map(runs)
        carry(told)
        assert.isAtMost(Array.from(runs.values()).filter(isRunning).length, 1)
        for (const [id, state] of runs) {
          const was = before.get(id)
          if (was === undefined) continue
          assert.isAtLeast(state.run.attempt, was.run.attempt)
          if (!Transition.isUnfinished(was.status)) assert.deepStrictEqual(state, was)
          if (was.status !== "queued" || state.status !== "running") continue
          const ahead = Array.from(before.values()).filter(
            ({ place, status }) => status === "running" || (status === "queued" && place < was.place)
          )
          assert.deepStrictEqual(ahead, [])
        }
      }
    },
    cases(500)
  )

  it.prop(
    "are the same run for as long as it has not ended, whoever asks for it",
    [FastCheck.array(deed, { maxLength: 40 }), FastCheck.constantFrom(...plans)],
    ([deeds, plan]) => {
      const { carry, runs } = make()
      for (const told of deeds) carry(told)
      const asked = { do: "open", plan, acceptDeletions: false, whenActive: "queue" } as const
      const [first, second] = [carry(asked), carry(asked)]
      assert.deepInclude(second, { resumed: true, other: false })
      const count = runs.size
      assert.deepStrictEqual(carry(asked), second)
      assert.strictEqual(runs.size, count)
      assert.isDefined(first)
    },
    cases(200)
  )
})

describe("a run that was asked for", () => {
  const [book = assert.fail("no plan"), shelf = assert.fail("no plan")] = plans
  const request = { connection: "main", acceptDeletions: false, whenActive: "queue" } as const

  it("waits for its turn behind the one right ahead of it", () => {
    const first = Transition.open([], { ...request, plan: book }, { id: "1", place: 1 })
    const running = first.write ?? assert.fail("nothing is written")
    const second = Transition.open([running], { ...request, plan: shelf }, { id: "2", place: 2 })
    const queued = second.write ?? assert.fail("nothing is written")
    assert.strictEqual(queued.status, "queued")
    const turn = Transition.takeTurn([running, queued], queued, queued.run)
    assert.deepStrictEqual(turn, Either.right({ answer: Option.some(running.run), write: undefined }))
    const free = Transition.takeTurn([queued], queued, queued.run)
    assert.deepStrictEqual(free, Either.right({ answer: Option.none(), write: { ...queued, status: "running" } }))
  })

  it("is superseded in an earlier attempt, and stopped where it is paused", () => {
    const { write } = Transition.open([], { ...request, plan: book }, { id: "1", place: 1 })
    const state = write ?? assert.fail("nothing is written")
    const later = { ...state, run: { ...state.run, attempt: 2 } }
    assert.strictEqual(
      Either.flip(Transition.takeTurn([later], later, state.run)).pipe(Either.getOrThrow)._tag,
      "Superseded"
    )
    const paused = { ...state, status: "paused" } as const
    assert.strictEqual(
      Either.flip(Transition.takeTurn([paused], paused, state.run)).pipe(Either.getOrThrow)._tag,
      "Stopped"
    )
  })
})
