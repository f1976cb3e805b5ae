/** Planning Center Online as one API: where it is, how it counts requests, who we are to it. */
import type { HttpClient } from "@effect/platform/HttpClient"
import type { Api, ClientError, OAuth, QuotaStore } from "@openfaith/client-core"
import { Connection, Credentials, JsonApi, Pagination } from "@openfaith/client-core"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import type * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { check } from "./Check.ts"
import * as Answers from "./internal/answers.ts"
import * as Facts from "./internal/facts.ts"
import { userAgent } from "./internal/userAgent.ts"

/**
 * The products, as their paths begin: `people` in `/people/v2/people`.
 *
 * @since 0.1.0
 * @category models
 */
export type Product = keyof typeof Facts.versions

/**
 * The version of each product that its definitions here describe, sent as `X-PCO-API-Version`: without it, an
 * application's own default would decide what the records look like.
 *
 * @see https://developer.planning.center/docs/#/overview/versioning
 * @since 0.1.0
 * @category models
 */
export const versions: Readonly<Record<Product, string>> = Facts.versions

const product = (pathname: string) => pathname.split("/")[1] ?? ""

const versionOf = (versions: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(versions, name) ? versions[name] : undefined

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
  envelope: Answers.envelope,
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
    const version = versionOf(versions, name)
    return {
      accept: "application/vnd.api+json, application/json",
      "user-agent": userAgent,
      ...(version === undefined ? {} : { "x-pco-api-version": version })
    }
  },
  requestIdHeader: "x-request-id",
  errors: [
    // whoever is asked again with renewed credentials lacks the product or the scope all the same (issues 1059, 1187)
    { status: 401, detail: /\((?:TRASH_PANDA|PELICAN)\)/, error: "Forbidden" },
    // something else still needs the record that was to be removed
    { status: 400, code: "delete_restriction", error: "Conflict" },
    // no other request to this version will do any better
    { status: 400, code: "unsupported_version_error", error: "Rejected" }
  ]
}

/**
 * How to reach one Planning Center account. Several `credentials` share the work, each within the budget of its own user.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options<R = never> extends Connection.Options<R> {
  /** Other versions than {@link versions}, by product. What is described here need not fit them. */
  readonly versions?: { readonly [Name in Product]?: string }
}

const echo = "x-pco-api-processed-as-version"

/**
 * A connection over the host's HTTP client and quota store; see {@link layer}.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <R = never>(
  options: Options<R>
): Effect.Effect<Context.Tag.Service<Connection.Connection>, never, HttpClient | QuotaStore.QuotaStore | R> =>
  Effect.gen(function* () {
    const wanted: Readonly<Record<string, string>> = { ...versions, ...options.versions }
    const connection = yield* Connection.make(
      {
        ...api,
        headers: (pathname) => {
          const version = versionOf(wanted, product(pathname))
          return { ...api.headers(pathname), ...(version === undefined ? {} : { "x-pco-api-version": version }) }
        }
      },
      options
    )
    const told = new Set<string>()

    /** An application may be held to a version, or a version may be gone: then records need not be as described. */
    const checkVersion = ({ headers, url }: Connection.Answered) => {
      const name = product(new URL(url).pathname)
      const version = versionOf(wanted, name)
      const processedAs = headers[echo]
      if (version === undefined || processedAs === undefined || processedAs === version || told.has(name)) {
        return Effect.void
      }
      told.add(name)
      return Effect.logWarning(
        `Planning Center ${name} was asked for version ${version} and answered as version ${processedAs}`
      ).pipe(Effect.annotateLogs({ connection: connection.id, product: name, version, processedAs }))
    }

    return Connection.Connection.of({
      ...connection,
      send: (request) => Effect.tap(connection.send(request), checkVersion),
      read: (endpoint, address) => Effect.tap(connection.read(endpoint, address), checkVersion)
    })
  })

/**
 * One account, over the host's HTTP client and quota store. Should Planning Center answer as another version than it was
 * asked for, a warning says so, once for each product.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = <R = never>(
  options: Options<R>
): Layer.Layer<Connection.Connection, never, HttpClient | QuotaStore.QuotaStore | R> =>
  Layer.effect(Connection.Connection, make(options))

/**
 * What an application may ask its users for: mostly products, as OAuth calls them. Calendar's is `calendar` by the text of
 * the documentation, and `resources`, its name of old, by the OpenAPI file. `openid` asks who somebody is; see {@link openId}.
 *
 * @since 0.1.0
 * @category models
 */
