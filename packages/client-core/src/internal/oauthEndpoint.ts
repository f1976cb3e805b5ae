/** The endpoint that gives tokens (RFC 6749 §3.2), and the one that takes them back (RFC 7009). */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { Unavailable, Unreachable } from "../ClientError.ts"
import { parseRetryAfter } from "../Retry.ts"
import type { Tokens } from "../TokenStore.ts"
import { reason } from "./answer.ts"
import type { App } from "./app.ts"
import * as Body from "./body.ts"
import * as OAuthSecrets from "./oauthSecrets.ts"
import { userAgent } from "./userAgent.ts"

/** The endpoint understood the request and says no, in the form of RFC 6749 §5.2. */
export class Refused extends Data.TaggedError("Refused")<{
  readonly code: string
  /** The code, and what was said with it. */
  readonly words: string
}> {}

export type Failure = Refused | Unavailable | Unreachable

type Form = Readonly<Record<string, string>>

/** What an answer without a refresh token or scopes leaves as it was. */
type Before = Pick<Tokens, "refresh" | "scopes">

/** From sending to the last byte of the answer. */
const timeout = Duration.seconds(30)

/** What one answer may weigh. */
const maxBytes = 64 * 1024

/** Full jitter below ceilings of one and two seconds: three attempts, over in 93 seconds if each of them hangs. */
const pauses = Schedule.exponential("1 second").pipe(
  Schedule.modifyDelayEffect((_, ceiling) =>
    Effect.map(Random.nextRange(0, Duration.toMillis(ceiling)), (pause) => Duration.millis(Math.ceil(pause)))
  ),
  Schedule.intersect(Schedule.recurs(2))
)

/** May pass within seconds. Who asks us to wait is not asked again before the wait is over. */
const isPassing = (failure: Failure) =>
  failure._tag === "Unreachable" || (failure._tag === "Unavailable" && failure.retryAfter === undefined)

const perhaps = <A, I>(schema: Schema.Schema<A, I>) => Schema.optional(Schema.NullOr(schema))

const Granted = Schema.Struct({
  // what no header can carry is of no use, and a client made to send it might print it
  access_token: Schema.String.pipe(Schema.pattern(/^[\x21-\x7e]+$/)),
  token_type: perhaps(Schema.String.pipe(Schema.pattern(/^bearer$/i))),
  refresh_token: perhaps(Schema.String),
  expires_in: perhaps(Schema.Union(Schema.Number, Schema.NumberFromString)),
  scope: perhaps(Schema.String)
})

const Complaint = Schema.Struct({
  error: Schema.String.pipe(Schema.pattern(/^[\x20-\x7e]{1,100}$/)),
  error_description: perhaps(Schema.String)
})

const decodeGranted = Schema.decodeUnknownOption(Granted)
const decodeComplaint = Schema.decodeUnknownOption(Complaint)

const longestLife = Duration.toSeconds(Duration.days(3650))

/** A life that is over before it began is one nobody told us of. */
const life = (seconds: number | null | undefined): Duration.Duration | undefined =>
  typeof seconds === "number" && seconds > 0 ? Duration.seconds(Math.min(seconds, longestLife)) : undefined

const toTokens = (granted: typeof Granted.Type, issuedAt: DateTime.Utc, before: Before): Tokens => {
  const lasts = life(granted.expires_in)
  return {
    access: Redacted.make(granted.access_token),
    // a server that does not rotate leaves the old one in force by not naming one (RFC 6749 §6)
    refresh: granted.refresh_token ? Redacted.make(granted.refresh_token) : before.refresh,
    issuedAt,
    expiresAt: lasts && DateTime.addDuration(issuedAt, lasts),
    scopes: granted.scope ? granted.scope.split(" ").filter((scope) => scope !== "") : before.scopes
  }
}

/** Codes that speak of the server's state, not of ours. */
const passing = new Set(["temporarily_unavailable", "server_error"])

