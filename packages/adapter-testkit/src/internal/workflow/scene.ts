/** What the tests of an engine begin with. */
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import type * as Workflow from "@effect/workflow/Workflow"
import type { WorkflowEngine, WorkflowInstance } from "@effect/workflow/WorkflowEngine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import * as Schema from "effect/Schema"

/** One promise: it holds if this succeeds. */
export type Promised = Effect.Effect<void, unknown, WorkflowEngine>

/** Promises by name, so that a declared difference that names none does not compile. */
export const promises = <Name extends string>(
  all: { readonly [_ in Name]: Promised }
): {
  readonly [_ in Name]: Promised
} => all

let ids = 0

/** An id that no earlier run has used on the same storage. */
export const newId = Effect.map(Random.nextIntBetween(0, 2 ** 31), (number) => `case-${number.toString(36)}-${++ids}`)

const noted = new Map<string, Array<string>>()

/** An effect on the world, which a test counts: it happens as often as it is executed. */
export const note = (id: string, what: string) =>
  Effect.sync(() => {
    noted.set(id, [...(noted.get(id) ?? []), what])
  })

export const notes = (id: string): Effect.Effect<ReadonlyArray<string>> => Effect.sync(() => noted.get(id) ?? [])

/** A step that leaves a note each time it is executed, and gives its own name. */
export const step = (id: string, name: string) =>
  Activity.make({ name, success: Schema.String, execute: Effect.as(note(id, name), name) })

/** A sleep that is always the engine's to keep: whoever sleeps so is suspended, and replayed. */
export const nap = (name = "nap", duration: Duration.DurationInput = "50 millis") =>
  DurableClock.sleep({ name, duration, inMemoryThreshold: Duration.zero })

/** What a test that only a failure would end waits for. */
export const forever = nap("for ever", "1 day")

/** Real time passes until it is so; a test that waits in vain is ended by its own limit. */
export const eventually = <E, R>(holds: Effect.Effect<boolean, E, R>): Effect.Effect<void, E, R> =>
  Effect.gen(function* () {
    while (!(yield* holds)) yield* Effect.sleep("10 millis")
  })

export const noteOf = (id: string, what: string) => eventually(Effect.map(notes(id), (all) => all.includes(what)))

/** The end of an execution that nobody waits for. */
export const endOf = <A, E>(
  poll: Effect.Effect<Workflow.Result<A, E> | undefined, never, WorkflowEngine>
): Effect.Effect<Exit.Exit<A, E>, never, WorkflowEngine> =>
  Effect.gen(function* () {
    while (true) {
      const result = yield* poll
      if (result?._tag === "Complete") return result.exit
      yield* Effect.sleep("10 millis")
    }
  })

/** Until it has come to rest. */
export const suspended = (poll: Effect.Effect<Workflow.Result<unknown, unknown> | undefined, never, WorkflowEngine>) =>
  eventually(Effect.map(poll, (result) => result?._tag === "Suspended"))

/** What the body of a workflow may ask for. */
export type Within = WorkflowEngine | WorkflowInstance
