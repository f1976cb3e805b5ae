/** One account at one API: every request passes here, to be permitted, signed, sent, and tried again where that helps. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Api } from "./Api.ts"
import * as ClientError from "./ClientError.ts"
import type { Credentials } from "./Credentials.ts"
import type * as Endpoint from "./Endpoint.ts"
import * as Aside from "./internal/aside.ts"
import * as Attempt from "./internal/attempt.ts"
import * as Exchange from "./internal/exchange.ts"
import * as Origin from "./internal/origin.ts"
import type { Answered, Request } from "./internal/request.ts"
import * as Secrets from "./internal/secrets.ts"
import * as Signing from "./internal/signing.ts"
import * as Quota from "./Quota.ts"
import type { QuotaStore } from "./QuotaStore.ts"
import * as Retry from "./Retry.ts"

export type { Answered, Request } from "./internal/request.ts"

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

/**
 * Credentials, or the effect that makes them from what they need, as `OAuth.credentials` is.
 *
 * @since 0.1.0
 * @category models
 */
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
    const client = yield* HttpClient.HttpClient
    const id = options.id ?? "main"
    const origin = Origin.parse(options.origin ?? api.origin)
    const host = Either.match(origin, { onLeft: () => api.name, onRight: (url) => url.host })
    const sources = isSeveral(options.credentials) ? options.credentials : [options.credentials]
    const accounts = yield* Effect.forEach(sources, (source) => (isEffect(source) ? source : Effect.succeed(source)))
    const timeout = Duration.decode(options.timeout ?? "60 seconds")
    // `fetch` would follow a redirect wherever it leads; other clients do not
    const init: RequestInit = {
      ...Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({})),
      redirect: "manual"
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

    const secrets = () => accounts.flatMap((account) => account.secrets())
    const clean = <E extends ClientError.ClientError>(error: E): E => Secrets.hide(secrets())(error)

    const attempt = Attempt.make({
      connection: id,
      api,
      quota,
      signing: Signing.make(accounts, host),
      clean,
      exchange: Exchange.make({
        connection: id,
        api,
        client,
        init,
        timeout,
        headTimeout: Duration.min(timeout, options.headTimeout ?? "30 seconds"),
        maxBytes: options.maxBytes ?? 32 * 1024 * 1024,
        clean,
        cleanText: (text) => Secrets.make(secrets()).text(text)
      })
    })

    /** Where a request goes; an origin that is none is found out by whoever first asks there. */
    const locate = ({ address, endpoint }: Request): Either.Either<URL, ClientError.ClientError> =>
      Either.match(origin, {
        onLeft: (problem) => Either.left(new ClientError.InvalidRequest({ endpoint, field: "origin", problem })),
        onRight: (here) => Origin.resolve(endpoint, here, address)
      })

    const send = (request: Request) =>
      Effect.suspend(() => {
        let attempts = 0
        return Effect.flatMap(locate(request), (url) =>
          Effect.suspend(() =>
            Effect.zipRight(Effect.annotateCurrentSpan({ attempts: ++attempts }), attempt(request, url, attempts))
          ).pipe(Retry.transient(options.retry, request))
        )
      }).pipe(
        Effect.mapError(clean),
        Aside.around(
          Effect.withSpan("Connection.send", {
            captureStackTrace: false,
            attributes: { connection: id, endpoint: request.endpoint, method: request.method, attempts: 0 }
          })
        )
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
