/** From a raw HTTP answer to a document or a typed error. */
import type { HttpClientError } from "@effect/platform/HttpClientError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import type { Api } from "../Api.ts"
import * as ClientError from "../ClientError.ts"
import type { Document } from "../Document.ts"
import * as ErrorRule from "../ErrorRule.ts"
import { parseRetryAfter } from "../Retry.ts"
import * as Body from "./body.ts"
import type { Answered, Request } from "./request.ts"

export interface Raw {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** Enough of a web page for the number its support asks for, and no more than a log line should hold. */
const excerpt = (body: string) => body.slice(0, 2_000)

/** The API's own name for a request, as far as one can quote it: a header may hold thousands of characters. */
export const requestId = (api: Api, headers: Raw["headers"]): string | undefined =>
  headers[api.requestIdHeader]?.slice(0, 200)

/** What lies under a transport error, innermost last. */
const causes = (error: HttpClientError): ReadonlyArray<Error> => {
  const found: Array<Error> = []
  let cause: unknown = error.cause
  while (cause instanceof Error && found.length < 10) {
    found.push(cause)
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause
  }
  return found
}

const codeOf = (cause: Error): string | undefined =>
  "code" in cause && typeof cause.code === "string" ? cause.code : undefined

/** What happened, in words fit for one line: `ECONNREFUSED 127.0.0.1:1`. */
export const reason = (error: HttpClientError): string => {
  const first = error._tag === "RequestError" ? (error.description ?? error.reason) : error.reason
  const words = causes(error).reduce(
    (outer, cause) => (cause.message !== "" ? cause.message : (codeOf(cause) ?? outer)),
    first
  )
  return words.replaceAll(/\s+/g, " ").slice(0, 500)
}

/** Names a connection that never came about, as Node's own errors and undici's call it. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT"
])

/** Whether the request may have reached the API. */
export const maySent = (error: HttpClientError): boolean =>
  !causes(error).some((cause) => neverConnected.has(codeOf(cause) ?? ""))

const plain = {
  Unauthorized: ClientError.Unauthorized,
  Forbidden: ClientError.Forbidden,
  Conflict: ClientError.Conflict,
  ValidationFailed: ClientError.ValidationFailed,
  Rejected: ClientError.Rejected
} as const

/** The error that an answer other than 2xx stands for. */
const failure = (api: Api, endpoint: string, raw: Raw, now: number): ClientError.ClientError => {
  const parsed = Body.parse(raw.body)
  const problems = Either.match(parsed, { onLeft: () => [], onRight: api.envelope.problems })
  const look = {
    status: raw.status,
    content: Either.isRight(parsed) ? ("json" as const) : ("other" as const),
    problems
  }
  const { error, remedy } = ErrorRule.match(api.errors ?? [], look)
  const answer = {
    endpoint,
    status: raw.status,
    requestId: requestId(api, raw.headers),
    problems,
    body: problems.length === 0 ? excerpt(raw.body) : "",
    ...(remedy === undefined ? {} : { remedy })
  }
  const retryAfter = parseRetryAfter(raw.headers["retry-after"], now)
  switch (error) {
    case "RateLimited":
      return new ClientError.RateLimited({ ...answer, retryAfter: retryAfter ?? Duration.seconds(1) })
    case "Unavailable":
      return new ClientError.Unavailable({ ...answer, retryAfter })
    case "UnexpectedBody":
      return new ClientError.UnexpectedBody({ ...answer, problem: "not an answer with data" })
    case "NotFound": {
      const { isNotFound = () => problems.length > 0 } = api.envelope
      const confirmed = Either.match(parsed, { onLeft: () => false, onRight: (body) => isNotFound(body, raw.status) })
      return new ClientError.NotFound({ ...answer, confirmed })
    }
    default:
      return new plain[error](answer)
  }
}

/** What an answer holds that nobody looks at. */
const nothing: { readonly body: unknown; readonly document: Document } = {
  body: undefined,
  document: { items: [], included: [], isList: false, next: undefined, total: undefined }
}

/** What a successful answer holds: its parsed body and the document in it. */
const content = (
  api: Api,
  endpoint: string,
  expects: "list" | "one",
  raw: Raw
): Either.Either<typeof nothing, ClientError.UnexpectedBody> =>
  Body.parse(raw.body).pipe(
    Either.flatMap((body) => Either.map(api.envelope.document(body), (document) => ({ body, document }))),
    Either.filterOrLeft(
      ({ document }) => document.isList === undefined || document.isList === (expects === "list"),
      () => (expects === "list" ? "a list was expected, and one thing came" : "one thing was expected, and a list came")
    ),
    Either.mapLeft(
      (problem) =>
        new ClientError.UnexpectedBody({
          endpoint,
          status: raw.status,
          requestId: requestId(api, raw.headers),
          problem,
          body: excerpt(raw.body)
        })
    )
  )

/** No server takes a longer address, and errors and the memory of a listing keep what they are told. */
const longestLink = 16_384

/** Where a listing goes on, if what the API says of it can be followed at all. */
const next = (api: Api, url: URL, { headers }: Raw, { body, document }: typeof nothing) =>
  Either.filterOrLeft(
    api.pagination.next({ url, headers, body, document }),
    (link) => link === undefined || link.length <= longestLink,
    () => `the link to the next page is longer than ${longestLink} characters`
  )

/** What a whole answer to a request at an address comes to. */
export const interpret = (
  api: Api,
  { endpoint, expects }: Pick<Request, "endpoint" | "expects">,
  url: URL,
  raw: Raw,
  now: number
): Either.Either<Answered, ClientError.ClientError> => {
  const { headers, status } = raw
  if (status < 200 || status > 299) return Either.left(failure(api, endpoint, raw, now))
  const answered = { status, headers, requestId: requestId(api, headers), url: url.href }
  if (expects === "nothing") return Either.right({ ...answered, text: "", document: nothing.document, next: undefined })
  return Either.flatMap(
    content(api, endpoint, expects, raw),
    (found): Either.Either<Answered, ClientError.ClientError> => {
      const { document } = found
      const text = raw.body
      if (expects === "one") return Either.right({ ...answered, document, text, next: undefined })
      return Either.mapBoth(next(api, url, raw, found), {
        onRight: (link) => ({ ...answered, document, text, next: link }),
        onLeft: (problem) =>
          new ClientError.UnexpectedBody({ endpoint, status, requestId: answered.requestId, problem, body: "" })
      })
    }
  )
}
