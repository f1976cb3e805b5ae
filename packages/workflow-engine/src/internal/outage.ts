/** Waits out a journal that does not answer, and remembers since when. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { JournalError } from "../WorkflowJournal.ts"
import type { Closing } from "./closing.ts"

/** Since when, in milliseconds since 1970, and why the journal does not answer. */
export interface Trouble {
  readonly since: number
  readonly reason: string
}

export interface Outage {
  /** Repeats what failed for a passing reason: soon at first, then once in five seconds. */
  readonly waitOut: <A, E, R>(work: Effect.Effect<A, E | JournalError, R>) => Effect.Effect<A, E | JournalError, R>
  readonly current: Effect.Effect<Trouble | undefined>
}

const patience = Schedule.exponential("50 millis", 2).pipe(Schedule.union(Schedule.spaced("5 seconds")))

const passes = (error: unknown) => error instanceof JournalError && error.retryable

export const make = ({ until }: Closing): Outage => {
  let trouble: Trouble | undefined
  let waiting = 0

  const note = (error: unknown) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      if (trouble !== undefined) return Effect.void
      const reason = String(error)
      trouble = { since: now, reason }
      return Effect.logWarning("workflows wait for their journal", reason)
    })

  const over = Effect.suspend(() => {
    if (trouble === undefined) return Effect.void
    trouble = undefined
    return Effect.logInfo("the workflow journal answers again")
  })

  return {
    waitOut: (work) =>
      // a schedule costs more than most of what goes through here, and is hardly ever needed
      Effect.catchAll(work, (error) =>
        passes(error)
          ? Effect.acquireUseRelease(
              Effect.sync(() => waiting++),
              () =>
                until(
                  Effect.zipRight(note(error), work).pipe(
                    Effect.retry({ schedule: patience, while: passes }),
                    Effect.tap(() => over)
                  )
                ),
              // whoever gives up, or gets another answer, waits no more
              () =>
                Effect.sync(() => {
                  if (--waiting === 0) trouble = undefined
                })
            )
          : Effect.fail(error)
      ),
    current: Effect.sync(() => trouble)
  }
}
