/** What reading takes: requests, and the time they need under a quota. */
import type { Endpoint } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import * as Estimates from "./Estimates.ts"
import type { Sees } from "./Strategy.ts"

/**
 * How many requests an API allows in how long; the window is in milliseconds where it is written down.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Quota = Schema.Struct({
  limit: Schema.Int.pipe(Schema.positive()),
  window: Schema.DurationFromMillis.pipe(Schema.greaterThanDuration(0))
})

/** @since 0.1.0 */
export type Quota = typeof Quota.Type

/**
 * The pages of a listing of so many records. Each page but the first begins with the last record of the one before, which
 * shows whether anything moved.
 *
 * @since 0.1.0
 * @category combinators
 */
export const pages = (records: number, perPage: number): number => {
  if (records <= perPage) return 1
  return perPage <= 1 ? records : 1 + Math.ceil((records - perPage) / (perPage - 1))
}

/**
 * The least time that so many requests take under a quota: those of the first window go at once, those of each further
 * one a window later.
 *
 * @since 0.1.0
 * @category combinators
 */
export const time = (requests: number, { limit, window }: Quota): Duration.Duration =>
  requests <= limit ? Duration.zero : Duration.times(window, Math.ceil(requests / limit) - 1)

/**
 * The requests for what an endpoint's strategy sees, where that is spread over so many listings.
 *
 * @since 0.1.0
 * @category combinators
 */
export const requests = (
  estimates: Estimates.Estimates,
  endpoint: Endpoint.AnyList | Endpoint.AnyGet,
  sees: Sees,
  parents: Estimates.Guess
): Estimates.Guess => {
  if (endpoint._tag === "Get") return parents
  const { key } = endpoint.resource
  const records = sees === "everything" ? Estimates.records(estimates, key) : Estimates.changes(estimates, key)
  const each = Math.ceil(records.value / Math.max(1, parents.value))
  return {
    value: parents.value * pages(each, endpoint.capabilities.perPage.max),
    known: parents.known && records.known
  }
}
