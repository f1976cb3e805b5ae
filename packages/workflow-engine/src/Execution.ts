/** One run of a workflow over one payload, as a journal knows it. */
import * as Schema from "effect/Schema"

/**
 * How an execution stands:
 *
 * - `running`: being executed, or to be executed as soon as there is room
 * - `waiting`: for a timer, a signal or a child
 * - `parked`: it cannot go on by itself; `error` says why, and what to do
 * - `succeeded`, `failed`, `interrupted`: ended, for good
 *
 * @since 0.1.0
 * @category schemas
 */
export const Status = Schema.Literal("running", "waiting", "parked", "succeeded", "failed", "interrupted")

/** @since 0.1.0 */
export type Status = typeof Status.Type

/**
 * Why an execution is parked.
 *
 * - `unregistered`: this process knows no workflow of that name
 * - `payload`, `step`, `signal`, `result`: what is stored no longer fits its schema, or never fitted JSON
 * - `defect`: the body died, of a workflow that does not capture defects
 * - `failure`: the body failed, of a workflow that suspends on failure
 *
 * @since 0.1.0
 * @category schemas
 */
export const ParkedFor = Schema.Literal("unregistered", "payload", "step", "signal", "result", "defect", "failure")

/** @since 0.1.0 */
export type ParkedFor = typeof ParkedFor.Type

/**
 * One execution, as an operator sees it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Execution {
  readonly id: string
  readonly workflow: string
  /** Which processes execute it: those that hold this task queue. */
  readonly taskQueue: string
  /** The execution that started it. */
  readonly parent: string | null
  readonly status: Status
  /** The encoded payload, as JSON. */
  readonly payload: string
  /** The encoded exit of one that has ended, as JSON. */
  readonly exit: string | null
  readonly parkedFor: ParkedFor | null
  /** What a person should read: why it failed, or why it is parked and what to do. */
  readonly error: string | null
  /** Whether somebody asked for its interruption. */
  readonly interrupted: boolean
  /** How often it was woken; only grows. */
  readonly wakes: number
  /** Milliseconds since 1970, by the journal's clock. */
  readonly startedAt: number
  readonly updatedAt: number
}

/**
 * How a child stands, for its parent.
 *
 * @since 0.1.0
 * @category models
 */
export interface Child extends Pick<Execution, "status" | "exit"> {
  /** Whether the parent is woken when it ends. */
  readonly awaited: boolean
}

/**
 * Whether an execution has come to its end.
 *
 * @since 0.1.0
 * @category models
 */
export const hasEnded = ({ status }: Pick<Execution, "status">): boolean =>
  status === "succeeded" || status === "failed" || status === "interrupted"

/**
 * All that is known of one execution: what its body needs to come to where it stood.
 *
 * @since 0.1.0
 * @category models
 */
export interface History {
  readonly execution: Execution
  /** Exits of finished steps, by `stepKey`. */
  readonly steps: ReadonlyMap<string, string>
  /** Exits of signals, by name. */
  readonly signals: ReadonlyMap<string, string>
  /** The executions it started or waits for, by id. */
  readonly children: ReadonlyMap<string, Child>
}

/**
 * What tells one step of an execution from another: an activity's name, and the attempt.
 *
 * @since 0.1.0
 * @category models
 */
export const stepKey = (name: string, attempt: number): string => `${name}/${attempt}`

/**
 * Which executions an operator asks for; everything left out is no condition.
 *
 * @since 0.1.0
 * @category models
 */
export interface Query {
  readonly status?: ReadonlyArray<Status> | undefined
  readonly workflow?: string | undefined
  readonly parent?: string | undefined
  /** At most so many; default 100. The newest first. */
  readonly limit?: number | undefined
}
