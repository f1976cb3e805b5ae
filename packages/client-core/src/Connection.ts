/** One account at one API: every request passes here, to be permitted, signed, sent, and tried again where that helps. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Clock from "effect/Clock"
import type * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Api } from "./Api.ts"
import * as ClientError from "./ClientError.ts"
import type { Authorization, AuthorizationError, Credentials } from "./Credentials.ts"
import type { Document } from "./Document.ts"
import type * as Endpoint from "./Endpoint.ts"
import * as Answer from "./internal/answer.ts"
import * as Body from "./internal/body.ts"
import { hide } from "./internal/secrets.ts"
import * as Metrics from "./Metrics.ts"
import * as Quota from "./Quota.ts"
import type { QuotaStore } from "./QuotaStore.ts"
import * as Retry from "./Retry.ts"
import * as UsageMeter from "./Usage.ts"
import { Usage } from "./Usage.ts"

/**
 * One request, as an endpoint describes it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Request {
  /** The endpoint's name, for errors, spans and metrics. */
  readonly endpoint: string
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** A path, or a link the API gave. */
  readonly address: string
  /** What is sent, as the text of the API's media type. */
  readonly body?: string
  /** Headers beside those of the API, their names in lower case; none replaces the one that signs. */
  readonly headers?: Readonly<Record<string, string>>
  /** Whether carrying it out twice does no more than once; without that, it is sent again only if it was refused. */
  readonly repeatable: boolean
  /** What a successful answer has to hold. Of `nothing` the body is not looked at. */
  readonly expects: "list" | "one" | "nothing"
}

/**
 * A document, and what its answer said beside it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Answered {
  readonly document: Document
  /** Where the listing goes on, by the API's `Pagination`; absent at its end and for what is no listing. */
  readonly next: string | undefined
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The API's own name for the request. */
  readonly requestId: string | undefined
  /** The address that was asked, as it was sent. */
  readonly url: string
}

/**
 * One account at one API.
 *
 * @since 0.1.0
 * @category tags
 */
export class Connection extends Context.Tag("@openfaith/client-core/Connection")<
  Connection,
  {
    /** Names the account among the host's; part of every stored key. */
    readonly id: string
    readonly api: Api
    /**
     * Sends one request: waits for quota, signs it, tries again what may pass, and fails with what cannot. An address
     * that leads away from the API's origin is never asked.
     */
    readonly send: (request: Request) => Effect.Effect<Answered, ClientError.ClientError>
    /**
     * The same error without any of our secrets in it, for errors that are made of what was answered: a server may repeat
     * what it was asked with. Those of `send` and `read` hold none.
     */
    readonly hide: <E extends ClientError.ClientError>(error: E) => E
    /** `send`, for what an endpoint reads: at a path, or at a link the API gave. */
    readonly read: (
      endpoint: Endpoint.AnyList | Endpoint.AnyGet,
      address: string
    ) => Effect.Effect<Answered, ClientError.ClientError>
  }
>() {}

/** Credentials, or the effect that makes them from what they need, as `OAuth.credentials` is. */
export type Source<R> = Credentials | Effect.Effect<Credentials, never, R>

/**
 * How to reach one account.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options<R = never> {
  /** Names the account among the host's; default `main`. */
  readonly id?: string
  /**
   * Who we are. Several share the work, each within its own budget, and one that is refused leaves it to the others; they
   * should see the same, since nobody knows whose turn it is when.
   */
  readonly credentials: Source<R> | readonly [Source<R>, ...ReadonlyArray<Source<R>>]
  /** Another origin than the API's own, for a simulator or a proxy. */
  readonly origin?: string
  readonly retry?: Retry.Policy
  /** From sending to the last byte of the answer; default 60 seconds. */
  readonly timeout?: Duration.DurationInput
  /**
   * From sending to the head of the answer: connecting, and the API's own thinking, which an `HttpClient` does not tell
   * apart; default 30 seconds. A limit for connecting alone is the client's to set.
   */
  readonly headTimeout?: Duration.DurationInput
  /** The longest body that is read, in bytes after decompression; default 32 MiB. A longer one is an `UnexpectedBody`. */
  readonly maxBytes?: number
  /**
   * How long to wait for a quota store that is out of reach before failing with `QuotaUnavailable`; default 30 seconds.
   * Nothing is ever sent without a permit.
   */
  readonly quotaPatience?: Duration.DurationInput
}

