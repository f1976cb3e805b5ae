/** A run as it is told of: how it stands and since when, what it did in numbers, and what became of it. */
import { Plan } from "@openfaith/graph-planner"
import type * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import { RunStatus } from "./internal/storing/run.ts"

/**
 * What was done, in numbers.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Numbers = Schema.Struct({
  /** Requests sent, retries among them. */
  requests: Schema.Int,
  /** One that brings several resources counts for each of them. */
  pages: Schema.Int,
  /** Records seen, counting those of an overlap twice. */
  seen: Schema.Int,
  changed: Schema.Int,
  deleted: Schema.Int,
  /** Records kept aside. */
  rejected: Schema.Int,
  /** Spent waiting for quota. */
  waitedMillis: Schema.JsonNumber
})

/** @since 0.1.0 */
export type Numbers = typeof Numbers.Type

/**
 * Nothing done.
 *
 * @since 0.1.0
 * @category combinators
 */
export const nothing: Numbers = {
  requests: 0,
  pages: 0,
  seen: 0,
  changed: 0,
  deleted: 0,
  rejected: 0,
  waitedMillis: 0
}

/** A listing's own count of what was done. */
type Counted = Omit<Numbers, "waitedMillis"> & { readonly waited: number }

/**
 * What all of them did together.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sum = (listings: ReadonlyArray<Counted>): Numbers =>
  listings.reduce<Numbers>(
    (all, one) => ({
      requests: all.requests + one.requests,
      pages: all.pages + one.pages,
      seen: all.seen + one.seen,
      changed: all.changed + one.changed,
      deleted: all.deleted + one.deleted,
      rejected: all.rejected + one.rejected,
      waitedMillis: all.waitedMillis + one.waited
    }),
    nothing
  )

/**
 * What a run waits for.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Waiting = Schema.Struct({
  /** Since when no page could be committed. */
  since: Schema.DateTimeUtc,
  /** What the source, or the store, said last. */
  reason: Schema.String
})

/** @since 0.1.0 */
export type Waiting = typeof Waiting.Type

/**
 * Why something failed, in the one form that every report has for it.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Failure = Schema.Struct({
  /** The name of the error, such as `Unauthorized`; none in runs of before it was kept. */
  kind: Schema.UndefinedOr(Schema.String),
  /** In words. */
  message: Schema.String
})

/** @since 0.1.0 */
export type Failure = typeof Failure.Type

/**
 * The one form of an error, of whatever kind.
 *
 * @since 0.1.0
 * @category combinators
 */
export const failureOf = ({ _tag: kind, message }: { readonly _tag: string; readonly message: string }): Failure => ({
  kind,
  message
})

/**
 * A run without its plan, which may be long. All moments are by the store's clock.
 *
 * `JSON.stringify` of one writes what this schema encodes: moments in ISO 8601 and UTC, times in milliseconds. What is
 * undefined is left out.
 *
 * @since 0.1.0
 * @category schemas
 */
export const RunSummary = Schema.Struct({
  id: Schema.String,
  connection: Schema.String,
  mode: Plan.Mode,
  /** How often it was started; a run that has failed or was paused goes on under the next number. */
  attempt: Schema.Int,
  acceptDeletions: Schema.Boolean,
  /** What it reads, what comes along with others among it, in the order of their names. */
  resources: Schema.Array(Schema.String),
  /** How many of these have come to their end, those left out or held among them. */
  ended: Schema.Int,
  status: RunStatus,
  /** Since when it stands as it does. */
  since: Schema.DateTimeUtc,
  /** When it was first asked for. */
  openedAt: Schema.DateTimeUtc,
  /** When its attempt began to read; none while it waits for its first turn. */
  begunAt: Schema.UndefinedOr(Schema.DateTimeUtc),
  /** When it last committed anything, or began to read a listing. */
  movedAt: Schema.UndefinedOr(Schema.DateTimeUtc),
  /** When it failed, was cancelled or was done. */
  endedAt: Schema.UndefinedOr(Schema.DateTimeUtc),
  /** Only of a run that waits for its source, or for the store. */
  waiting: Schema.UndefinedOr(Waiting),
  /** Only of a run that has failed. */
  failure: Schema.UndefinedOr(Failure),
  /** What it did in all of its attempts. */
  numbers: Numbers
})

/** @since 0.1.0 */
export type RunSummary = typeof RunSummary.Type

/**
 * Which runs are asked for.
 *
 * @since 0.1.0
 * @category models
 */
export interface RunQuery {
  readonly connection: string
  /** Only those that stand so; any, if left out. */
  readonly status?: ReadonlyArray<typeof RunStatus.Type> | undefined
  /** Only those that were opened before this run: the last of the page before. */
  readonly before?: string | undefined
  readonly limit: number
}

/**
 * When a listing began, last moved, and ended.
 *
 * @since 0.1.0
 * @category models
 */
export interface Times {
  readonly begunAt: DateTime.Utc
  /** When anything of it was last committed. */
  readonly movedAt: DateTime.Utc
  /** When it was done, skipped or held. */
  readonly endedAt: DateTime.Utc | undefined
}
