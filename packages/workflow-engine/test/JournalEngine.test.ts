import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as Workflow from "@effect/workflow/Workflow"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import * as JournalEngine from "../src/JournalEngine.ts"
import * as WorkflowJournal from "../src/WorkflowJournal.ts"

const Greeting = Workflow.make({
  name: "Greeting",
  payload: { name: Schema.String },
  success: Schema.String,
  idempotencyKey: ({ name }) => name
})

const Parent = Workflow.make({
  name: "Parent",
  payload: { id: Schema.String, children: Schema.Int },
  success: Schema.Array(Schema.String),
  idempotencyKey: ({ id }) => id
})

const Signal = DurableDeferred.make("signal", { success: Schema.String })

let greeted = 0

const workflows = Layer.mergeAll(
  Greeting.toLayer(({ name }) =>
    Effect.gen(function* () {
      const greeting = yield* Activity.make({
        name: "greet",
        success: Schema.String,
        execute: Effect.sync(() => {
          greeted++
          return `hello ${name}`
        })
      })
      yield* DurableClock.sleep({
        name: "nap",
        duration: name.includes("-") ? "200 millis" : "5 minutes",
        inMemoryThreshold: Duration.zero
      })
      return greeting
    })
  ),
  Parent.toLayer(({ children, id }) =>
    Effect.forEach(
      Array.from({ length: children }, (_, index) => `${id}-${index}`),
      (name) => Greeting.execute({ name }),
      { concurrency: "unbounded" }
    )
  )
)

const engine = JournalEngine.layerStart.pipe(
  Layer.provide(workflows),
  Layer.provideMerge(JournalEngine.layer()),
  Layer.provideMerge(WorkflowJournal.layerMemory)
)

describe("JournalEngine", () => {
  it.effect("runs a step once, and sleeps in between", () =>
    Effect.gen(function* () {
      greeted = 0
      const fiber = yield* Effect.fork(Greeting.execute({ name: "Ada" }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(greeted, 1)
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "hello Ada")
      assert.strictEqual(greeted, 1)
    }).pipe(Effect.provide(engine))
  )

  it.live("waits for a thousand children", () =>
    Effect.gen(function* () {
      greeted = 0
      const began = Date.now()
      const all = yield* Parent.execute({ id: "p", children: 1000 })
      console.log(Date.now() - began)
      assert.strictEqual(all.length, 1000)
      assert.strictEqual(greeted, 1000)
    }).pipe(Effect.provide(engine))
  )
})
