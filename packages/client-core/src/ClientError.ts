/** Everything a call can fail with: one closed union, whose members survive a journal or a wire. */
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"

/** A wait in milliseconds. JSON has no word for an infinite one. */
const Wait = Schema.DurationFromMillis.pipe(Schema.filter(Duration.isFinite))

/**
 * What the API itself complained of: its own pointer at the culprit, its own code, and its words.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Problem = Schema.Struct({
  field: Schema.UndefinedOr(Schema.String),
  code: Schema.UndefinedOr(Schema.String),
  detail: Schema.String
})

/**
 * What helps against a failure: nothing, trying again after a growing pause, new credentials, or the wait the API asked
 * for. Whatever it says, a request that must not run twice is sent again only if the API certainly did not carry it out.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Remedy = Schema.Literal("none", "backoff", "refresh", "wait")

/**
 * @since 0.1.0
 * @category models
 */
export type Remedy = typeof Remedy.Type

const answer = (remedy: Remedy) => ({
  /** `product.Type.list` and the like. */
  endpoint: Schema.String,
  status: Schema.Int,
  /** The API's own name for this request, to quote to its support. */
  requestId: Schema.UndefinedOr(Schema.String),
  problems: Schema.Array(Problem),
  /** The start of the body, where it was nothing the API's own form of complaint could be read from; else empty. */
  body: Schema.propertySignature(Schema.String).pipe(Schema.withConstructorDefault(() => "")),
  remedy: Schema.propertySignature(Remedy).pipe(Schema.withConstructorDefault(() => remedy))
})

const tag = <const Name extends string>(name: Name) => `@openfaith/client-core/${name}` as const

/** A message is one line: of many problems it says the first few, and all are in `problems`. */
const mostShown = 5

const explain = (problems: ReadonlyArray<typeof Problem.Type>) => {
  if (problems.length === 0) return ""
  const shown = problems
    .slice(0, mostShown)
    .map(({ detail, field }) => (field === undefined ? detail : `${field}: ${detail}`))
  const more = problems.length > mostShown ? [`and ${problems.length - mostShown} more`] : []
  return `: ${[...shown, ...more].join("; ")}`
}

/**
 * The request was not sent: it asks for something the endpoint does not allow.
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidRequest extends Schema.TaggedError<InvalidRequest>(tag("InvalidRequest"))("InvalidRequest", {
  endpoint: Schema.String,
  field: Schema.String,
  problem: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: \`${this.field}\`: ${this.problem}`
  }
}

/**
 * The API does not accept the credentials (401).
 *
 * @since 0.1.0
 * @category errors
 */
export class Unauthorized extends Schema.TaggedError<Unauthorized>(tag("Unauthorized"))(
  "Unauthorized",
  answer("refresh")
) {
  override get message() {
    return `${this.endpoint}: the credentials were refused (${this.status})${explain(this.problems)}`
  }
}

/**
 * The credentials are fine, but do not reach this (403 with the API's own body).
 *
 * @since 0.1.0
 * @category errors
 */
export class Forbidden extends Schema.TaggedError<Forbidden>(tag("Forbidden"))("Forbidden", answer("none")) {
  override get message() {
    return `${this.endpoint}: not allowed for these credentials (${this.status})${explain(this.problems)}`
  }
}

/**
 * There is nothing at this path (404, 410).
 *
 * @since 0.1.0
 * @category errors
 */
export class NotFound extends Schema.TaggedError<NotFound>(tag("NotFound"))("NotFound", {
  ...answer("none"),
  /**
   * True when the body is the API's own document that says so (`Envelope.isNotFound`). False for a web page, an empty body or
   * any other answer of a proxy: such an answer says nothing about the record.
   */
  confirmed: Schema.propertySignature(Schema.Boolean).pipe(Schema.withConstructorDefault(() => false))
}) {
  override get message() {
    return `${this.endpoint}: not found (${this.status})`
  }
}

/**
 * The request contradicts what the API holds by now, such as a record that is there already (409, 412).
 *
 * @since 0.1.0
 * @category errors
 */
export class Conflict extends Schema.TaggedError<Conflict>(tag("Conflict"))("Conflict", answer("none")) {
  override get message() {
    return `${this.endpoint}: in conflict with what is there (${this.status})${explain(this.problems)}`
  }
}

/**
 * What was sent to be written is not acceptable (400 and 422); `problems` point at the fields.
 *
 * @since 0.1.0
 * @category errors
 */
export class ValidationFailed extends Schema.TaggedError<ValidationFailed>(tag("ValidationFailed"))(
  "ValidationFailed",
  answer("none")
) {
  override get message() {
    return `${this.endpoint}: not accepted (${this.status})${explain(this.problems)}`
  }
}

/**
 * The API understood the request and will not have it (any other 4xx, 501, 505); asking again changes nothing.
 *
 * @since 0.1.0
 * @category errors
 */
