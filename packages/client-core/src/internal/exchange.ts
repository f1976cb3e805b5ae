/** One request and its whole answer, within the time and the size that are allowed. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import type { Api } from "../Api.ts"
import * as ClientError from "../ClientError.ts"
import type { Authorization } from "../Credentials.ts"
import * as Metrics from "../Metrics.ts"
import * as UsageMeter from "../Usage.ts"
import { Usage } from "../Usage.ts"
import * as Answer from "./answer.ts"
import * as Aside from "./aside.ts"
import * as Body from "./body.ts"
import type { Request } from "./request.ts"
import { userAgent } from "./userAgent.ts"

export interface Options {
  readonly connection: string
  readonly api: Api
  readonly client: HttpClient.HttpClient
  /** What `fetch` is called with, if that is the client. */
  readonly init: RequestInit
  /** From sending to the last byte. */
  readonly timeout: Duration.Duration
  /** From sending to the head of the answer. */
  readonly headTimeout: Duration.Duration
  readonly maxBytes: number
  /** Takes our secrets out of an error. */
  readonly clean: (error: ClientError.ClientError) => ClientError.ClientError
  /** Takes our secrets out of words that are not ours. */
  readonly cleanText: (text: string) => string
}

/** One request is what it is, and nothing of it was waited for. */
const sentOnce = new Usage({ requests: 1, waited: Duration.zero })

/**
 * The work, unless the other is first. `Effect.raceFirst` takes half as many steps again, and waits for the end of the timer
 * too. Both sides end well, whatever they come to: a fiber that fails logs its error, and here our secrets are still in it.
 */
const unless = <A, E>(work: Effect.Effect<A, E>, tooLate: Effect.Effect<never, E>): Effect.Effect<A, E> =>
  Effect.raceWith(Effect.exit(work), Effect.exit(tooLate), {
    onSelfDone: (exit, timer) =>
      Effect.fiberIdWith((id) => Effect.zipRight(timer.interruptAsFork(id), Exit.flatten(exit))),
    onOtherDone: (exit, working) => Effect.zipRight(Fiber.interrupt(working), Exit.flatten(exit))
  })

export const make = (options: Options) => {
  const { api, clean, cleanText, client: given, connection, headTimeout, init, maxBytes, timeout } = options
  // a span of ours tells of every request, without the address and the headers that the client's own would hold
  const client = HttpClient.withTracerDisabledWhen(given, () => true)
  const rest = Duration.subtract(timeout, headTimeout)

  return (
    { body, endpoint, headers = {}, method }: Request,
    url: URL,
    authorization: Authorization,
    waited: Duration.Duration
  ): Effect.Effect<Answer.Raw, ClientError.ClientError> =>
    Effect.flatMap(Clock.currentTimeMillis, (began) => {
      const unreachable = (reason: string, sent = true) =>
        new ClientError.Unreachable({ endpoint, origin: url.origin, reason, sent })
      const request = HttpClientRequest.make(method)(url.href).pipe(
        body === undefined ? (same) => same : HttpClientRequest.bodyText(body, api.mediaType ?? "application/json"),
        HttpClientRequest.setHeader("user-agent", userAgent),
        HttpClientRequest.setHeaders(api.headers(url.pathname)),
        HttpClientRequest.setHeaders(headers),
        HttpClientRequest.setHeader(authorization.name ?? "authorization", Redacted.value(authorization.header))
      )
      let status: number | undefined
      let bytes = 0
      const late = (limit: Duration.Duration) => unreachable(`no answer in ${Duration.format(limit)}`)
      // one race for both limits, since a race costs more than all the rest of what is done here
      const tooLate = Effect.sleep(headTimeout).pipe(
        Effect.zipRight(Effect.suspend(() => (status === undefined ? late(headTimeout) : Effect.sleep(rest)))),
        Effect.zipRight(Effect.suspend(() => late(timeout)))
      )
      const exchanged = client.execute(request).pipe(
        Effect.provideService(FetchHttpClient.RequestInit, init),
        Effect.matchEffect({
          onFailure: (error) => Effect.fail(unreachable(cleanText(Answer.reason(error)), Answer.maySent(error))),
          onSuccess: (response) => {
            status = response.status
            return Effect.mapBoth(Body.read(response, { maxBytes }), {
              onSuccess: ({ size, text }): Answer.Raw => {
                bytes = size
                return { status: response.status, headers: response.headers, body: text }
              },
              onFailure: (error) =>
                error._tag === "ResponseError"
                  ? unreachable(cleanText(Answer.reason(error)))
                  : new ClientError.UnexpectedBody({
                      endpoint,
                      status: response.status,
                      requestId: Answer.requestId(api, response.headers),
                      problem: error.problem,
                      body: error.start,
                      isTooLarge: error.kind === "TooLarge",
                      // what is too large once is too large again; what came garbled may come whole
                      remedy: error.kind === "TooLarge" ? "none" : "backoff"
                    })
            })
          }
        })
      )
      return Effect.onExit(
        Aside.around((work: Effect.Effect<void, ClientError.ClientError>) => unless(work, tooLate))(exchanged),
        () =>
          Effect.flatMap(Clock.currentTimeMillis, (ended) => {
            const duration = Duration.millis(ended - began)
            return Effect.annotateCurrentSpan({ status: status ?? "none", bytes }).pipe(
              Effect.zipRight(UsageMeter.record(sentOnce)),
              Effect.zipRight(Metrics.sent({ endpoint, status, duration, waited, bytes }))
            )
          })
      )
    }).pipe(
      // a span keeps the error it ended with
      Effect.mapError(clean),
      Aside.around(
        Effect.withSpan("Connection.request", {
          kind: "client",
          captureStackTrace: false,
          attributes: { connection, endpoint, method, "quota.waited_ms": Duration.toMillis(waited) }
        })
      )
    )
}