/** Fields of a form that nobody else may see. */
const confidential = ["code", "code_verifier", "refresh_token", "token"]

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url)

const formEncoded = (text: string) => new URLSearchParams([["", text]]).toString().slice(1)

/** RFC 6749 §2.3.1 has both parts form-encoded first. */
const basic = (clientId: string, secret: string) =>
  Encoding.encodeBase64(`${formEncoded(clientId)}:${formEncoded(secret)}`)

/** What only the application and the API may know, in each form it is sent in. */
export const secretsOf = ({ clientId, clientSecret }: App): ReadonlyArray<string> => {
  if (clientSecret === undefined) return []
  const secret = Redacted.value(clientSecret)
  return [secret, basic(clientId, secret)]
}

/** The texts of tokens. */
export const textsOf = ({ access, refresh }: Tokens): ReadonlyArray<string> =>
  [access, refresh].flatMap((token) => (token === undefined ? [] : [Redacted.value(token)]))

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  readonly json: Either.Either<unknown, string>
}

/** What is wrong with an answer that holds neither tokens nor a refusal. */
const oddity = ({ json, status }: Answer): string => {
  if (status === 0 || (status >= 300 && status < 400)) return "a redirect, which is not followed"
  if (Either.isLeft(json)) return json.left
  return status < 300 ? "no token in it that is of use" : "not a refusal in the words of OAuth"
}

