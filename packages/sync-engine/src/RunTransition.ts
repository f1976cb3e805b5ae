/**
 * Decides how the runs of one connection change when a host opens, stops or reopens one, and when one takes its turn or ends.
 * Pure: a store reads the runs, calls one of these functions, and writes the decision if the runs are still the same.
 */
import { Plan } from "@openfaith/graph-planner"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Run, RunStatus, WhenActive } from "./internal/storing/run.ts"
import { Stopped, Superseded } from "./StoreError.ts"

/**
 * A stored run without its plan. A run whose plan only another release can read therefore does not block its connection.
 *
 * @since 0.1.0
 * @category models
 */
export interface State {
  readonly id: string
  readonly mode: string
  /** `resourcesOf` its plan, or a digest of that. */
  readonly resources: string
  readonly attempt: number
  readonly acceptDeletions: boolean
  readonly status: RunStatus
  /** Its place in the queue: a number of the store's sequence, drawn when it was opened or last reopened. */
  readonly place: number
}

/**
 * The store's answer, and the run that it writes, if any. When a run is written as `cancelled` or `done`, the store deletes its
 * branches and the ids that its enumerations have met.
 *
 * @since 0.1.0
 * @category models
 */
export interface Decision<A> {
  readonly answer: A
  readonly write: State | undefined
}

/**
 * The run that the host gets.
 *
 * @since 0.1.0
 * @category models
 */
export interface Chosen {
  readonly id: string
  /** Whether it was there before. */
  readonly resumed: boolean
  /** True when an already active run is returned instead. */
  readonly other: boolean
}

/**
 * Input for opening a run.
 *
 * @since 0.1.0
 * @category models
 */
export interface Request extends Pick<State, "mode" | "resources" | "acceptDeletions"> {
  readonly whenActive: WhenActive
}

const keep = <A>(answer: A): Decision<A> => ({ answer, write: undefined })

/** Whether a run may still go on, some day. @since 0.1.0 */
export const isUnfinished = (status: RunStatus): boolean => status !== "done" && status !== "cancelled"

/** Whether other runs of the connection have to wait for a run. @since 0.1.0 */
export const isActive = (status: RunStatus): boolean => status === "running" || status === "queued"

/** The resources of a plan as one text, in order: equal for plans over the same resources. @since 0.1.0 */
export const resourcesOf = (plan: Plan.Plan): string => JSON.stringify([...Plan.resources(plan)].sort())

const resumed = (state: State): Decision<Chosen> => ({
  answer: { id: state.id, resumed: true, other: false },
  write: state
})

/** The next attempt of a run that was paused or has failed: a failure is a result, and stays the result of its attempt. */
const nextAttempt = (state: State, status: RunStatus, place: number): State => ({
  ...state,
  attempt: state.attempt + 1,
  status,
  place
})

/**
 * The run that is to be done: an unfinished one of the same mode over the same resources, else a new one with the id
 * `fresh.id`. `unfinished` are all unfinished runs of the connection, those first that were opened first.
 *
 * @since 0.1.0
 * @category combinators
 */
export const open = (
  unfinished: ReadonlyArray<State>,
  { acceptDeletions, mode, resources, whenActive }: Request,
  fresh: { readonly id: string; readonly place: number }
): Decision<Chosen> => {
  const same = unfinished.findLast((run) => run.mode === mode && run.resources === resources)
  const known = (run: State, other: boolean): Decision<Chosen> => keep({ id: run.id, resumed: true, other })
  if (same?.status === "paused") return known(same, false)
  if (same !== undefined && isActive(same.status)) {
    // the host's newest permission counts, from the next attempt on
    return same.acceptDeletions === acceptDeletions
      ? known(same, false)
      : resumed({ ...same, attempt: same.attempt + 1, acceptDeletions })
  }
  const active = unfinished.find(({ status }) => isActive(status))
  if (active !== undefined && whenActive === "leave") return known(active, true)
  const status = active === undefined || whenActive === "alongside" ? "running" : "queued"
  if (same !== undefined) return resumed(nextAttempt({ ...same, acceptDeletions }, status, fresh.place))
  return {
    answer: { id: fresh.id, resumed: false, other: false },
    write: { ...fresh, mode, resources, attempt: 1, acceptDeletions, status }
  }
}

/**
 * Lets a queued run begin if it is its turn; else tells the id of the run that is right ahead of it. `own` is the run as it
 * stands.
 *
 * @since 0.1.0
 * @category combinators
 */
export const takeTurn = (
  unfinished: ReadonlyArray<State>,
  own: State | undefined,
  { attempt, id }: Run
): Either.Either<Decision<Option.Option<string>>, Superseded | Stopped> => {
  if (own === undefined || own.attempt !== attempt) return Either.left(new Superseded({ run: id, resource: "-" }))
  if (own.status === "running") return Either.right(keep(Option.none()))
  if (own.status !== "queued") return Either.left(new Stopped({ run: id, status: own.status }))
  const others = unfinished.filter((run) => run.id !== id)
  const queued = others.filter(({ place, status }) => status === "queued" && place < own.place)
  const [nearest] = queued.sort((one, other) => other.place - one.place)
  const ahead = nearest ?? others.find(({ status }) => status === "running")
  return Either.right(
    ahead === undefined ? { answer: Option.none(), write: { ...own, status: "running" } } : keep(Option.some(ahead.id))
  )
}

/**
 * Pauses a run that is running or queued; or cancels one that has not ended.
 *
 * @since 0.1.0
 * @category combinators
 */
export const stop = (own: State, as: "paused" | "cancelled"): Decision<RunStatus> =>
  (as === "paused" ? isActive(own.status) : isUnfinished(own.status))
    ? { answer: as, write: { ...own, status: as } }
    : keep(own.status)

/**
 * Lets a run that is paused, or that has failed, go on as its next attempt: at once if no other is active, else when its
 * turn has come.
 *
 * @since 0.1.0
 * @category combinators
 */
export const reopen = (
  unfinished: ReadonlyArray<State>,
  own: State,
  from: "paused" | "failed",
  place: number
): Decision<Chosen> => {
  if (own.status !== from) return keep({ id: own.id, resumed: false, other: false })
  const isFree = !unfinished.some(({ status }) => isActive(status))
  return resumed(nextAttempt(own, isFree ? "running" : "queued", place))
}

/**
 * The attempt has come to its end, unless the run was stopped before or has gone on in another attempt.
 *
 * @since 0.1.0
 * @category combinators
 */
export const close = (own: State, { attempt }: Run, as: "done" | "failed"): Decision<RunStatus> =>
  own.attempt === attempt && isActive(own.status) ? { answer: as, write: { ...own, status: as } } : keep(own.status)
