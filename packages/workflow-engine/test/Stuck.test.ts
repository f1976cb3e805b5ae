import { assert, describe, it } from "@effect/vitest"
import * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as JournalEngine from "../src/JournalEngine.ts"
import * as Stuck from "../src/Stuck.ts"
import { becomes, eventually, nap, newJournal, running, within } from "./Scene.ts"

const idempotencyKey = ({ id }: { readonly id: string }) => id

const payload = { id: Schema.String }

/** What JSON cannot hold parks an execution. */
const Child = Workflow.make({ name: "Child", payload, success: Schema.Number, idempotencyKey })

const Parent = Workflow.make({ name: "Parent", payload, success: Schema.Int, idempotencyKey })

const stuckOn = (id: string) =>
  Effect.flatMap(JournalEngine.JournalEngine, (engine) =>
    Effect.map(engine.stuckOn(id), (executions) => executions.map(({ workflow }) => workflow))
  )

const workflows = Layer.mergeAll(
  Child.toLayer(({ id }) => (id === "good" ? Effect.as(nap("nap", "1 second"), 1) : Effect.succeed(Number.NaN))),
  Parent.toLayer(({ id }) =>
    Effect.as(
      Effect.forEach(id.split(" and "), (child) => Child.execute({ id: child }), { concurrency: "unbounded" }),
      1
    )
  )
)

const family = <A, E>(work: Effect.Effect<A, E, Layer.Layer.Success<ReturnType<typeof running>>>) =>
  Effect.flatMap(newJournal, (journal) => within(running(journal, workflows))(work))

describe("Stuck", () => {
  it.live("ends the wait for what is parked below, says what and why, and leaves it as it is", () =>
    family(
      Effect.gen(function* () {
        const error = yield* Effect.flip(Stuck.orFail(Parent.execute({ id: "bad" })))
        assert.instanceOf(error, Stuck.Stuck)
        assert.deepStrictEqual(
          error.executions.map(({ workflow }) => workflow),
          ["Child"]
        )
        for (const text of ["Child", "its result", "NaN"]) assert.include(error.message, text)
        yield* becomes(yield* Parent.executionId({ id: "bad" }), "waiting")
      })
    )
  )

  it.live("gives the result of what is not stuck", () =>
    family(
      Effect.gen(function* () {
        assert.strictEqual(yield* Stuck.orFail(Parent.execute({ id: "good" })), 1)
      })
    )
  )

  it.live("calls nothing stuck of which a part goes on", () =>
    family(
      Effect.gen(function* () {
        const id = yield* Parent.execute({ id: "good and bad" }, { discard: true })
        const { list } = yield* JournalEngine.JournalEngine
        yield* eventually(
          "both children are there",
          Effect.map(list({ parent: id }), ({ length }) => length === 2)
        )
        yield* becomes(yield* Child.executionId({ id: "bad" }), "parked")
        assert.deepStrictEqual(yield* stuckOn(yield* Child.executionId({ id: "bad" })), ["Child"])
        assert.deepStrictEqual(yield* stuckOn(id), [])
        yield* becomes(yield* Child.executionId({ id: "good" }), "succeeded")
        yield* eventually(
          "the rest is stuck",
          Effect.map(stuckOn(id), (on) => on.length === 1)
        )
        assert.deepStrictEqual(yield* stuckOn("nobody"), [])
      })
    )
  )
})