/** The endpoints of an application. They fail with nothing that holds what was sent in confidence, or one of `secrets`. */
export const make = Effect.fnUntraced(function* (app: App, secrets: () => ReadonlyArray<string>) {
  // the client's own span would keep every header that came back
  const client = HttpClient.withTracerDisabledWhen(yield* HttpClient.HttpClient, () => true)
  // `fetch` would follow a redirect wherever it leads, and take the form along
  const fetchOptions = {
    ...Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({})),
    redirect: "manual" as const
  }

  const authenticated = (form: Form) => (request: HttpClientRequest.HttpClientRequest) => {
    const { authentication = "body", clientId, clientSecret } = app
    const withForm = (more: Form) => HttpClientRequest.bodyUrlParams(request, { ...form, ...more })
    if (clientSecret === undefined) return withForm({ client_id: clientId })
    const secret = Redacted.value(clientSecret)
    return authentication === "body"
      ? withForm({ client_id: clientId, client_secret: secret })
      : HttpClientRequest.setHeader(withForm({}), "authorization", `Basic ${basic(clientId, secret)}`)
  }

  const ask = Effect.fnUntraced(function* (
    endpoint: string,
    url: string,
    form: Form,
    more: ReadonlyArray<string> = []
  ) {
    const clean = OAuthSecrets.make([
      ...secretsOf(app),
      ...secrets(),
      ...more,
      ...confidential.flatMap((field) => form[field] ?? [])
    ])
    // `sent` speaks of a caller's own call to the API, which waits for this one
    const unreachable = (reason: string) => new Unreachable({ endpoint, origin: originOf(url), reason, sent: false })
    const request = HttpClientRequest.post(url).pipe(
      HttpClientRequest.setHeader("accept", "application/json"),
      HttpClientRequest.setHeader("user-agent", app.userAgent ?? userAgent),
      authenticated(form)
    )
    const answer = yield* client.execute(request).pipe(
      Effect.provideService(FetchHttpClient.RequestInit, fetchOptions),
      Effect.flatMap((response) =>
        Body.read(response, { maxBytes }).pipe(
          Effect.map(({ text }) => ({ text, json: Body.parse(text) })),
          Effect.catchTag("BodyProblem", ({ problem }) => Effect.succeed({ text: "", json: Either.left(problem) })),
          Effect.map((body): Answer => ({ status: response.status, headers: response.headers, ...body }))
        )
      ),
      Effect.mapError((error) => unreachable(clean.text(reason(error)))),
      Effect.timeoutFail({
        duration: timeout,
        onTimeout: () => unreachable(`no answer in ${Duration.format(timeout)}`)
      })
    )
    return { answer, clean }
  })

  /** What an answer other than the one hoped for stands for. */
  const failure = (endpoint: string, answer: Answer, clean: OAuthSecrets.Clean, now: number): Failure => {
    const { headers, json, status, text } = answer
    const complaint = Option.getOrUndefined(Option.flatMap(Either.getRight(json), decodeComplaint))
    const code = complaint && clean.code(complaint.error)
    const said = clean.text(complaint?.error_description ?? "").slice(0, 200)
    const willPass = status === 408 || status === 429 || status >= 500 || passing.has(code ?? "")
    if (code !== undefined && !willPass) return new Refused({ code, words: said === "" ? code : `${code}: ${said}` })
    const requestId = headers["x-request-id"]
    return new Unavailable({
      endpoint,
      status,
      requestId: requestId && clean.text(requestId),
      problems: [
        { field: undefined, code, detail: code === undefined ? clean.sentence(oddity(answer)) : said || code }
      ],
      // what came with a 2xx may hold tokens that we do not know, cut off as they may be
      body: code === undefined && status >= 300 ? clean.text(text).slice(0, 500) : "",
      retryAfter: parseRetryAfter(headers["retry-after"], now)
    })
  }

  /**
   * Asks for tokens; up to three times, where the failure may pass within seconds. Nothing is sent that might be answered
   * after `until`, in milliseconds.
   */
  const grant = (
    form: Form,
    { before, until = Number.POSITIVE_INFINITY }: { readonly before: Before; readonly until?: number }
  ): Effect.Effect<Tokens, Failure> =>
    Effect.gen(function* () {
      const issuedAt = yield* DateTime.now
      if (issuedAt.epochMillis + Duration.toMillis(timeout) > until) {
        const reason = "held up for so long that others may be asking by now"
        return yield* new Unreachable({ endpoint: "oauth.token", origin: originOf(app.tokenUrl), reason, sent: false })
      }
      const { answer, clean } = yield* ask("oauth.token", app.tokenUrl, form)
      const granted =
        answer.status === 200 ? Option.flatMap(Either.getRight(answer.json), decodeGranted) : Option.none()
      if (Option.isSome(granted)) return toTokens(granted.value, issuedAt, before)
      return yield* Effect.fail(failure("oauth.token", answer, clean, yield* Clock.currentTimeMillis))
    }).pipe(
      Effect.retry({ schedule: pauses, while: isPassing }),
      Effect.withSpan("OAuth.token", { attributes: { grant: form.grant_type } })
    )

  const revokeOne = (url: string, token: string, kind: string, tokens: Tokens): Effect.Effect<void, Failure> =>
    Effect.gen(function* () {
      const { answer, clean } = yield* ask("oauth.revoke", url, { token, token_type_hint: kind }, textsOf(tokens))
      if (answer.status >= 200 && answer.status < 300) return
      return yield* Effect.fail(failure("oauth.revoke", answer, clean, yield* Clock.currentTimeMillis))
    }).pipe(Effect.retry({ schedule: pauses, while: isPassing }), Effect.withSpan("OAuth.revoke"))

  /** Takes tokens back, if the application has an endpoint for it; tries like `grant`. */
  const revoke = Effect.fnUntraced(function* (tokens: Tokens) {
    const { access, refresh } = tokens
    if (app.revokeUrl === undefined) return
    if (refresh !== undefined) yield* revokeOne(app.revokeUrl, Redacted.value(refresh), "refresh_token", tokens)
    // its access tokens should have gone with it (RFC 7009 §2.1), but need not; nor need there be a way to take them back
    yield* Effect.catchIf(
      revokeOne(app.revokeUrl, Redacted.value(access), "access_token", tokens),
      (error) => error._tag === "Refused" && error.code === "unsupported_token_type",
      () => Effect.void
    )
  })

  return { grant, revoke }
})

export type Endpoint = Effect.Effect.Success<ReturnType<typeof make>>
