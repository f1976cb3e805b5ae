/** How old the copy of a resource may be, by when it was last read to its end. */
import type { Instant } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"

/**
 * A listing that came to its end.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Done = Schema.Struct({ run: Schema.String, begunAt: Schema.DateTimeUtc, endedAt: Schema.DateTimeUtc })

/** @since 0.1.0 */
export type Done = typeof Done.Type

/**
 * The listing of a resource in one mode that ended last, and the one that was last done.
 *
 * @since 0.1.0
 * @category models
 */
export interface LastRead {
  readonly mode: Plan.Mode
  /** How the one that ended last came out. */
  readonly status: "done" | "skipped" | "held"
  /** Why it was skipped or held, or done but for a part. */
  readonly reason: string | undefined
  readonly run: string
  readonly endedAt: DateTime.Utc
  /** The one that was last read to its end: the same, or an earlier one. */
  readonly done: Done | undefined
}

/**
 * What is known of how current a resource is.
 *
 * @since 0.1.0
 * @category models
 */
export interface ResourceFreshness {
  readonly resource: string
  /** Whether a full read has ever ended. */
  readonly complete: boolean
  /** Where the next delta begins, in the source's own time. */
  readonly watermark: Instant.Instant | undefined
  /** At most one of each mode. */
  readonly reads: ReadonlyArray<LastRead>
}

/**
 * How current a connection is.
 *
 * @since 0.1.0
 * @category models
 */
export interface Freshness {
  /** When this was so, by the store's clock. */
  readonly at: DateTime.Utc
  readonly resources: ReadonlyArray<ResourceFreshness>
}

/**
 * Every change that the source showed before this moment is in the copy, as far as the credentials reach and records
 * decode; deletions are there as of the last audit. None before any listing has come to its end.
 *
 * It is when the last listing that was done began: what it read first, it read then.
 *
 * @since 0.1.0
 * @category combinators
 */
export const asOf = ({ reads }: ResourceFreshness): DateTime.Utc | undefined =>
  reads
    .flatMap(({ done }) => (done === undefined ? [] : [done.begunAt]))
    .reduce<DateTime.Utc | undefined>(
      (latest, begun) => (latest === undefined || DateTime.lessThan(latest, begun) ? begun : latest),
      undefined
    )

/**
 * How long ago that is.
 *
 * @since 0.1.0
 * @category combinators
 */
export const lag = (at: DateTime.Utc, resource: ResourceFreshness): Duration.Duration | undefined => {
  const since = asOf(resource)
  return since === undefined ? undefined : Duration.millis(Math.max(0, DateTime.distance(since, at)))
}
