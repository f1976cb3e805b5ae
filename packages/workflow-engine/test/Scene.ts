/** Engines that come and go over one journal, as processes do over one database. */
import * as DurableClock from "@effect/workflow/DurableClock"
import type * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Status } from "../src/Execution.ts"
import * as JournalEngine from "../src/JournalEngine.ts"
import * as MemoryWorkflowJournal from "../src/MemoryWorkflowJournal.ts"
import * as WorkflowJournal from "../src/WorkflowJournal.ts"

export type Journal = WorkflowJournal.WorkflowJournal["Type"]

export const newJournal = Effect.map(
  Effect.scoped(Layer.build(MemoryWorkflowJournal.layer)),
  (built): Journal => Context.get(built, WorkflowJournal.WorkflowJournal)
)

export type Workflows = Layer.Layer<never, never, WorkflowEngine.WorkflowEngine>

/** An engine that is asked, and executes nothing by itself. */
export const asked = (journal: Journal, workflows: Workflows, options: JournalEngine.Options = {}) =>
  workflows.pipe(
    Layer.provideMerge(JournalEngine.layer({ ...options, start: "manual" })),
    Layer.provide(Layer.succeed(WorkflowJournal.WorkflowJournal, journal))
  )

/** One that executes, whatever is registered, and at once. */
export const running = (journal: Journal, workflows: Workflows, options: JournalEngine.Options = {}) =>
  Layer.scopedDiscard(Effect.flatMap(JournalEngine.JournalEngine, ({ start }) => start)).pipe(
    Layer.provideMerge(asked(journal, workflows, options))
  )

/** One that executes from the first workflow on that is registered, as a host's does. */
export const automatic = (journal: Journal, workflows: Workflows) =>
  workflows.pipe(
    Layer.provideMerge(JournalEngine.layer()),
    Layer.provide(Layer.succeed(WorkflowJournal.WorkflowJournal, journal))
  )

/** For as long as it does something, a process of its own. */
export const within =
  <R>(layer: Layer.Layer<R>) =>
  <A, E>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E> =>
    Effect.provide(effect, Layer.fresh(layer))

/** Real time passes until it is so. A test that hangs is interrupted, and then this says what it was waiting for. */
export const eventually = <E, R>(what: string, holds: Effect.Effect<boolean, E, R>) =>
  Effect.gen(function* () {
    while (!(yield* holds)) yield* Effect.sleep("5 millis")
  }).pipe(Effect.onInterrupt(() => Effect.sync(() => console.error(`interrupted before this was so: ${what}`))))

export const becomes = (execution: string, status: Status) =>
  Effect.gen(function* () {
    const engine = yield* JournalEngine.JournalEngine
    yield* eventually(
      `${execution} is ${status}`,
      Effect.map(engine.find(execution), (found) => found.status === status)
    )
    return yield* engine.find(execution)
  })

export const nap = (name: string, duration: Duration.DurationInput = "30 millis") =>
  DurableClock.sleep({ name, duration, inMemoryThreshold: Duration.zero })
