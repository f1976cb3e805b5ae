/** How a hook treats the body that asked for something: answers it, or brings it to a halt. */
import * as Workflow from "@effect/workflow/Workflow"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"
import type { Run } from "./run.ts"

const { Suspended } = Workflow

export type Halted = Effect.Effect<Workflow.Result<unknown, unknown>>

/** The body stops at this hook; what becomes of the execution is decided by whoever runs it. */
export const halt: Halted = Effect.sync(() => new Suspended())

export const isStopping = (run: Run) => run.lost || run.parked !== undefined || (run.interrupted && !run.ended)

/** Real time, whatever clock the host runs on: only other fibers of the same body are waited for. */
const pause = Effect.async<void>((resume) => {
  const timer = setTimeout(() => resume(Effect.void), 2)
  return Effect.sync(() => clearTimeout(timer))
})

/**
 * Waits until the body asks for nothing more. To suspend interrupts all of a body at once, and the library computes the id
 * of a child on another thread: without this, a body that starts a thousand children at once would be suspended by the
 * first, and replayed for each.
 */
export const quiet = (run: Run): Effect.Effect<void> =>
  Effect.suspend(() => {
    if (run.quiet !== undefined) return Deferred.await(run.quiet)
    const watched = Deferred.unsafeMake<void>(FiberId.none)
    run.quiet = watched
    return Effect.gen(function* () {
      for (let asked = -1; asked !== run.asked && !isStopping(run); ) {
        asked = run.asked
        yield* pause
      }
    }).pipe(
      Effect.ensuring(
        Effect.suspend(() => {
          run.quiet = undefined
          return Deferred.succeed(watched, undefined)
        })
      )
    )
  })

export const outOfPlace = (what: string) =>
  Effect.dieMessage(`${what} was asked for outside of a workflow that this engine executes`)

/** Notes how far a replay has come; what takes its time after the first new thing is no replay any more. */
export const answered = (run: Run) =>
  run.isNew
    ? Effect.void
    : Effect.map(Clock.currentTimeMillis, (now) => {
        run.replayed = now
      })