export class Rejected extends Schema.TaggedError<Rejected>(tag("Rejected"))("Rejected", answer("none")) {
  override get message() {
    return `${this.endpoint}: rejected (${this.status})${explain(this.problems)}`
  }
}

/**
 * The API's quota is spent (429), and it asks for a longer wait than `Retry.Policy` has patience for.
 *
 * @since 0.1.0
 * @category errors
 */
export class RateLimited extends Schema.TaggedError<RateLimited>(tag("RateLimited"))("RateLimited", {
  ...answer("wait"),
  /** How long the API asked us to wait; in JSON it is `retryAfterMillis`. */
  retryAfter: Schema.propertySignature(Wait).pipe(Schema.fromKey("retryAfterMillis"))
}) {
  /** What its schema encodes, so that `JSON.stringify` says the same. */
  override toJSON(): typeof RateLimited.Encoded {
    return Schema.encodeSync(RateLimited)(this)
  }

  override get message() {
    return `${this.endpoint}: the quota is spent${explain(this.problems)}`
  }
}

/**
 * The API, or a firewall before it, is not answering as itself (5xx, 408, a web page instead of data).
 *
 * @since 0.1.0
 * @category errors
 */
export class Unavailable extends Schema.TaggedError<Unavailable>(tag("Unavailable"))("Unavailable", {
  ...answer("backoff"),
  /** How long the API asked us to wait, if it did; in JSON it is `retryAfterMillis`. */
  retryAfter: Schema.propertySignature(Schema.UndefinedOr(Wait)).pipe(Schema.fromKey("retryAfterMillis"))
}) {
  /** What its schema encodes, so that `JSON.stringify` says the same. */
  override toJSON(): typeof Unavailable.Encoded {
    return Schema.encodeSync(Unavailable)(this)
  }

  override get message() {
    return `${this.endpoint}: unavailable (${this.status})${explain(this.problems)}`
  }
}

/**
 * No answer: no connection, a cut one, or none within the time allowed.
 *
 * @since 0.1.0
 * @category errors
 */
export class Unreachable extends Schema.TaggedError<Unreachable>(tag("Unreachable"))("Unreachable", {
  endpoint: Schema.String,
  origin: Schema.String,
  reason: Schema.String,
  /** Whether the request may have reached the API: `false` where no connection came about at all. */
  sent: Schema.propertySignature(Schema.Boolean).pipe(Schema.withConstructorDefault(() => true))
}) {
  override get message() {
    return `${this.endpoint}: no answer from ${this.origin}: ${this.reason}`
  }
}

/**
 * A request that must not run twice was sent, and whether the API carried it out is unknown: the answer was lost, or came
 * from a gateway that lost it. Look before sending it again.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnknownOutcome extends Schema.TaggedError<UnknownOutcome>(tag("UnknownOutcome"))("UnknownOutcome", {
  endpoint: Schema.String,
  /** What came back, if anything did. */
  status: Schema.UndefinedOr(Schema.Int),
  requestId: Schema.UndefinedOr(Schema.String),
  reason: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: sent, but the answer was lost (${this.reason}); look whether it was carried out before sending it again`
  }
}

/**
 * The answer is not what this endpoint is described to answer with.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnexpectedBody extends Schema.TaggedError<UnexpectedBody>(tag("UnexpectedBody"))("UnexpectedBody", {
  endpoint: Schema.String,
  status: Schema.Int,
  requestId: Schema.UndefinedOr(Schema.String),
  problem: Schema.String,
  /** The start of the body. */
  body: Schema.String,
  /** Whether it is longer than was allowed: one that holds less may be read. */
  isTooLarge: Schema.propertySignature(Schema.Boolean).pipe(Schema.withConstructorDefault(() => false)),
  remedy: Schema.propertySignature(Remedy).pipe(Schema.withConstructorDefault((): Remedy => "backoff"))
}) {
  override get message() {
    return `${this.endpoint}: unexpected answer (${this.status}): ${this.problem}`
  }
}

/**
 * A link led away from the API's origin; it was not followed, so that no credential leaves with it.
 *
 * @since 0.1.0
 * @category errors
 */
export class LeftOrigin extends Schema.TaggedError<LeftOrigin>(tag("LeftOrigin"))("LeftOrigin", {
  endpoint: Schema.String,
  origin: Schema.String,
  link: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: ${this.link} is not at ${this.origin}, and was not followed`
  }
}

/**
 * A listing's next link leads to a page already read, or backwards; following it would never end.
 *
 * @since 0.1.0
 * @category errors
 */
export class PagingLoop extends Schema.TaggedError<PagingLoop>(tag("PagingLoop"))("PagingLoop", {
  endpoint: Schema.String,
  link: Schema.String
}) {
  override get message() {
    return `${this.endpoint}: the listing does not go on: its next page, ${this.link}, lies behind`
  }
}

