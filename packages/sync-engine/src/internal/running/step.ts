/** Durable steps, and the loop that every long piece of work is: one after another, until one of them is the last. */
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import { WorkflowInstance } from "@effect/workflow/WorkflowEngine"
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { SyncError } from "../../SyncError.ts"
import * as Chunk from "../reading/chunk.ts"
import type { Run } from "../storing/run.ts"
import { kindOf } from "./ofConnection.ts"
import { within } from "./within.ts"

/**
 * What has failed among several things done at once has interrupted the others, and the library would take that for an
 * interruption of the step, and do it again.
 */
const failing = <E>(cause: Cause.Cause<E>): Effect.Effect<never, E> =>
  Option.match(Cause.failureOption(cause), {
    onSome: Effect.fail,
    onNone: () => Option.match(Cause.keepDefects(cause), { onSome: Effect.failCause, onNone: () => Effect.interrupt })
  })

/**
 * One durable step of a workflow, of which every span and log line within says whose it is. Nothing is logged where it is
 * answered from the journal. The name is stored data.
 */
export const make = <Success extends Schema.Schema.Any, R>(
  run: Run,
  options: {
    readonly name: string
    readonly success?: Success
    readonly execute: Effect.Effect<Success["Type"], SyncError, R>
  }
) => {
  const step = options.name
  const execute = Effect.flatMap(WorkflowInstance, ({ workflow }) =>
    // a cluster's steps run elsewhere than the body that asks for them
    Effect.catchAllCause(options.execute, failing).pipe(within(run, { workflow: kindOf(workflow), step }))
  )
  return Activity.make({ ...options, error: SyncError, execute }).pipe(within(run, { step }))
}

/** How long to sleep on an outage: longer each time in a row, up to five minutes. */
const nap = (outages: number) => Duration.seconds(Math.min(300, 15 * 2 ** (outages - 1)))

/**
 * Repeats work as durable steps until it is done, and sleeps after each outage. The store holds what a step did, so a step
 * that runs twice changes nothing twice. The work is told how many outages in a row came before it.
 *
 * Returns whether the work was done within `most` steps: an execution with more would be slow to replay. Step names are
 * stored data.
 */
export const untilDone = <R>(
  name: string,
  most: number,
  run: Run,
  work: (outages: number) => Effect.Effect<Chunk.Outcome, SyncError, R>
) =>
  Effect.gen(function* () {
    let outages = 0
    for (let step = 0; step < most; step++) {
      const outcome = yield* make(run, {
        name: `${name}/${step}`,
        success: Chunk.Outcome,
        execute: Chunk.withOutages(run)(work(outages))
      })
      if (outcome === "done") return true
      outages = outcome === "waiting" ? outages + 1 : 0
      if (outcome === "waiting") {
        yield* DurableClock.sleep({ name: `${name}/outage/${step}`, duration: nap(outages) })
      }
    }
    return false
  })

/**
 * One step of work at the store's own records, however long the store is away: done again until it is back, and slept upon
 * in between. The names of a step are stored data.
 */
export const untilStored = <Success extends Schema.Schema.Any, R>(
  run: Run,
  options: {
    readonly name: string
    readonly success: Success
    readonly execute: Effect.Effect<Success["Type"], SyncError, R>
  }
) =>
  Effect.gen(function* () {
    const { name } = options
    const execute = options.execute.pipe(
      Chunk.patiently,
      Effect.asSome,
      Effect.catchIf(Chunk.isStoreOutage, ({ message }) => Effect.as(Chunk.wait(run, message), Option.none()))
    )
    for (let outages = 0; ; outages++) {
      const done = yield* make(run, {
        name: outages === 0 ? name : `${name}/${outages}`,
        success: Schema.Option(options.success),
        execute
      })
      if (Option.isSome(done)) return done.value
      yield* DurableClock.sleep({ name: `${name}/outage/${outages}`, duration: nap(outages + 1) })
    }
  })
