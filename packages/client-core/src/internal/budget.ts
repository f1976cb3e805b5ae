/** Models of the rate limit: budgets, observations and requests for a permit. */
import type * as Duration from "effect/Duration"

/**
 * A budget: so many requests a window.
 *
 * @since 0.1.0
 * @category models
 */
export interface Budget {
  readonly limit: number
  readonly window: Duration.Duration
}

/**
 * What an answer says of the budget: its limit and window, and how much of it the server has counted as used, the request
 * itself and refused ones among it.
 *
 * Headers may hold anything, so a limit counts as at least 1, a window as at most an hour (or the assumed one, where that
 * is longer) and what was used as at most the limit. What is no number, or no length of time, says nothing.
 *
 * @since 0.1.0
 * @category models
 */
export interface Observation extends Budget {
  readonly used: number
}

/**
 * Which budget a request draws on.
 *
 * @since 0.1.0
 * @category models
 */
export interface Request {
  /** One budget per credential: never the credential itself. */
  readonly key: string
  /**
   * Requests of one key share their count and their window, but a dearer class may stop at a lower limit. No class has a
   * higher one than `default`.
   */
  readonly costClass: string
  /** What holds until the server has said otherwise. */
  readonly assumed: Budget
  /**
   * After this long without an answer there will be none, and the server has counted the request if it ever does. At most
   * an hour: after that a permit is free again in any case.
   */
  readonly holdAtMost: Duration.Duration
}