/**
 * The store that holds the shared request budget did not answer, so nothing was sent.
 *
 * @since 0.1.0
 * @category errors
 */
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
 * The account's access cannot be renewed: its owner has to authorise the application again.
 *
 * @since 0.1.0
 * @category errors
 */
export class NeedsReauthorization extends Schema.TaggedError<NeedsReauthorization>(tag("NeedsReauthorization"))(
  "NeedsReauthorization",
  {
    /** Whose access it is, as the host calls it. */
    account: Schema.String,
    reason: Schema.String
  }
) {
  override get message() {
    return `access to ${this.account} has to be authorised again: ${this.reason}`
  }
}

/**
 * The store that holds the account's tokens did not answer.
 *
 * @since 0.1.0
 * @category errors
 */
export class TokenStoreUnavailable extends Schema.TaggedError<TokenStoreUnavailable>(tag("TokenStoreUnavailable"))(
  "TokenStoreUnavailable",
  { reason: Schema.String }
) {
  override get message() {
    return `the token store is out of reach: ${this.reason}`
  }
}

/**
 * There is something under the account's name, and it is of no use: encrypted with a key that was not given, moved from
 * another account's place, or no tokens at all. Asking again changes nothing.
 *
 * @since 0.1.0
 * @category errors
 */
export class TokensUnreadable extends Schema.TaggedError<TokensUnreadable>(tag("TokensUnreadable"))(
  "TokensUnreadable",
  {
    /** Which of the host's keys they were encrypted with, if they were. */
    keyId: Schema.UndefinedOr(Schema.String),
    /** What is wrong, and what to do about it. */
    reason: Schema.String
  }
) {
  override get message() {
    return `the stored tokens cannot be read: ${this.reason}`
  }
}

/**
 * The tokens under the account's name were stored elsewhere, and came here with a copy of that database. They are not
 * renewed, since a refresh token often works once, and whoever it was given to would be locked out.
 *
 * @since 0.1.0
 * @category errors
 */
export class TokensCopied extends Schema.TaggedError<TokensCopied>(tag("TokensCopied"))("TokensCopied", {
  /** Where they were stored. */
  storedIn: Schema.String,
  /** Where that is not. */
  here: Schema.String,
  /** How to adopt them, where this database has taken the place of that one. */
  adopt: Schema.String
}) {
  override get message() {
    return `the stored tokens are not renewed here, since they came with a copy: they were stored in ${this.storedIn}, and this is ${this.here}. If this has taken that one's place, ${this.adopt}; if it is a copy beside it, authorise the account again`
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
  Conflict,
  ValidationFailed,
  Rejected,
  RateLimited,
  Unavailable,
  Unreachable,
  UnknownOutcome,
  UnexpectedBody,
  LeftOrigin,
  PagingLoop,
  QuotaUnavailable,
  NeedsReauthorization,
  TokenStoreUnavailable,
  TokensUnreadable,
  TokensCopied
)

/**
 * @since 0.1.0
 * @category errors
 */
export type ClientError = typeof ClientError.Type

/**
 * What helps against a failure.
 *
 * @since 0.1.0
 * @category combinators
 */
export const remedy = (error: ClientError): Remedy => {
  if ("remedy" in error) return error.remedy
  return error._tag === "Unreachable" ? "backoff" : "none"
}

/**
 * Whether less may be answered where this was not: the answer took too long, broke, or was too large. A page of fewer
 * records may come then; or there is one among them that the API cannot send.
 *
 * @since 0.1.0
 * @category combinators
 */
export const mayBeTooMuch = (error: ClientError): boolean => {
  switch (error._tag) {
    case "Unavailable":
      // 503 speaks of the API as a whole, and so does a firewall
      return error.status === 408 || (error.status >= 500 && error.status !== 503)
    case "Unreachable":
      return error.sent
    case "UnexpectedBody":
      return error.isTooLarge || (error.remedy === "backoff" && error.status >= 200 && error.status < 300)
    default:
      return false
  }
}

/** What an API says no with to one request: the next, for something else, may well be answered. */
const refusals: ReadonlySet<ClientError["_tag"]> = new Set([
  "Forbidden",
  "NotFound",
  "Conflict",
  "ValidationFailed",
  "Rejected"
])

/**
 * Whether the API refuses this very request, and will again; it says nothing of the credentials or of other requests.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isRefusal = (error: ClientError): boolean => refusals.has(error._tag) && !isTransient(error)

/**
 * Whether the same call may well succeed later, with nothing changed on our side. Never so for a write that the API may
 * have carried out.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isTransient = (error: ClientError): boolean => {
  if (error._tag === "QuotaUnavailable" || error._tag === "TokenStoreUnavailable") return true
  const help = remedy(error)
  return help === "backoff" || help === "wait"
}
