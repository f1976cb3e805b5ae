/** Which error an answer stands for, as data: a list of rules, the first that fits decides. */
import type { Problem, Remedy } from "./ClientError.ts"

/**
 * The errors an answer can stand for.
 *
 * @since 0.1.0
 * @category models
 */
export type Kind =
  | "Unauthorized"
  | "Forbidden"
  | "NotFound"
  | "Conflict"
  | "ValidationFailed"
  | "Rejected"
  | "RateLimited"
  | "Unavailable"
  | "UnexpectedBody"

/**
 * An answer of this look is that error. What a rule does not name does not matter to it.
 *
 * @example
 * // a record that is locked for a moment
 * const locked: ErrorRule = { status: 409, code: "locked", error: "Conflict", remedy: "backoff" }
 *
 * @since 0.1.0
 * @category models
 */
export interface ErrorRule {
  /** One status, or the first and the last of a range. */
  readonly status?: number | readonly [first: number, last: number]
  /** Whether the body is JSON, or anything else: a web page, plain text, nothing. */
  readonly content?: "json" | "other"
  /** The code of one of the problems that the body names. */
  readonly code?: string | RegExp
  /** The words of one of them. */
  readonly detail?: RegExp
  readonly error: Kind
  /** What helps against it; by default what helps against the error. */
  readonly remedy?: Remedy
}

/**
 * What the rules look at.
 *
 * @since 0.1.0
 * @category models
 */
export interface Look {
  readonly status: number
  readonly content: "json" | "other"
  readonly problems: ReadonlyArray<typeof Problem.Type>
}

/**
 * What HTTP says (RFC 9110 §15), where an API has no rules of its own. A 403 that is not JSON is a firewall's page and
 * not the API's word, so it passes; so do 408, 425 and 5xx, but for 501 and 505.
 *
 * @since 0.1.0
 * @category models
 */
export const standard: ReadonlyArray<ErrorRule> = [
  { status: 401, error: "Unauthorized" },
  { status: 403, content: "json", error: "Forbidden" },
  { status: 403, error: "Unavailable" },
  { status: 404, error: "NotFound" },
  { status: 410, error: "NotFound" },
  { status: 408, error: "Unavailable" },
  { status: 409, error: "Conflict" },
  { status: 412, error: "Conflict" },
  { status: 425, error: "Unavailable" },
  { status: 429, error: "RateLimited" },
  { status: 400, error: "ValidationFailed" },
  { status: 422, error: "ValidationFailed" },
  { status: [400, 499], error: "Rejected" },
  // there is no such method, and no such version of HTTP: waiting brings neither
  { status: 501, error: "Rejected" },
  { status: 505, error: "Rejected" },
  { status: [500, 599], error: "Unavailable" }
]

const fits = ({ code, content, detail, status }: ErrorRule, look: Look): boolean => {
  const [first, last] = typeof status === "number" ? [status, status] : (status ?? [0, 999])
  return (
    look.status >= first &&
    look.status <= last &&
    (content === undefined || content === look.content) &&
    (detail === undefined || look.problems.some((problem) => detail.test(problem.detail))) &&
    (code === undefined ||
      look.problems.some((problem) =>
        typeof code === "string" ? problem.code === code : code.test(problem.code ?? "")
      ))
  )
}

/**
 * The first rule that fits: an API's own before the standard ones. Any other answer is `UnexpectedBody`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const match = (rules: ReadonlyArray<ErrorRule>, look: Look): ErrorRule =>
  rules.find((rule) => fits(rule, look)) ?? standard.find((rule) => fits(rule, look)) ?? { error: "UnexpectedBody" }
