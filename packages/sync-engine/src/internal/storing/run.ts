/** One piece of work over one connection, and how it stands. */
import { Plan } from "@openfaith/graph-planner"
import * as Schema from "effect/Schema"

/**
 * One piece of work over one connection: what was asked, and how it stands.
 *
 * @since 0.1.0
 * @category models
 */
export const Run = Schema.Struct({
  id: Schema.String,
  connection: Schema.String,
  mode: Plan.Mode,
  /** How often it was started; a run that has failed or was paused goes on under the next number. */
  attempt: Schema.Int,
  /** Whether the host allows more deletions than the fuse does. */
  acceptDeletions: Schema.Boolean
})

/** @since 0.1.0 */
export type Run = typeof Run.Type

/**
 * A run and what it is to do. A plan may be long, so only what walks its stages carries it along.
 *
 * @since 0.1.0
 * @category models
 */
export const PlannedRun = Schema.Struct({ ...Run.fields, plan: Plan.Plan })

/** @since 0.1.0 */
export type PlannedRun = typeof PlannedRun.Type

/**
 * How a run stands: `running` alone takes pages. `queued` waits for its turn; `paused` and `failed` may go on as the next
 * attempt; `cancelled` and `done` never do.
 *
 * @since 0.1.0
 * @category models
 */
export const RunStatus = Schema.Literal("queued", "running", "paused", "failed", "cancelled", "done")

/** @since 0.1.0 */
export type RunStatus = typeof RunStatus.Type

/**
 * A run, and how it stands.
 *
 * @since 0.1.0
 * @category models
 */
export interface StandingRun {
  readonly run: PlannedRun
  readonly status: RunStatus
}

/**
 * What is to become of a run where another of its connection is active: it waits for its turn (`queue`), goes on beside
 * it at once (`alongside`), or is not opened (`leave`).
 *
 * @since 0.1.0
 * @category models
 */
export type WhenActive = "queue" | "alongside" | "leave"

/** The run that is to be done. */
export interface Opened extends StandingRun {
  /** Whether it was there before. */
  readonly resumed: boolean
  /** Whether it is another than was asked for, which is active: none was opened. */
  readonly other: boolean
}
