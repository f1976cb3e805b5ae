/** Runs in memory. */
import type { Plan } from "@openfaith/graph-planner"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Transition from "../../RunTransition.ts"
import { Stopped, StoreError, Superseded } from "../../StoreError.ts"
import type { Opened, PlannedRun, Run, RunStatus, WhenActive } from "./run.ts"

export interface RunRow extends PlannedRun {
  readonly resources: string
  readonly status: RunStatus
  readonly place: number
}

export const toRun = ({ place: _, resources: __, status: ___, ...run }: RunRow): PlannedRun => run

/** Whether it may still go on, one day. */
export const isUnfinished = ({ status }: RunRow) => Transition.isUnfinished(status)

/** Input for opening a run. */
interface Request {
  readonly connection: string
  readonly plan: Plan.Plan
  readonly acceptDeletions: boolean
  readonly whenActive: WhenActive
}

/** How many runs that have ended are kept of each connection. */
const history = 50

/** `forget` lets go of what branches and enumerations are remembered for; `forgetListings`, of the listings as well. */
export const make = (forget: (run: string) => void, forgetListings: (run: string) => void) => {
  const runs = new Map<string, RunRow>()

  const ofConnection = (connection: string) => Array.from(runs.values()).filter((run) => run.connection === connection)

  const unfinished = (connection: string) => ofConnection(connection).filter(isUnfinished)

  /** Forgets all but the newest; the fuse asks which runs were allowed to delete more than it does. */
  const forgetOld = (connection: string) => {
    const past = ofConnection(connection).filter((run) => !isUnfinished(run) && !run.acceptDeletions)
    for (const { id } of past.slice(0, Math.max(0, past.length - history))) {
      runs.delete(id)
      forgetListings(id)
    }
  }

  /** `made` holds the other columns of a new run. */
  const carryOut = <A>({ answer, write }: Transition.Decision<A>, made?: Pick<RunRow, "connection" | "plan">): A => {
    if (write === undefined) return answer
    const before = made ?? runs.get(write.id)
    if (before === undefined) return answer
    // modes of runs in memory are this release's
    const row = { ...before, ...write, mode: before.plan.mode }
    runs.set(row.id, row)
    if (!isUnfinished(row)) {
      forget(row.id)
      forgetOld(row.connection)
    }
    return answer
  }

  const opened = ({ id, ...how }: Transition.Chosen): Effect.Effect<Opened, StoreError> =>
    Effect.map(theRun("openRun", { id }), (row) => ({ run: toRun(row), status: row.status, ...how }))

  /** The run of a write, in the very attempt that asks, and running. */
  const running = (run: Run, resource: string): Effect.Effect<RunRow, Superseded | Stopped> => {
    const row = runs.get(run.id)
    if (row === undefined || row.attempt !== run.attempt) return Effect.fail(new Superseded({ run: run.id, resource }))
    return row.status === "running"
      ? Effect.succeed(row)
      : Effect.fail(new Stopped({ run: run.id, status: row.status }))
  }

  const theRun = (operation: string, { id }: Pick<Run, "id">): Effect.Effect<RunRow, StoreError> =>
    Effect.fromNullable(runs.get(id)).pipe(
      Effect.mapError(() => new StoreError({ operation, reason: `there is no run ${id}`, retryable: false }))
    )

  const openRun = (
    { acceptDeletions, connection, plan, whenActive }: Request,
    stamp: number
  ): Effect.Effect<Opened, StoreError> => {
    const { mode } = plan
    const request = { mode, resources: Transition.resourcesOf(plan), acceptDeletions, whenActive }
    const decision = Transition.open(unfinished(connection), request, { id: `${mode}-${stamp}`, place: stamp })
    return opened(carryOut(decision, decision.answer.resumed ? undefined : { connection, plan }))
  }

  const takeTurn = (run: Run): Effect.Effect<Option.Option<PlannedRun>, StoreError | Superseded | Stopped> =>
    Effect.flatMap(Transition.takeTurn(unfinished(run.connection), runs.get(run.id), run), (decision) =>
      Option.match(carryOut(decision), {
        onNone: () => Effect.succeedNone,
        onSome: (id) => Effect.asSome(Effect.map(theRun("takeTurn", { id }), toRun))
      })
    )

  const stopRun = (row: RunRow, as: "paused" | "cancelled") => carryOut(Transition.stop(row, as))

  const reopenRun = (row: RunRow, from: "paused" | "failed", stamp: number): Effect.Effect<Opened, StoreError> =>
    opened(carryOut(Transition.reopen(unfinished(row.connection), row, from, stamp)))

  const closeRun = (run: Run, row: RunRow, failure: string | undefined): RunStatus =>
    carryOut(Transition.close(row, run, failure === undefined ? "done" : "failed"))

  return { runs, running, theRun, ofConnection, openRun, takeTurn, stopRun, reopenRun, closeRun }
}
