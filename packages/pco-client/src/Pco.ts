/** Planning Center Online as one API: where it is, how it counts requests, who we are to it. */
import type { HttpClient } from "@effect/platform/HttpClient"
import type { Api, QuotaStore } from "@openfaith/client-core"
import { Connection, Credentials, JsonApi, Pagination } from "@openfaith/client-core"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as People from "./People.ts"

/**
 * The version of each product that its definitions here describe, sent as `X-PCO-API-Version`: without it, an
 * application's own default would decide what the records look like.
 *
 * @see https://developer.planning.center/docs/#/overview/versioning
 * @since 0.1.0
 * @category models
 */
export const versions: Readonly<Record<string, string>> = { people: "2025-03-20" }

const product = (pathname: string) => pathname.split("/")[1] ?? ""

/** Counts above this offset stop at a lower limit. */
const deepOffset = 30_000

const leadingInteger = (text: string | undefined): number | undefined => {
  const value = Number.parseFloat(text ?? "")
  return Number.isFinite(value) && value > 0 ? value : undefined
}

/**
 * Planning Center's API: JSON:API bodies, 100 requests in 20 seconds for each user, fewer at offsets above 30,000, both
 * corrected by what its answers say.
 *
 * @see https://developer.planning.center/docs/#/overview/rate-limiting
 * @since 0.1.0
 * @category models
 */
export const api: Api.Api = {
  name: "Planning Center",
  origin: "https://api.planningcenteronline.com",
  envelope: JsonApi.envelope,
  encodeQuery: JsonApi.encodeQuery,
  pagination: Pagination.links({ parameter: "offset" }),
  quota: {
    assumed: { limit: 100, window: Duration.seconds(20) },
    classes: { "deep offset": { limit: 75, window: Duration.seconds(20) } },
    costClass: (url) => (Number(url.searchParams.get("offset")) > deepOffset ? "deep offset" : "default"),
    observe: (headers) => {
      const limit = leadingInteger(headers["x-pco-api-request-rate-limit"])
      // written `20` by the products and `20 seconds` by the gateway before them
      const period = leadingInteger(headers["x-pco-api-request-rate-period"])
      const used = Number.parseInt(headers["x-pco-api-request-rate-count"] ?? "", 10)
      return limit === undefined || period === undefined || Number.isNaN(used)
        ? undefined
        : { limit, window: Duration.seconds(period), used }
    }
  },
  headers: (pathname) => {
    const name = product(pathname)
    const version = Object.hasOwn(versions, name) ? versions[name] : undefined
    return {
      accept: "application/vnd.api+json, application/json",
      // without one the firewall answers some requests with a web page (planningcenter/developers issues 1207, 1313)
      "user-agent": "openfaith (+https://www.npmjs.com/package/@openfaith/pco-client)",
      ...(version === undefined ? {} : { "x-pco-api-version": version })
    }
  },
  requestIdHeader: "x-request-id"
}

/** Every resource described so far. */
export const readables = People.readables

/**
 * How to reach one Planning Center account.
 *
 * @since 0.1.0
 * @category models
 */
export type Options<R = never> = Connection.Options<R>

/** One account, over the host's HTTP client and quota store. */
export const layer = <R = never>(
  options: Options<R>
): Layer.Layer<Connection.Connection, never, HttpClient | QuotaStore.QuotaStore | R> => Connection.layer(api, options)

/** A setting of the environment, or an error that names it: `Config` puts the name before what is wrong. */
const setting = <A>(name: string, read: (text: string) => Either.Either<A, string>): Config.Config<A> =>
  Config.mapOrFail(Config.string(name), (text) =>
    Either.mapLeft(read(text), (problem) => ConfigError.InvalidData([], problem))
  )

/** An origin is nothing but scheme, host and port; a path in it would be dropped without a word. */
const origin = (text: string): Either.Either<string, string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const web = url?.protocol === "https:" || url?.protocol === "http:"
  return url !== undefined && web && url.href === `${url.origin}/`
    ? Either.right(url.origin)
    : Either.left(`expected an origin, such as ${api.origin}, with no path and no credentials in it`)
}

/** A setting that is there and empty is half written. */
const nonEmpty = (text: string): Either.Either<string, string> =>
  text.trim() === "" ? Either.left("expected a value, but it is empty") : Either.right(text.trim())

/**
 * The account named by `PCO_APP_ID` and `PCO_SECRET` (a personal access token), at `PCO_BASE_URL` if that is set.
 *
 * @see https://developer.planning.center/docs/#/overview/authentication
 * @since 0.1.0
 * @category layers
 */
export const config: Config.Config<Options> = Config.all({
  id: setting("PCO_APP_ID", nonEmpty),
  secret: setting("PCO_SECRET", (text) => Either.map(nonEmpty(text), Redacted.make)),
  origin: Config.option(setting("PCO_BASE_URL", origin))
}).pipe(
  Config.map(({ id, origin, secret }) => ({
    credentials: Credentials.personalToken({ id, secret }),
    ...Option.match(origin, { onNone: () => ({}), onSome: (origin) => ({ origin }) })
  }))
)

/** `layer`, with the settings that `config` names read from the host's `ConfigProvider`. */
export const layerConfig: Layer.Layer<
  Connection.Connection,
  ConfigError.ConfigError,
  HttpClient | QuotaStore.QuotaStore
> = Layer.unwrapEffect(Config.map(config, layer))
