import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Transition from "../src/RunTransition.ts"

const kinds = ["full", "delta", "audit"].flatMap((mode) => [
  { mode, resources: "books" },
  { mode, resources: "shelves" }
])

const deed = FastCheck.oneof(
  FastCheck.record({
    do: FastCheck.constant("open" as const),
    kind: FastCheck.constantFrom(...kinds),
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

const asRun = ({ acceptDeletions, attempt, id }: Transition.State) => ({
  ...{ id, connection: "main", mode: "full" as const, attempt, acceptDeletions }
})

/** The runs of one connection, in the order in which they were opened, and what is done to them. */
const make = () => {
  const runs = new Map<string, Transition.State>()
  let drawn = 0
  const unfinished = () => Array.from(runs.values()).filter(({ status }) => Transition.isUnfinished(status))
  const carryOut = <A>({ answer, write }: Transition.Decision<A>): A => {
    if (write !== undefined) runs.set(write.id, write)
    return answer
  }
  const carry = (told: Deed) => {
    drawn++
    if (told.do === "open") {
      const { acceptDeletions, kind, whenActive } = told
      const request = { ...kind, acceptDeletions, whenActive }
      return carryOut(Transition.open(unfinished(), request, { id: `${drawn}`, place: drawn }))
    }
    const own = Array.from(runs.values())[told.which]
    if (own === undefined) return undefined
    switch (told.do) {
      case "takeTurn":
        return Either.map(Transition.takeTurn(unfinished(), own, asRun(own)), carryOut)
      case "pause":
        return carryOut(Transition.stop(own, "paused"))
      case "cancel":
        return carryOut(Transition.stop(own, "cancelled"))
      case "done":
        return carryOut(Transition.close(own, asRun(own), "done"))
      case "fail":
        return carryOut(Transition.close(own, asRun(own), "failed"))
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
          assert.isAtLeast(state.attempt, was.attempt)
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
    [FastCheck.array(deed, { maxLength: 40 }), FastCheck.constantFrom(...kinds)],
    ([deeds, kind]) => {
      const { carry, runs } = make()
      for (const told of deeds) carry(told)
      const asked = { do: "open", kind, acceptDeletions: false, whenActive: "queue" } as const
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
  const request = { mode: "full", acceptDeletions: false, whenActive: "queue" } as const
  const opened = (unfinished: ReadonlyArray<Transition.State>, resources: string, place: number) =>
    Transition.open(unfinished, { ...request, resources }, { id: `full-${place}`, place }).write ??
    assert.fail("nothing is written")

  it("waits for its turn behind the one right ahead of it", () => {
    const running = opened([], "books", 1)
    const queued = opened([running], "shelves", 2)
    assert.strictEqual(queued.status, "queued")
    const turn = Transition.takeTurn([running, queued], queued, asRun(queued))
    assert.deepStrictEqual(turn, Either.right({ answer: Option.some("full-1"), write: undefined }))
    const free = Transition.takeTurn([queued], queued, asRun(queued))
    assert.deepStrictEqual(free, Either.right({ answer: Option.none(), write: { ...queued, status: "running" } }))
  })

  it("is superseded in an earlier attempt, and stopped where it is paused", () => {
    const state = opened([], "books", 1)
    const tagOf = (own: Transition.State) =>
      Either.getOrThrow(Either.flip(Transition.takeTurn([own], own, asRun(state))))._tag
    assert.strictEqual(tagOf({ ...state, attempt: 2 }), "Superseded")
    assert.strictEqual(tagOf({ ...state, status: "paused" }), "Stopped")
  })

  it("stands in line behind a run of a mode that this release does not know", () => {
    const strange = { ...opened([], "books", 1), mode: "repair" }
    assert.strictEqual(opened([strange], "books", 2).status, "queued")
  })
})
