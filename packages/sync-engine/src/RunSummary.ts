/** A run as it is told of: how it stands and since when, what it did in numbers, and what became of it. */
import type { Plan } from "@openfaith/graph-planner"
import type * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type * as StoreErrors from "./StoreError.ts"

type RunStatus = typeof StoreErrors.RunStatus.Type

/**
 * What was done, in numbers.
 *
 * @since 0.1.0
 * @category models
 */
export interface Numbers {
  /** Requests sent, retries among them. */
  readonly requests: number
  /** One that brings several resources counts for each of them. */
  readonly pages: number
  /** Records seen, counting those of an overlap twice. */
  readonly seen: number
  readonly changed: number
  readonly deleted: number
  /** Records kept aside. */
  readonly rejected: number
  /** Spent waiting for quota. */
  readonly waited: Duration.Duration
}

/** Nothing done. */
export const nothing: Numbers = {
  requests: 0,
  pages: 0,
  seen: 0,
  changed: 0,
  deleted: 0,
  rejected: 0,
  waited: Duration.zero
}

/** A listing's own count of what was done, whose time is in milliseconds. */
type Counted = { readonly [Count in keyof Numbers]: number }

/** What all of them did together. */
export const sum = (listings: ReadonlyArray<Counted>): Numbers =>
  listings.reduce<Numbers>(
    (all, one) => ({
      requests: all.requests + one.requests,
      pages: all.pages + one.pages,
      seen: all.seen + one.seen,
      changed: all.changed + one.changed,
      deleted: all.deleted + one.deleted,
      rejected: all.rejected + one.rejected,
      waited: Duration.sum(all.waited, Duration.millis(one.waited))
    }),
    nothing
  )

/** What a run waits for. */
export interface Waiting {
  /** Since when no page could be committed. */
  readonly since: DateTime.Utc
  /** What the source, or the store, said last. */
  readonly reason: string
}

/** Why an attempt failed. */
export interface Failure {
  /** The name of the error, such as `Unauthorized`; none in runs of before it was kept. */
  readonly kind: string | undefined
  /** In words. */
  readonly message: string
}

/**
 * A run without its plan, which may be long. All moments are by the store's clock.
 *
 * @since 0.1.0
 * @category models
 */
export interface RunSummary {
  readonly id: string
  readonly connection: string
  readonly mode: Plan.Mode
  /** How often it was started; a run that has failed or was paused goes on under the next number. */
  readonly attempt: number
  readonly acceptDeletions: boolean
  /** What it reads, what comes along with others among it, in the order of their names. */
  readonly resources: ReadonlyArray<string>
  /** How many of these have come to their end, those left out or held among them. */
  readonly ended: number
  readonly status: RunStatus
  /** Since when it stands as it does. */
  readonly since: DateTime.Utc
  /** When it was first asked for. */
  readonly openedAt: DateTime.Utc
  /** When its attempt began to read; none while it waits for its first turn. */
  readonly begunAt: DateTime.Utc | undefined
  /** When it last committed anything, or began to read a listing. */
  readonly movedAt: DateTime.Utc | undefined
  /** When it failed, was cancelled or was done. */
  readonly endedAt: DateTime.Utc | undefined
  /** Only of a run that waits for its source, or for the store. */
  readonly waiting: Waiting | undefined
  /** Only of a run that has failed. */
  readonly failure: Failure | undefined
  /** What it did in all of its attempts. */
  readonly numbers: Numbers
}

/**
 * Which runs are asked for.
 *
 * @since 0.1.0
 * @category models
 */
export interface RunQuery {
  readonly connection: string
  /** Only those that stand so; any, if left out. */
  readonly status?: ReadonlyArray<RunStatus> | undefined
  /** Only those that were opened before this run: the last of the page before. */
  readonly before?: string | undefined
  readonly limit: number
}

/** When a listing began, last moved, and ended. */
export interface Times {
  readonly begunAt: DateTime.Utc
  /** When anything of it was last committed. */
  readonly movedAt: DateTime.Utc
  /** When it was done, skipped or held. */
  readonly endedAt: DateTime.Utc | undefined
}