/** Whether a header may have this value; clients complain of others by printing or by throwing them. */
const isSendable = (value: Redacted.Redacted) => /^[\t\x20-\x7e]*$/.test(Redacted.value(value))

/** No server takes a longer address, and errors and the memory of a listing keep what they are told. */
const longestLink = 16_384

/** More of an address does not help anybody who reads an error. */
const longestShown = 2_000

/** The address on the origin, or an error where it leads away from it. */
const onOrigin = (endpoint: string, origin: URL, address: string): Either.Either<URL, ClientError.LeftOrigin> => {
  const url = URL.canParse(address, origin.href) ? new URL(address, origin) : undefined
  return url !== undefined && url.origin === origin.origin
    ? Either.right(url)
    : Either.left(new ClientError.LeftOrigin({ endpoint, origin: origin.origin, link: address.slice(0, longestShown) }))
}

const isWeb = (url: URL) => url.protocol === "https:" || url.protocol === "http:"

/** The origin to talk to; what is none is the fault of the request that needs it. */
const parseOrigin = (text: string): Either.Either<URL, string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && isWeb(url) && url.username === "" && url.password === ""
    ? Either.right(new URL(url.origin))
    : Either.left("expected an origin, such as https://api.example.com")
}

const redirects = new Set([301, 302, 303, 307, 308])

const mostRedirects = 5

/**
 * The shortest pause after so many attempts, whatever wait the API asks for: one that refuses everybody and says to come
 * back at once, or at a time its clock has passed, must not be asked without end as fast as it can refuse.
 */
const leastPause = (attempts: number) => Duration.millis(Math.min(1_000, 50 * 2 ** (attempts - 1)))

/** A refused credential is left alone for so long, if there are others. */
const asideFor = Duration.toMillis("1 minute")

/** A failure to get an authorization, as the failure of a request that was not sent for it. */
const notSent = (error: AuthorizationError, origin: string): ClientError.ClientError =>
  error._tag === "Unavailable"
    ? new ClientError.Unreachable({ endpoint: error.endpoint, origin, reason: error.message, sent: false })
    : error

const isEffect = <R>(source: Source<R>): source is Effect.Effect<Credentials, never, R> => Effect.isEffect(source)

const isSeveral = <R>(
  credentials: Options<R>["credentials"]
): credentials is readonly [Source<R>, ...ReadonlyArray<Source<R>>] => Array.isArray(credentials)

