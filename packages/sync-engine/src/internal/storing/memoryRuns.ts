/** Runs in memory: which is to be done, which waits for its turn, and how each stands. */
import { Plan } from "@openfaith/graph-planner"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Stopped, StoreError, Superseded } from "../../StoreError.ts"
import type * as Port from "../../SyncStore.ts"

type Store = Port.SyncStore["Type"]

export interface RunRow extends Port.PlannedRun {
  readonly resources: string
  readonly status: Port.RunStatus
  /** Where in the queue it is; meant for nothing but the order. */
  readonly place: number
}

export const toRun = ({ acceptDeletions, attempt, connection, id, mode, plan }: RunRow): Port.PlannedRun => ({
  id,
  connection,
  mode,
  plan,
  attempt,
  acceptDeletions
})

/** Whether it may still go on, one day. */
export const isUnfinished = ({ status }: RunRow) => status !== "done" && status !== "cancelled"

export const isRunning = ({ status }: RunRow) => status === "running"

/** Whether others have to wait for it. */
export const isActive = ({ status }: RunRow) => status === "running" || status === "queued"

/** How many runs that have ended are kept of each connection. */
const history = 50

/** `forget` lets go of what branches and enumerations are remembered for; `forgetListings`, of the listings as well. */
export const make = (forget: (run: string) => void, forgetListings: (run: string) => void) => {
  const runs = new Map<string, RunRow>()

  /** Forgets all but the newest; the fuse asks which runs were allowed to delete more than it does. */
  const forgetOld = (connection: string) => {
    const past = ofConnection(connection).filter((run) => !isUnfinished(run) && !run.acceptDeletions)
    for (const { id } of past.slice(0, Math.max(0, past.length - history))) {
      runs.delete(id)
      forgetListings(id)
    }
  }

  /** The run of a write, in the very attempt that asks, and running. */
  const running = (run: Port.Run, resource: string): Effect.Effect<RunRow, Superseded | Stopped> => {
    const row = runs.get(run.id)
    if (row === undefined || row.attempt !== run.attempt) return Effect.fail(new Superseded({ run: run.id, resource }))
    return row.status === "running"
      ? Effect.succeed(row)
      : Effect.fail(new Stopped({ run: run.id, status: row.status }))
  }

  const theRun = (operation: string, { id }: Port.Run): Effect.Effect<RunRow, StoreError> =>
    Effect.fromNullable(runs.get(id)).pipe(
      Effect.mapError(() => new StoreError({ operation, reason: `there is no run ${id}`, retryable: false }))
    )

  const ofConnection = (connection: string) => Array.from(runs.values()).filter((run) => run.connection === connection)

  /** Whether a run that is to begin may do so at once. */
  const hasRoom = (connection: string) => !ofConnection(connection).some(isActive)

  const keep = (row: RunRow, answer: { readonly resumed: boolean }): Port.Opened => {
    runs.set(row.id, row)
    return { run: toRun(row), status: row.status, other: false, ...answer }
  }

  const openRun = (options: Parameters<Store["openRun"]>[0], stamp: number): Port.Opened => {
    const { acceptDeletions, connection, plan, whenActive } = options
    const resources = JSON.stringify([...Plan.resources(plan)].sort())
    const same = ofConnection(connection).findLast(
      (run) => run.mode === plan.mode && run.resources === resources && isUnfinished(run)
    )
    if (same?.status === "paused") return keep(same, { resumed: true })
    if (same !== undefined && isActive(same)) {
      // what the host allows now counts
      const attempt = same.attempt + (same.acceptDeletions === acceptDeletions ? 0 : 1)
      return keep({ ...same, attempt, acceptDeletions }, { resumed: true })
    }
    const active = ofConnection(connection).find(isActive)
    if (active !== undefined && whenActive === "leave") {
      return { run: toRun(active), status: active.status, resumed: true, other: true }
    }
    const begun = {
      status: active === undefined || whenActive === "alongside" ? "running" : "queued",
      place: stamp,
      acceptDeletions
    } as const
    // a run that failed has its failure for a result: it goes on as the next attempt
    if (same !== undefined) return keep({ ...same, ...begun, attempt: same.attempt + 1 }, { resumed: true })
    const id = `${plan.mode}-${stamp}`
    return keep({ ...begun, id, connection, mode: plan.mode, plan, attempt: 1, resources }, { resumed: false })
  }

  const takeTurn = (run: Port.Run): Effect.Effect<Option.Option<Port.PlannedRun>, Superseded | Stopped> => {
    const row = runs.get(run.id)
    if (row?.status !== "queued" || row.attempt !== run.attempt) return Effect.as(running(run, "-"), Option.none())
    const others = ofConnection(run.connection).filter(({ id }) => id !== run.id)
    const queued = others.filter(({ place, status }) => status === "queued" && place < row.place)
    const ahead = queued.toSorted((one, other) => other.place - one.place)[0] ?? others.find(isRunning)
    if (ahead === undefined) runs.set(row.id, { ...row, status: "running" })
    return Effect.succeed(Option.map(Option.fromNullable(ahead), toRun))
  }

  const stopRun = (row: RunRow, as: "paused" | "cancelled") => {
    if (!(as === "paused" ? isActive(row) : isUnfinished(row))) return row.status
    runs.set(row.id, { ...row, status: as })
    if (as === "cancelled") {
      forget(row.id)
      forgetOld(row.connection)
    }
    return as
  }

  const reopenRun = (row: RunRow, from: "paused" | "failed", stamp: number): Port.Opened => {
    if (row.status !== from) return keep(row, { resumed: false })
    const status = hasRoom(row.connection) ? "running" : "queued"
    return keep({ ...row, status, place: stamp, attempt: row.attempt + 1 }, { resumed: true })
  }

  const closeRun = (run: Port.Run, row: RunRow, failure: string | undefined): Port.RunStatus => {
    if (row.attempt !== run.attempt || !isActive(row)) return row.status
    const status = failure === undefined ? "done" : "failed"
    runs.set(run.id, { ...row, status })
    // the next attempt may still be counting on what was met
    if (failure === undefined) {
      forget(run.id)
      forgetOld(row.connection)
    }
    return status
  }

  return { runs, running, theRun, ofConnection, openRun, takeTurn, stopRun, reopenRun, closeRun }
}
