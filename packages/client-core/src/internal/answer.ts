/** From a raw HTTP answer to a document or a typed error. */
import type { HttpClientError } from "@effect/platform/HttpClientError"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Api } from "../Api.ts"
import type { ClientError } from "../ClientError.ts"
import {
  Forbidden,
  NotFound,
  RateLimited,
  Rejected,
  Unauthorized,
  Unavailable,
  UnexpectedBody
} from "../ClientError.ts"
import type { Document } from "../Document.ts"
import { parseRetryAfter } from "../Retry.ts"

export interface Raw {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

const excerpt = (body: string) => body.slice(0, 500)

const parse = (body: string): Either.Either<unknown, string> =>
  Either.try({ try: (): unknown => JSON.parse(body), catch: () => "the body is not JSON" })

/** What lies under a transport error, in words fit for one line: `ECONNREFUSED 127.0.0.1:1`. */
export const reason = (error: HttpClientError): string => {
  let cause: unknown = error.cause
  let words = error._tag === "RequestError" ? (error.description ?? error.reason) : error.reason
  while (cause instanceof Error) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : undefined
    const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause.cause
    words = cause.message !== "" ? cause.message : (code ?? words)
    cause = inner
  }
  return words.replaceAll(/\s+/g, " ")
}

const failure = (api: Api, endpoint: string, raw: Raw, now: number): ClientError => {
  const body = parse(raw.body)
  const answer = {
    endpoint,
    status: raw.status,
    requestId: raw.headers[api.requestIdHeader],
    problems: Either.match(body, { onLeft: () => [], onRight: api.envelope.problems })
  }
  const retryAfter = parseRetryAfter(raw.headers["retry-after"], now)
  if (raw.status === 401) return new Unauthorized(answer)
  if (raw.status === 404 || raw.status === 410) return new NotFound(answer)
  if (raw.status === 429) return new RateLimited({ ...answer, retryAfter: retryAfter ?? Duration.seconds(1) })
  // A refusal in the API's own words is the API's; a web page in its place is a firewall's, and passes.
  if (raw.status === 403 && Either.isRight(body)) return new Forbidden(answer)
  if (raw.status >= 500 || raw.status === 403 || raw.status === 408)
    return new Unavailable({ ...answer, body: excerpt(raw.body), retryAfter })
  if (raw.status >= 400) return new Rejected(answer)
  return new UnexpectedBody({ ...answer, problem: "not an answer with data", body: excerpt(raw.body) })
}

/** The document in an answer, or the error it stands for. */
export const interpret = (api: Api, endpoint: string, raw: Raw): Effect.Effect<Document, ClientError> => {
  if (raw.status < 200 || raw.status > 299) {
    return Effect.flatMap(Clock.currentTimeMillis, (now) => Effect.fail(failure(api, endpoint, raw, now)))
  }
  return Effect.mapError(
    Either.flatMap(parse(raw.body), api.envelope.document),
    (problem) =>
      new UnexpectedBody({
        endpoint,
        status: raw.status,
        requestId: raw.headers[api.requestIdHeader],
        problem,
        body: excerpt(raw.body)
      })
  )
}
