/** Runs in memory. */
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Transition from "../../RunTransition.ts"
import { Stopped, StoreError, Superseded } from "../../StoreError.ts"
import type { Opened, PlannedRun, Run, RunStatus } from "./run.ts"

export interface RunRow extends PlannedRun {
  readonly status: RunStatus
  readonly place: number
}

export const toRun = ({ place: _, status: __, ...run }: RunRow): PlannedRun => run

const toState = (row: RunRow): Transition.State => ({ run: toRun(row), status: row.status, place: row.place })

/** Whether it may still go on, one day. */
export const isUnfinished = ({ status }: RunRow) => Transition.isUnfinished(status)

/** How many runs that have ended are kept of each connection. */
const history = 50

/** `forget` lets go of what branches and enumerations are remembered for; `forgetListings`, of the listings as well. */
export const make = (forget: (run: string) => void, forgetListings: (run: string) => void) => {
  const runs = new Map<string, RunRow>()

  const ofConnection = (connection: string) => Array.from(runs.values()).filter((run) => run.connection === connection)

  const unfinished = (connection: string) => ofConnection(connection).filter(isUnfinished).map(toState)

  /** Forgets all but the newest; the fuse asks which runs were allowed to delete more than it does. */
  const forgetOld = (connection: string) => {
    const past = ofConnection(connection).filter((run) => !isUnfinished(run) && !run.acceptDeletions)
    for (const { id } of past.slice(0, Math.max(0, past.length - history))) {
      runs.delete(id)
      forgetListings(id)
    }
  }

  const carryOut = <A>({ answer, write }: Transition.Decision<A>): A => {
    if (write === undefined) return answer
    const { place, run, status } = write
    runs.set(run.id, { ...run, status, place })
    if (!Transition.isUnfinished(status)) {
      forget(run.id)
      forgetOld(run.connection)
    }
    return answer
  }

  /** The run of a write, in the very attempt that asks, and running. */
  const running = (run: Run, resource: string): Effect.Effect<RunRow, Superseded | Stopped> => {
    const row = runs.get(run.id)
    if (row === undefined || row.attempt !== run.attempt) return Effect.fail(new Superseded({ run: run.id, resource }))
    return row.status === "running"
      ? Effect.succeed(row)
      : Effect.fail(new Stopped({ run: run.id, status: row.status }))
  }

  const theRun = (operation: string, { id }: Run): Effect.Effect<RunRow, StoreError> =>
    Effect.fromNullable(runs.get(id)).pipe(
      Effect.mapError(() => new StoreError({ operation, reason: `there is no run ${id}`, retryable: false }))
    )

  const openRun = (request: Transition.Request, stamp: number): Opened =>
    carryOut(
      Transition.open(unfinished(request.connection), request, { id: `${request.plan.mode}-${stamp}`, place: stamp })
    )

  const takeTurn = (run: Run): Effect.Effect<Option.Option<PlannedRun>, Superseded | Stopped> => {
    const row = runs.get(run.id)
    const own = row === undefined ? undefined : toState(row)
    return Effect.map(Transition.takeTurn(unfinished(run.connection), own, run), carryOut)
  }

  const stopRun = (row: RunRow, as: "paused" | "cancelled") => carryOut(Transition.stop(toState(row), as))

  const reopenRun = (row: RunRow, from: "paused" | "failed", stamp: number): Opened =>
    carryOut(Transition.reopen(unfinished(row.connection), toState(row), from, stamp))

  const closeRun = (run: Run, row: RunRow, failure: string | undefined): RunStatus =>
    carryOut(Transition.close(toState(row), run, failure === undefined ? "done" : "failed"))

  return { runs, running, theRun, ofConnection, openRun, takeTurn, stopRun, reopenRun, closeRun }
}
