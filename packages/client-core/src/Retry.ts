/** Which failures are tried again, and when. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { ClientError } from "./ClientError.ts"
import { isTransient } from "./ClientError.ts"

/**
 * How patient a read is.
 *
 * @since 0.1.0
 * @category models
 */
export interface Policy {
  /** Failed attempts before the failure is the caller's; default 5. Waiting for quota is no failure. */
  readonly attempts?: number
  /** The first pause is up to so long, each next up to twice that; default 500 milliseconds. */
  readonly base?: Duration.DurationInput
  /** No pause is longer, but for one the API asks for; default 20 seconds. */
  readonly cap?: Duration.DurationInput
  /** The longest pause the API may ask for before the failure is the caller's; default 5 minutes. */
  readonly patience?: Duration.DurationInput
}

/** The wait an API asked for, which wins over ours. */
const asked = (error: ClientError): Duration.Duration | undefined =>
  error._tag === "RateLimited" || error._tag === "Unavailable" ? error.retryAfter : undefined

/**
 * Tries transient failures again, with full jitter: a pause is anywhere between nothing and a ceiling that doubles, so
 * that clients which failed together do not return together. What the quota refused (429) waits as told and does not
 * count as an attempt.
 *
 * @since 0.1.0
 * @category combinators
 */
export const transient =
  (policy: Policy = {}) =>
  <A, R>(self: Effect.Effect<A, ClientError, R>): Effect.Effect<A, ClientError, R> => {
    const attempts = policy.attempts ?? 5
    const base = Duration.toMillis(policy.base ?? "500 millis")
    const cap = Duration.toMillis(policy.cap ?? "20 seconds")
    const patience = Duration.decode(policy.patience ?? "5 minutes")

    const pause = (error: ClientError, failed: number) => {
      const wait = asked(error)
      if (wait !== undefined) return Effect.succeed(wait)
      const ceiling = Math.min(cap, base * 2 ** (failed - 1))
      return Effect.map(Random.nextRange(0, ceiling), Duration.millis)
    }

    const loop = (failed: number): Effect.Effect<A, ClientError, R> =>
      Effect.catchAll(self, (error) => {
        if (Duration.greaterThan(asked(error) ?? Duration.zero, patience)) return Effect.fail(error)
        // The quota's own pause holds everybody back, us included: just get in line again.
        if (error._tag === "RateLimited") return loop(failed)
        if (!isTransient(error) || failed + 1 >= attempts) return Effect.fail(error)
        return Effect.zipRight(Effect.flatMap(pause(error, failed + 1), Effect.sleep), loop(failed + 1))
      })

    return loop(0)
  }

/** Reads `Retry-After`: seconds, or an HTTP date (RFC 9110 §10.2.3) counted from `now`. */
export const parseRetryAfter = (value: string | undefined, now: number): Duration.Duration | undefined => {
  if (value === undefined) return undefined
  const seconds = Number(value)
  if (value.trim() !== "" && Number.isFinite(seconds)) return Duration.millis(Math.max(0, seconds * 1000))
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Duration.millis(Math.max(0, date - now))
}
