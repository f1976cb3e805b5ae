/** Which failures are tried again, and when. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { ClientError } from "./ClientError.ts"
import { remedy, Unavailable, UnexpectedBody, UnknownOutcome } from "./ClientError.ts"
import * as Metrics from "./Metrics.ts"

/**
 * How patient a call is.
 *
 * @since 0.1.0
 * @category models
 */
export interface Policy {
  /** Failed attempts before the failure is the caller's; default 5. What the quota refused (429) is no failed attempt. */
  readonly attempts?: number
  /** The first pause is up to so long, each next up to twice that; default 500 milliseconds. */
  readonly base?: Duration.DurationInput
  /** No pause is longer, but for one the API asks for; default 20 seconds. */
  readonly cap?: Duration.DurationInput
  /**
   * So long after the first failure nothing is tried again, and no pause that would end later is begun; default 5
   * minutes.
   */
  readonly budget?: Duration.DurationInput
}

/** The wait an API asked for, which wins over ours. */
const asked = (error: ClientError): Duration.Duration | undefined =>
  error._tag === "RateLimited" || error._tag === "Unavailable" ? error.retryAfter : undefined

/** Whether the API certainly did not carry the request out. */
const isUndone = (error: ClientError): boolean =>
  error._tag === "RateLimited" || (error._tag === "Unreachable" && !error.sent)

/** A gateway gave up on the answer of what lies behind it. */
const lostBehindGateway = new Set([502, 504])

/**
 * What a failure says of a request that must not run twice: lost answers leave its outcome unknown, and nothing but a
 * look at what is there helps against any other.
 *
 * @since 0.1.0
 * @category combinators
 */
export const outcome = (error: ClientError): ClientError => {
  if (error._tag === "Unreachable" && error.sent) {
    return new UnknownOutcome({
      endpoint: error.endpoint,
      status: undefined,
      requestId: undefined,
      reason: `${error.origin}: ${error.reason}`
    })
  }
  if (error._tag === "Unavailable" && lostBehindGateway.has(error.status)) {
    const { endpoint, requestId, status } = error
    return new UnknownOutcome({ endpoint, status, requestId, reason: `a gateway answered ${status}` })
  }
  // whatever helped a read, sending this again might do it twice
  if (error._tag === "Unavailable") return new Unavailable({ ...error, remedy: "none" })
  if (error._tag === "UnexpectedBody") return new UnexpectedBody({ ...error, remedy: "none" })
  return error
}

/**
 * Tries passing failures again, with full jitter: a pause is anywhere between nothing and a ceiling that doubles, so that
 * clients which failed together do not return together. A wait that the API asks for wins. What the quota refused (429)
 * waits as told and does not count as an attempt.
 *
 * A request that is not `repeatable` is sent again only if the API certainly did not carry it out: it was refused for the
 * quota, or no connection came about. Otherwise it fails at once, with `UnknownOutcome` if its answer was lost.
 *
 * @since 0.1.0
 * @category combinators
 */
export const transient =
  (policy: Policy = {}, options: { readonly repeatable: boolean } = { repeatable: true }) =>
  <A, R>(self: Effect.Effect<A, ClientError, R>): Effect.Effect<A, ClientError, R> => {
    const attempts = policy.attempts ?? 5
    const base = Duration.toMillis(policy.base ?? "500 millis")
    const cap = Duration.toMillis(policy.cap ?? "20 seconds")
    const budget = Duration.toMillis(policy.budget ?? "5 minutes")

    // whole milliseconds: a clock that is moved by hand knows no others
    const jitter = (failed: number) =>
      Effect.map(Random.nextRange(0, Math.min(cap, base * 2 ** (failed - 1))), Math.round)

    const loop = (failures: number, firstFailed: number | undefined): Effect.Effect<A, ClientError, R> =>
      Effect.catchAll(self, (error) =>
        Effect.gen(function* () {
          const help = remedy(error)
          if (!options.repeatable && !isUndone(error)) return yield* Effect.fail(outcome(error))
          if (help !== "backoff" && help !== "wait") return yield* Effect.fail(error)
          const now = yield* Clock.currentTimeMillis
          const since = firstFailed ?? now
          const failed = help === "wait" ? failures : failures + 1
          const wanted = asked(error)
          const pause = wanted === undefined ? yield* jitter(Math.max(1, failed)) : Duration.toMillis(wanted)
          if (failed >= attempts || now + pause - since > budget) return yield* Effect.fail(error)
          yield* Metrics.retried(error)
          // The quota's own pause holds everybody back, us included: just get in line again.
          if (error._tag !== "RateLimited") yield* Effect.sleep(pause)
          return yield* loop(failed, since)
        })
      )

    return loop(0, undefined)
  }

/**
 * Reads `Retry-After`: seconds, or an HTTP date (RFC 9110 §10.2.3) counted from `now`, in milliseconds.
 *
 * @since 0.1.0
 * @category combinators
 */
export const parseRetryAfter = (value: string | undefined, now: number): Duration.Duration | undefined => {
  if (value === undefined) return undefined
  const seconds = Number(value)
  // for ever is no wait, and no number in JSON
  if (value.trim() !== "" && Number.isFinite(seconds * 1000)) return Duration.millis(Math.max(0, seconds * 1000))
  // parsers make a date of nearly anything, but every date of HTTP has a time of day
  const date = /\d\d:\d\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Duration.millis(Math.max(0, date - now))
}
