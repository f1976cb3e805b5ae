/** One account at one API: every request passes here, to be permitted, signed, sent, and tried again where that helps. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Api } from "./Api.ts"
import type { ClientError } from "./ClientError.ts"
import { InvalidRequest, LeftOrigin, Unreachable } from "./ClientError.ts"
import * as Credentials from "./Credentials.ts"
import type { Document } from "./Document.ts"
import * as Answer from "./internal/answer.ts"
import { hide } from "./internal/secrets.ts"
import * as Quota from "./Quota.ts"
import type { QuotaStore } from "./QuotaStore.ts"
import * as Retry from "./Retry.ts"
import * as UsageMeter from "./Usage.ts"
import { Usage } from "./Usage.ts"

/** A document, and what its answer said beside it. */
export interface Answered {
  readonly document: Document
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
     * Reads one address: a path, or a link the API gave. It waits for quota, tries again what may pass, and fails with
     * what cannot.
     */
    readonly read: (endpoint: string, address: string) => Effect.Effect<Answered, ClientError>
  }
>() {}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Names the account among the host's; default `main`. */
  readonly id?: string
  readonly credentials: Credentials.Credentials
  /** Another origin than the API's own, for a simulator or a proxy. */
  readonly origin?: string
  readonly retry?: Retry.Policy
  /** From sending to the last byte of the answer; default 60 seconds. */
  readonly timeout?: Duration.DurationInput
}

/** Whether a header may have this value; clients complain of others by printing or by throwing them. */
const sendable = (value: Redacted.Redacted) => /^[\t\x20-\x7e]*$/.test(Redacted.value(value))

/** The address on the origin, or an error where it leads away from it. */
const onOrigin = (endpoint: string, origin: URL, address: string): Either.Either<URL, LeftOrigin> => {
  const url = URL.canParse(address, origin.href) ? new URL(address, origin) : undefined
  return url !== undefined && url.origin === origin.origin
    ? Either.right(url)
    : Either.left(new LeftOrigin({ endpoint, origin: origin.origin, link: address }))
}

/**
 * @since 0.1.0
 * @category constructors
 */
export const make = Effect.fnUntraced(function* (api: Api, options: Options) {
  const client = yield* HttpClient.HttpClient
  const origin = new URL(options.origin ?? api.origin)
  const authorization = Credentials.authorization(options.credentials)
  // `fetch` would follow a redirect wherever it leads; other clients do not
  const fetchOptions = {
    ...Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({})),
    redirect: "manual" as const
  }
  const timeout = Duration.decode(options.timeout ?? "60 seconds")
  const id = options.id ?? "main"
  // a budget belongs to a credential, whatever the host calls the connections that use it
  const key = `${origin.host}/${Credentials.publicId(options.credentials) ?? id}`
  const quota = yield* Quota.make({ key, policy: api.quota, holdAtMost: timeout })

  const clean = hide(Credentials.secrets(options.credentials))

  /** One request and its whole body, within the timeout. */
  const exchange = (endpoint: string, url: URL) => {
    const request = HttpClientRequest.get(url.href).pipe(
      HttpClientRequest.setHeaders(api.headers(url.pathname)),
      HttpClientRequest.setHeader("authorization", Redacted.value(authorization))
    )
    const unreachable = (reason: string) => new Unreachable({ endpoint, origin: origin.origin, reason })
    return client.execute(request).pipe(
      Effect.provideService(FetchHttpClient.RequestInit, fetchOptions),
      Effect.flatMap((response) =>
        Effect.map(response.text, (body): Answer.Raw => ({ status: response.status, headers: response.headers, body }))
      ),
      Effect.scoped,
      Effect.mapError((error) => unreachable(Answer.reason(error))),
      Effect.timeoutFail({
        duration: timeout,
        onTimeout: () => unreachable(`no answer in ${Duration.format(timeout)}`)
      }),
      Effect.ensuring(UsageMeter.record(new Usage({ requests: 1, waited: Duration.zero })))
    )
  }

  const attempt = Effect.fnUntraced(function* (endpoint: string, url: URL) {
    const raw = yield* quota.withPermit(url, exchange(endpoint, url), ({ headers }) => api.quota.observe(headers))
    const document = yield* Answer.interpret(api, endpoint, raw)
    return { document, url: url.href }
  })

  const read = Effect.fn("Connection.read")(function* (endpoint: string, address: string) {
    yield* Effect.annotateCurrentSpan({ connection: id, endpoint })
    if (!sendable(authorization)) {
      return yield* new InvalidRequest({ endpoint, field: "credentials", problem: "no header may hold all of them" })
    }
    return yield* onOrigin(endpoint, origin, address).pipe(
      Effect.flatMap((url) => attempt(endpoint, url)),
      Effect.tapErrorTag("RateLimited", ({ retryAfter }) => quota.pause(retryAfter)),
      Retry.transient(options.retry),
      Effect.mapError(clean)
    )
  })

  return Connection.of({ id, api, read })
})

/**
 * One account at an API, over the host's HTTP client and quota store. No redirect is followed; to that end `fetch` gets
 * the `RequestInit` that is in reach of this layer, and not one that was provided to `FetchHttpClient.layer` alone.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (api: Api, options: Options): Layer.Layer<Connection, never, HttpClient.HttpClient | QuotaStore> =>
  Layer.effect(Connection, make(api, options))
