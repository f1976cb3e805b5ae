/**
 * An `HttpClient` of `@effect/platform` that the pretend Planning Center answers, for tests: nothing leaves the process.
 *
 * Needs `effect` and `@effect/platform`, so it is not part of the index: import `@openfaith/pco-mock/MockHttpClient`.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as MswHandlers from "./MswHandlers.ts"

/**
 * A request to an origin that nothing answers. It is a defect, since asking again cannot help: a client would take an error for an
 * outage, and a sync would wait for its end.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnmockedRequest extends Error {
  readonly _tag = "UnmockedRequest"
  override readonly name = "UnmockedRequest"
}

/**
 * The same as for msw: who answers, and in whose place.
 *
 * @since 0.1.0
 * @category models
 */
export type Options = MswHandlers.Options

/**
 * Provides an `HttpClient` whose requests to the two origins are answered by the handler, as through `fetch`: a reset connection is a
 * `RequestError`, a redirect is followed unless `FetchHttpClient.RequestInit` says otherwise. Dies with `UnmockedRequest` for every
 * other origin.
 *
 * ```ts
 * const { handle } = Handler.make({ world: World.make({ seed: 7, people: 500 }) })
 * const Account = Pco.layer({ credentials }).pipe(
 *   Layer.provide([MockHttpClient.layer({ handle }), QuotaStore.layerMemory])
 * )
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<HttpClient.HttpClient> => {
  const mocked = MswHandlers.originsOf(options)
  const answered = Layer.provide(
    FetchHttpClient.layer,
    Layer.succeed(FetchHttpClient.Fetch, fetchOf(options.handle, mocked))
  )
  const guarded = Effect.map(HttpClient.HttpClient, HttpClient.mapRequestEffect(refuseOthers(mocked)))
  return Layer.provide(Layer.effect(HttpClient.HttpClient, guarded), answered)
}

const refuseOthers =
  (mocked: ReadonlyArray<string>) =>
  (request: HttpClientRequest.HttpClientRequest): Effect.Effect<HttpClientRequest.HttpClientRequest> => {
    const origin = URL.canParse(request.url) ? new URL(request.url).origin : undefined
    return origin === undefined || mocked.includes(origin)
      ? Effect.succeed(request)
      : Effect.die(unmocked(request.method, request.url, mocked))
  }

const unmocked = (method: string, url: string, mocked: ReadonlyArray<string>) => {
  const { origin, pathname } = new URL(url)
  return new UnmockedRequest(
    `${method} ${origin}${pathname} is not mocked: MockHttpClient.layer answers ${mocked.join(" and ")}. Name the origin in its options, or give the client one of these`
  )
}

const redirects = new Set([301, 302, 303, 307, 308])

/** `fetch` over a handler: as in the platform's own, at most 20 redirects are followed, and none to where nothing answers. */
const fetchOf =
  (handle: Options["handle"], mocked: ReadonlyArray<string>): typeof fetch =>
  async (input, init) => {
    let request = new Request(input, init)
    for (let followed = 0; followed <= 20; followed++) {
      const { origin } = new URL(request.url)
      if (!mocked.includes(origin)) throw unmocked(request.method, request.url, mocked)
      const response = await handle(request, MswHandlers.sentByItself)
      if (response.type === "error") throw new TypeError("fetch failed: the connection was reset")
      const location = redirects.has(response.status) ? response.headers.get("location") : null
      if (location === null || request.redirect === "manual") return response
      if (request.redirect === "error") break
      request = new Request(new URL(location, request.url), request)
    }
    throw new TypeError("fetch failed: a redirect that may not be followed, or the twenty-first")
  }
