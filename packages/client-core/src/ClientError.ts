/** Everything a call can fail with: one closed union, whose members survive a journal or a wire. */
import * as Schema from "effect/Schema"

/** What the API itself complained of. */
export const Problem = Schema.Struct({
  field: Schema.UndefinedOr(Schema.String),
  code: Schema.UndefinedOr(Schema.String),
  detail: Schema.String
})

const answer = {
  /** `product.Type.list` and the like. */
  endpoint: Schema.String,
  status: Schema.Int,
  /** The API's own name for this request, to quote to its support. */
  requestId: Schema.UndefinedOr(Schema.String),
  problems: Schema.Array(Problem)
}

const tag = <const Name extends string>(name: Name) => `@openfaith/client-core/${name}` as const

const explain = (problems: ReadonlyArray<typeof Problem.Type>) =>
  problems.length === 0
    ? ""
    : `: ${problems.map(({ detail, field }) => (field === undefined ? detail : `${field}: ${detail}`)).join("; ")}`

/** The request was not sent: it asks for something the endpoint does not allow. */
export class InvalidRequest extends Schema.TaggedError<InvalidRequest>(tag("InvalidRequest"))("InvalidRequest", {
  endpoint: Schema.String,
  field: Schema.String,
  problem: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: \`${this.field}\`: ${this.problem}`
  }
}

/** The API does not accept the credentials (401). */
export class Unauthorized extends Schema.TaggedError<Unauthorized>(tag("Unauthorized"))("Unauthorized", answer) {
  override get message() {
    return `${this.endpoint}: the credentials were refused (${this.status})${explain(this.problems)}`
  }
}

/** The credentials are fine, but do not reach this (403 with the API's own body). */
export class Forbidden extends Schema.TaggedError<Forbidden>(tag("Forbidden"))("Forbidden", answer) {
  override get message() {
    return `${this.endpoint}: not allowed for these credentials (${this.status})${explain(this.problems)}`
  }
}

/** There is nothing at this path (404, 410). */
export class NotFound extends Schema.TaggedError<NotFound>(tag("NotFound"))("NotFound", answer) {
  override get message() {
    return `${this.endpoint}: not found (${this.status})`
  }
}

/** The API understood the request and will not have it (any other 4xx); asking again changes nothing. */
export class Rejected extends Schema.TaggedError<Rejected>(tag("Rejected"))("Rejected", answer) {
  override get message() {
    return `${this.endpoint}: rejected (${this.status})${explain(this.problems)}`
  }
}

/** The API's quota is spent (429), and it asks for a longer wait than `Retry.Policy` has patience for. */
export class RateLimited extends Schema.TaggedError<RateLimited>(tag("RateLimited"))("RateLimited", {
  ...answer,
  retryAfter: Schema.DurationFromMillis
}) {
  override get message() {
    return `${this.endpoint}: the quota is spent${explain(this.problems)}`
  }
}

/** The API, or a firewall before it, is not answering as itself (5xx, 408, a web page instead of data). */
export class Unavailable extends Schema.TaggedError<Unavailable>(tag("Unavailable"))("Unavailable", {
  ...answer,
  /** The start of what it answered with instead. */
  body: Schema.String,
  /** How long the API asked us to wait, if it did. */
  retryAfter: Schema.UndefinedOr(Schema.DurationFromMillis)
}) {
  override get message() {
    return `${this.endpoint}: unavailable (${this.status})${explain(this.problems)}`
  }
}

/** No answer: no connection, a cut one, or none within the time allowed. */
export class Unreachable extends Schema.TaggedError<Unreachable>(tag("Unreachable"))("Unreachable", {
  endpoint: Schema.String,
  origin: Schema.String,
  reason: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: no answer from ${this.origin}: ${this.reason}`
  }
}

/** The answer is not what this endpoint is described to answer with. */
export class UnexpectedBody extends Schema.TaggedError<UnexpectedBody>(tag("UnexpectedBody"))("UnexpectedBody", {
  endpoint: Schema.String,
  status: Schema.Int,
  requestId: Schema.UndefinedOr(Schema.String),
  problem: Schema.String,
  /** The start of the body. */
  body: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: unexpected answer (${this.status}): ${this.problem}`
  }
}

/** A link led away from the API's origin; it was not followed, so that no credential leaves with it. */
export class LeftOrigin extends Schema.TaggedError<LeftOrigin>(tag("LeftOrigin"))("LeftOrigin", {
  endpoint: Schema.String,
  origin: Schema.String,
  link: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: ${this.link} is not at ${this.origin}, and was not followed`
  }
}

/** A listing's next link repeats a page already read; following it would never end. */
export class PagingLoop extends Schema.TaggedError<PagingLoop>(tag("PagingLoop"))("PagingLoop", {
  endpoint: Schema.String,
  link: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: the listing's next page, ${this.link}, was read before`
  }
}

/** The store that holds the shared request budget did not answer, so nothing was sent. */
export class QuotaUnavailable extends Schema.TaggedError<QuotaUnavailable>(tag("QuotaUnavailable"))(
  "QuotaUnavailable",
  {
    reason: Schema.String
  }
) {
  override get message() {
    return `the quota store is out of reach: ${this.reason}`
  }
}

/**
 * Everything a call can fail with.
 *
 * @since 0.1.0
 * @category errors
 */
export const ClientError = Schema.Union(
  InvalidRequest,
  Unauthorized,
  Forbidden,
  NotFound,
  Rejected,
  RateLimited,
  Unavailable,
  Unreachable,
  UnexpectedBody,
  LeftOrigin,
  PagingLoop,
  QuotaUnavailable
)

/**
 * @since 0.1.0
 * @category errors
 */
export type ClientError = typeof ClientError.Type

/** Whether the same call may well succeed later, with nothing changed on our side. */
export const isTransient = (error: ClientError): error is RateLimited | Unavailable | Unreachable | UnexpectedBody =>
  error._tag === "RateLimited" ||
  error._tag === "Unavailable" ||
  error._tag === "Unreachable" ||
  error._tag === "UnexpectedBody"