/**
 * A connection over the host's HTTP client and quota store; see {@link layer}.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <R = never>(
  api: Api,
  options: Options<R>
): Effect.Effect<Context.Tag.Service<Connection>, never, HttpClient.HttpClient | QuotaStore | R> =>
  Effect.gen(function* () {
    // a span of ours tells of every request, without the address and the headers that the client's own would hold
    const client = HttpClient.withTracerDisabledWhen(yield* HttpClient.HttpClient, () => true)
    const id = options.id ?? "main"
    const origin = parseOrigin(options.origin ?? api.origin)
    const host = Either.match(origin, { onLeft: () => api.name, onRight: (url) => url.host })
    const sources = isSeveral(options.credentials) ? options.credentials : [options.credentials]
    const accounts = yield* Effect.forEach(sources, (source) => (isEffect(source) ? source : Effect.succeed(source)))
    const maxBytes = options.maxBytes ?? 32 * 1024 * 1024
    const timeout = Duration.decode(options.timeout ?? "60 seconds")
    const headTimeout = Duration.min(timeout, options.headTimeout ?? "30 seconds")
    const rest = Duration.subtract(timeout, headTimeout)
    // `fetch` would follow a redirect wherever it leads; other clients do not
    const fetchOptions = {
      ...Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({})),
      redirect: "manual" as const
    }
    const quota = yield* Quota.make({
      connection: id,
      // a budget belongs to a credential, whatever the host calls the connections that use it
      accounts: accounts.map(
        ({ publicId }, index) => `${host}/${publicId ?? (accounts.length === 1 ? id : `${id}#${index + 1}`)}`
      ),
      policy: api.quota,
      holdAtMost: timeout,
      patience: options.quotaPatience
    })

    /** Until when a refused credential is left alone. */
    const aside = accounts.map(() => 0)

    const clean = <E extends ClientError.ClientError>(error: E): E =>
      hide(accounts.flatMap(({ secrets }) => secrets()))(error)

    /** One request and its whole answer, within the timeouts. */
    const exchange = (
      { body, endpoint, headers = {}, method }: Request,
      url: URL,
      authorization: Authorization,
      waited: Duration.Duration
    ) =>
      Effect.gen(function* () {
        const unreachable = (reason: string, sent = true) =>
          new ClientError.Unreachable({ endpoint, origin: url.origin, reason, sent })
        const request = HttpClientRequest.make(method)(url.href).pipe(
          body === undefined ? (same) => same : HttpClientRequest.bodyText(body, api.mediaType ?? "application/json"),
          HttpClientRequest.setHeaders(api.headers(url.pathname)),
          HttpClientRequest.setHeaders(headers),
          HttpClientRequest.setHeader(authorization.name ?? "authorization", Redacted.value(authorization.header))
        )
        const began = yield* Clock.currentTimeMillis
        let status: number | undefined
        let bytes = 0
        const late = (limit: Duration.Duration) => unreachable(`no answer in ${Duration.format(limit)}`)
        // one race for both limits, since a race costs more than all the rest of what is done here
        const tooLate = Effect.sleep(headTimeout).pipe(
          Effect.zipRight(Effect.suspend(() => (status === undefined ? late(headTimeout) : Effect.sleep(rest)))),
          Effect.zipRight(Effect.suspend(() => late(timeout)))
        )
        return yield* client.execute(request).pipe(
          Effect.provideService(FetchHttpClient.RequestInit, fetchOptions),
          Effect.mapError((error) => unreachable(Answer.reason(error), Answer.maySent(error))),
          Effect.flatMap((response) => {
            status = response.status
            return Body.read(response, { maxBytes }).pipe(
              Effect.map(({ size, text }): Answer.Raw => {
                bytes = size
                return { status: response.status, headers: response.headers, body: text }
              }),
              Effect.catchTags({
                ResponseError: (error) => Effect.fail(unreachable(Answer.reason(error))),
                BodyProblem: ({ kind, problem, start }) =>
                  Effect.fail(
                    new ClientError.UnexpectedBody({
                      endpoint,
                      status: response.status,
                      requestId: Answer.requestId(api, response.headers),
                      problem,
                      body: start,
                      // what is too large once is too large again; what came garbled may come whole
                      remedy: kind === "TooLarge" ? "none" : "backoff"
                    })
                  )
              })
            )
          }),
          Effect.scoped,
          Effect.raceFirst(tooLate),
          Effect.onExit(() =>
            Effect.gen(function* () {
              const ended = yield* Clock.currentTimeMillis
              yield* Effect.annotateCurrentSpan({ status: status ?? "none", bytes })
              yield* UsageMeter.record(new Usage({ requests: 1, waited: Duration.zero }))
              yield* Metrics.sent({ endpoint, status, duration: Duration.millis(ended - began), waited, bytes })
            })
          )
        )
      }).pipe(
        // a span keeps the error it ended with
        Effect.mapError(clean),
        Effect.withSpan("Connection.request", {
          kind: "client",
          captureStackTrace: false,
          attributes: { connection: id, endpoint, method, "quota.waited_ms": Duration.toMillis(waited) }
        })
      )

    /** What every credential signs with now that is neither aside nor among the refused; fails only if none can. */
    const authorizations = Effect.fnUntraced(function* (refused: ReadonlySet<number>) {
      const now = yield* Clock.currentTimeMillis
      const admitted = accounts.map((_, index) => !refused.has(index) && (aside[index] ?? 0) <= now)
      const everybody = !admitted.includes(true)
      const signed = new Map<number, Authorization>()
      let failure: ClientError.ClientError | undefined
      for (const [index, { authorization }] of accounts.entries()) {
        if (refused.has(index) || (!everybody && admitted[index] !== true)) continue
        const either = yield* Effect.either(Effect.mapError(authorization, (error) => notSent(error, host)))
        if (Either.isRight(either)) signed.set(index, either.right)
        else failure ??= either.left
      }
      if (signed.size > 0 || failure === undefined) return signed
      return yield* Effect.fail(failure)
    })

    /** Sends once, by whichever credential may send first; says which it was. */
    const once = (request: Request, url: URL, signed: ReadonlyMap<number, Authorization>) => {
      let used: { readonly account: number; readonly authorization: Authorization } | undefined
      return quota
        .withPermit(
          { url, among: (account) => signed.has(account) },
          (account, waited) => {
            const authorization = signed.get(account)
            if (authorization === undefined) return Effect.die(`a permit of account ${account}, which is not among us`)
            used = { account, authorization }
            return exchange(request, url, authorization, waited)
          },
          ({ headers }) => api.quota.observe(headers)
        )
        .pipe(
          Effect.either,
          Effect.map((raw) => ({ raw, used }))
        )
    }

    const interpret = (request: Request, url: URL, raw: Answer.Raw) =>
      Effect.gen(function* () {
        const { endpoint, expects } = request
        const requestId = Answer.requestId(api, raw.headers)
        if (raw.status < 200 || raw.status > 299) {
          return yield* Effect.fail(Answer.failure(api, endpoint, raw, yield* Clock.currentTimeMillis))
        }
        const { body, document } =
          expects === "nothing" ? Answer.nothing : yield* Answer.content(api, endpoint, expects, raw)
        const answered = { document, status: raw.status, headers: raw.headers, requestId, url: url.href }
        if (expects !== "list") return { ...answered, next: undefined }
        const next = yield* Either.mapLeft(
          api.pagination.next({ url, headers: raw.headers, body, document }),
          (problem) => new ClientError.UnexpectedBody({ endpoint, status: raw.status, requestId, problem, body: "" })
        )
        if (next !== undefined && next.length > longestLink) {
          const problem = `the link to the next page is longer than ${longestLink} characters`
          return yield* new ClientError.UnexpectedBody({ endpoint, status: raw.status, requestId, problem, body: "" })
        }
        return { ...answered, next }
      })

    /** Where a redirect leads, if it may be followed with the same request. */
    const redirected = (request: Request, url: URL, raw: Answer.Raw): Either.Either<URL, ClientError.ClientError> => {
      const { endpoint, method } = request
      const location = raw.headers.location
      const refuse = (problem: string) =>
        Either.left(
          new ClientError.UnexpectedBody({
            endpoint,
            status: raw.status,
            requestId: Answer.requestId(api, raw.headers),
            problem,
            body: "",
            remedy: "none"
          })
        )
      if (location === undefined) return refuse("a redirect that does not say where to")
      // the older three may be followed with another method (RFC 9110 §15.4), and a write must not become a read
      if (method !== "GET" && raw.status < 307) return refuse("a redirect that is not for a request that writes")
      return onOrigin(endpoint, url, URL.canParse(location, url.href) ? new URL(location, url).href : location)
    }

    const follow = (request: Request, url: URL, raw: Answer.Raw, state: State) =>
      state.redirects === mostRedirects
        ? Effect.fail(
            new ClientError.UnexpectedBody({
              endpoint: request.endpoint,
              status: raw.status,
              requestId: Answer.requestId(api, raw.headers),
              problem: `redirected more than ${mostRedirects} times`,
              body: "",
              remedy: "none"
            })
          )
        : Effect.flatMap(redirected(request, url, raw), (there) =>
            attempt(request, there, { ...state, redirects: state.redirects + 1 })
          )

    interface State {
      readonly redirects: number
      /** The accounts whose authorization was renewed for this request. */
      readonly renewed: ReadonlySet<number>
      /** The accounts that were refused for good; if all were aside before, all are asked, but each only once. */
      readonly refused: ReadonlySet<number>
      /** How often the call was tried, this time included. */
      readonly attempts: number
    }

    /** After a credential was refused: renewed, replaced by another, or given up. */
    const refused = (
      request: Request,
      url: URL,
      state: State,
      used: { readonly account: number; readonly authorization: Authorization },
      others: boolean,
      error: ClientError.ClientError
    ): Effect.Effect<Answered, ClientError.ClientError> =>
      Effect.gen(function* () {
        const { account, authorization } = used
        const credentials = accounts[account]
        const again = state.renewed.has(account)
        const renewal = Effect.either(
          again || credentials === undefined
            ? Effect.succeed(false)
            : Effect.mapError(credentials.renew(authorization), (error) => notSent(error, host))
        )
        const renewed = yield* renewal
        if (Either.isRight(renewed) && renewed.right) {
          return yield* attempt(request, url, { ...state, renewed: new Set([...state.renewed, account]) })
        }
        aside[account] = (yield* Clock.currentTimeMillis) + asideFor
        if (others) {
          yield* Effect.logWarning("a credential was refused; the others go on without it").pipe(
            Effect.annotateLogs({ connection: id, credential: credentials?.publicId ?? account })
          )
          return yield* attempt(request, url, { ...state, refused: new Set([...state.refused, account]) })
        }
        if (Either.isLeft(renewed)) return yield* Effect.fail(renewed.left)
        return yield* Effect.fail(
          again
            ? new ClientError.NeedsReauthorization({
                account: credentials?.publicId ?? id,
                reason: `${error.message}, and once more with fresh credentials`
              })
            : error
        )
      })

    const attempt = (request: Request, url: URL, state: State): Effect.Effect<Answered, ClientError.ClientError> =>
      Effect.gen(function* () {
        const signed = yield* authorizations(state.refused)
        if (Array.from(signed.values()).some(({ header }) => !isSendable(header))) {
          const { endpoint } = request
          return yield* new ClientError.InvalidRequest({
            endpoint,
            field: "credentials",
            problem: "no header may hold all of them"
          })
        }
        const { raw: sent, used } = yield* once(request, url, signed)
        const raw = yield* sent
        if (redirects.has(raw.status)) return yield* follow(request, url, raw, state)
        const answered = yield* Effect.either(interpret(request, url, raw))
        if (Either.isRight(answered)) return answered.right
        const error = answered.left
        if (used !== undefined && error._tag === "RateLimited") {
          yield* quota.pause(used.account, Duration.max(error.retryAfter, leastPause(state.attempts)))
        }
        if (used !== undefined && ClientError.remedy(error) === "refresh") {
          return yield* refused(request, url, state, used, signed.size > 1, error)
        }
        return yield* Effect.fail(error)
      })

    const send = (request: Request) =>
      Effect.suspend(() => {
        const { address, endpoint, repeatable } = request
        let attempts = 0
        return Either.mapLeft(
          origin,
          (problem) => new ClientError.InvalidRequest({ endpoint, field: "origin", problem })
        ).pipe(
          Effect.flatMap((here) => onOrigin(endpoint, here, address)),
          Effect.flatMap((url) =>
            Effect.suspend(() => {
              attempts++
              return attempt(request, url, { redirects: 0, renewed: new Set(), refused: new Set(), attempts })
            }).pipe(Retry.transient(options.retry, { repeatable }))
          ),
          Effect.ensuring(Effect.suspend(() => Effect.annotateCurrentSpan({ attempts }))),
          Effect.mapError(clean)
        )
      }).pipe(
        Effect.withSpan("Connection.send", {
          captureStackTrace: false,
          attributes: { connection: id, endpoint: request.endpoint, method: request.method }
        })
      )

    return Connection.of({
      id,
      api,
      send,
      hide: clean,
      read: (endpoint, address) =>
        send({
          endpoint: endpoint.name,
          method: endpoint.method,
          address,
          repeatable: true,
          expects: endpoint._tag === "List" ? "list" : "one"
        })
    })
  })

/**
 * One account at an API, over the host's HTTP client and quota store. Redirects are followed within the origin only; to
 * that end `fetch` gets the `RequestInit` that is in reach of this layer, and not one that was provided to
 * `FetchHttpClient.layer` alone.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = <R = never>(
  api: Api,
  options: Options<R>
): Layer.Layer<Connection, never, HttpClient.HttpClient | QuotaStore | R> =>
  // what some credentials begin, such as a refresh, has to come to its end before the process does
  Layer.scoped(Connection, make(api, options))

/**
 * `layer`, with its options read from the host's `ConfigProvider`.
 *
 * @example
 * const Api = Connection.layerConfig(api, Config.all({
 *   credentials: Config.map(Config.redacted("API_TOKEN"), (token) => Credentials.bearer(token))
 * }))
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = <R = never>(
  api: Api,
  options: Config.Config<Options<R>>
): Layer.Layer<Connection, ConfigError, HttpClient.HttpClient | QuotaStore | R> =>
  Layer.unwrapEffect(Effect.map(options, (read) => layer(api, read)))
