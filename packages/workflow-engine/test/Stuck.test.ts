import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import * as JournalEngine from "../src/JournalEngine.ts"
import * as Stuck from "../src/Stuck.ts"
import { becomes, eventually, newJournal, running, within } from "./Scene.ts"

const idempotencyKey = ({ id }: { readonly id: string }) => id

const payload = { id: Schema.String }

/** What JSON cannot hold parks an execution. */
const Child = Workflow.make({ name: "Child", payload, success: Schema.Number, idempotencyKey })

const Parent = Workflow.make({ name: "Parent", payload, success: Schema.Int, idempotencyKey })

const stuckOn = (id: string) =>
  Effect.flatMap(JournalEngine.JournalEngine, (engine) =>
    Effect.map(engine.stuckOn(id), (executions) => executions.map(({ workflow }) => workflow))
  )

/** A child that is good goes on until it is let go. */
let isHeld = false
let hasBegun = false

const held = Activity.make({
  name: "held",
  execute: Effect.suspend(() => {
    hasBegun = true
    return eventually(
      "it is let go",
      Effect.sync(() => !isHeld)
    )
  })
})

const letGo = Effect.sync(() => {
  isHeld = false
})

const workflows = Layer.mergeAll(
  Child.toLayer(({ id }) => (id === "good" ? Effect.as(held, 1) : Effect.succeed(Number.NaN))),
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
  it.effect("ends the wait for what is parked below, says what and why, and leaves it as it is", () =>
    family(
      Effect.gen(function* () {
        const waiting = yield* Effect.fork(Effect.flip(Stuck.orFail(Parent.execute({ id: "bad" }))))
        while ((yield* Fiber.poll(waiting))._tag === "None") {
          yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2)))
          yield* TestClock.adjust("1 second")
        }
        const error = yield* Fiber.join(waiting)
        assert.instanceOf(error, Stuck.Stuck)
        assert.deepStrictEqual(
          error.executions.map(({ workflow }) => workflow),
          ["Child"]
        )
        for (const text of ["Child", "its result", "NaN"]) assert.include(error.message, text)
        const { find } = yield* JournalEngine.JournalEngine
        assert.strictEqual((yield* find(yield* Parent.executionId({ id: "bad" }))).status, "waiting")
      })
    )
  )

  it.live("gives the result of what is not stuck", () =>
    family(
      Effect.gen(function* () {
        isHeld = true
        const waiting = yield* Effect.fork(Stuck.orFail(Parent.execute({ id: "good" })))
        yield* eventually(
          "the child has begun",
          Effect.sync(() => hasBegun)
        )
        yield* letGo
        assert.strictEqual(yield* Fiber.join(waiting), 1)
      })
    )
  )

  it.live("calls nothing stuck of which a part goes on", () =>
    family(
      Effect.gen(function* () {
        isHeld = true
        const id = yield* Parent.execute({ id: "good and bad" }, { discard: true })
        const { list } = yield* JournalEngine.JournalEngine
        yield* eventually(
          "both children are there",
          Effect.map(list({ parent: id }), ({ length }) => length === 2)
        )
        yield* becomes(yield* Child.executionId({ id: "bad" }), "parked")
        assert.deepStrictEqual(yield* stuckOn(yield* Child.executionId({ id: "bad" })), ["Child"])
        assert.deepStrictEqual(yield* stuckOn(id), [])
        yield* letGo
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
