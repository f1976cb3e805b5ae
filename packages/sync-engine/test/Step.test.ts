import { assert, describe, it } from "@effect/vitest"
import * as Workflow from "@effect/workflow/Workflow"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import * as Step from "../src/internal/running/step.ts"
import * as MemorySyncStore from "../src/MemorySyncStore.ts"
import { StoreError, Superseded } from "../src/StoreError.ts"
import { SyncError } from "../src/SyncError.ts"
import * as Events from "../src/SyncEvents.ts"
import { type Run, SyncStore } from "../src/SyncStore.ts"

const run: Run = { id: "full-1", connection: "main", mode: "full", attempt: 1, acceptDeletions: false }

const Work = Workflow.make({
  name: "Work",
  payload: {},
  success: Schema.String,
  error: SyncError,
  idempotencyKey: () => "one"
})

/** A store that knows nothing of the run, and takes its notes. */
const store = Layer.effect(
  SyncStore,
  Effect.map(SyncStore, (inner) => ({ ...inner, noteWaiting: () => Effect.void }))
).pipe(Layer.provide(MemorySyncStore.layer))

/** A moment of the real clock. */
const really = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2)))

describe("a step", () => {
  it.live("fails at once with the error of one of several things done at once, which ends the others", () => {
    let tries = 0
    const work = Work.toLayer(() =>
      Step.make(run, {
        name: "confirm",
        success: Schema.String,
        execute: Effect.suspend(() => {
          tries++
          const refused = Effect.delay(new Superseded({ run: run.id, resource: "people.Person" }), "1 millis")
          return Effect.as(Effect.all([Effect.never, refused, Effect.never], { concurrency: "unbounded" }), "done")
        })
      })
    )
    return Effect.gen(function* () {
      assert.instanceOf(yield* Effect.flip(Work.execute()), Superseded)
      assert.strictEqual(tries, 1)
    }).pipe(Effect.provide(Layer.provideMerge(work, WorkflowEngine.layerMemory)))
  })

  it.effect("of work at the store waits a quarter of an hour for the store, and then completes", () => {
    const work = Work.toLayer(() =>
      Step.untilStored(run, {
        name: "close",
        success: Schema.String,
        execute: Effect.flatMap(Clock.currentTimeMillis, (now) =>
          now < Duration.toMillis("15 minutes")
            ? Effect.fail(new StoreError({ operation: "closeRun", reason: "database is locked" }))
            : Effect.succeed("closed")
        )
      })
    ).pipe(Layer.provide([store, Events.layer]))
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(Work.execute())
      while (fiber.unsafePoll() === null) {
        yield* TestClock.adjust("20 seconds")
        yield* really
      }
      assert.strictEqual(yield* Fiber.join(fiber), "closed")
    }).pipe(Effect.provide(Layer.provideMerge(work, WorkflowEngine.layerMemory)))
  })
})