export type Scope =
  | "api"
  | "calendar"
  | "check_ins"
  | "giving"
  | "groups"
  | "home"
  | "openid"
  | "people"
  | "publishing"
  | "registrations"
  | "resources"
  | "services"
  | "webhooks"

/**
 * An application registered with Planning Center, for `OAuth.authorize`, `OAuth.exchange` and `OAuth.credentials`. Access
 * lasts two hours and renews itself for 90 days after the last renewal.
 *
 * @see https://developer.planning.center/docs/#/overview/authentication
 * @since 0.1.0
 * @category constructors
 */
export const oauth = (options: {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  /** Exactly as registered. */
  readonly redirectUri: string
  readonly scopes: ReadonlyArray<Scope>
  /** Another origin than Planning Center's own, for a simulator. */
  readonly origin?: string
}): OAuth.App => {
  const { origin = api.origin, ...rest } = options
  return { ...rest, userAgent, authorizeUrl: `${origin}/oauth/authorize`, tokenUrl: `${origin}/oauth/token` }
}

/**
 * Where Planning Center's OpenID Connect is, for a library that signs people in: give it `discovery`, the client id and secret, and
 * the scope `openid`, alone or with products. An `id_token` (RS256, one hour) then says `sub`, `name`, `email`, `organization_id`
 * and `organization_name`; `userinfo` says the same for an access token. There is no `email_verified`, and no documented way from
 * `sub` to the id of a person but `/people/v2/me`. Scopes that are not Planning Center's own, such as `profile`, are refused.
 *
 * @param origin Another origin than Planning Center's own, for a simulator.
 * @see https://www.planningcenter.com/changelog/integrations-api/new-openid-connect-for-privacy-conscious-authentication
 * @since 0.1.0
 * @category constructors
 */
export const openId = (
  origin: string = api.origin
): { readonly issuer: string; readonly discovery: string; readonly userinfo: string; readonly keys: string } => ({
  issuer: origin,
  discovery: `${origin}/.well-known/openid-configuration`,
  userinfo: `${origin}/oauth/userinfo`,
  keys: `${origin}/oauth/discovery/keys`
})

/**
 * Why Planning Center refused a request, where it says so: by an animal's name, as in `Error Code Hint: (CAPUCHIN)`.
 *
 * @since 0.1.0
 * @category models
 */
export type Reason = (typeof reasons)[keyof typeof reasons]

const reasons = {
  BABOON: "TokenExpired",
  CAPUCHIN: "TokenRevoked",
  PELICAN: "ScopeMissing",
  TRASH_PANDA: "ProductNotGranted",
  CHINCHILLA: "ClientUnknown",
  FLAMINGO: "UserGone",
  LEMMING: "OrganizationGone",
  BLACKBIRD: "WrongKind"
} as const

/**
 * The hint in an error, as Planning Center spells it; there are more than are documented.
 *
 * @since 0.1.0
 * @category combinators
 */
export const hintOf = (error: ClientError.ClientError): string | undefined =>
  ("problems" in error ? error.problems : [])
    .map(({ detail }) => /\(([A-Z][A-Z_]+)\)/.exec(detail)?.[1])
    .find((hint) => hint !== undefined)

/**
 * Why a request was refused: `undefined` where the error has no hint, or one whose meaning nobody has told.
 *
 * @example
 * client.people.list().pipe(Effect.catchIf((error) => Pco.reasonOf(error) === "ScopeMissing", askForMore))
 *
 * @since 0.1.0
 * @category combinators
 */
export const reasonOf = (error: ClientError.ClientError): Reason | undefined => {
  const hint = hintOf(error)
  // a hint is known if it is a key of what is known, which the compiler does not take from `hasOwn`
  return hint !== undefined && Object.hasOwn(reasons, hint) ? reasons[hint as keyof typeof reasons] : undefined
}

export {
  /**
   * Compares descriptions with what an account says of itself; see `Check`.
   *
   * @since 0.1.0
   * @category constructors
   */
  check
}

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

/**
 * `layer`, with the settings that `config` names read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig: Layer.Layer<
  Connection.Connection,
  ConfigError.ConfigError,
  HttpClient | QuotaStore.QuotaStore
> = Layer.unwrapEffect(Config.map(config, layer))
