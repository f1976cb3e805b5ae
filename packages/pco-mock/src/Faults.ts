/**
 * Scripted misbehaviour, as plain data: which requests it strikes, and what happens to them.
 */

import type * as Quota from "./internal/accounts/quota.ts"
import * as Catalog from "./internal/facts/catalog.ts"
import type * as Malformed from "./internal/misbehaving/malformed.ts"
import * as Route from "./internal/requests/route.ts"
import type { Additions } from "./internal/world/additions.ts"
import * as Prng from "./Prng.ts"
import type { Json } from "./Row.ts"
import type { Mutation } from "./World.ts"

/**
 * When a rule strikes, and what it does.
 *
 * @since 0.1.0
 * @category models
 */
export interface Rule {
  readonly match?: Match
  /** How many matching requests it lets pass first. Default 0. */
  readonly after?: number
  /** How many it strikes. Default: all from then on. */
  readonly times?: number
  /** How likely it strikes a request that it may strike, between 0 and 1. Default 1. */
  readonly chance?: number
  /** What chance, and the choice between several deeds, start from. Default 1. */
  readonly seed?: number
  /** What it does; of several, one each time. */
  readonly do: Deed | ReadonlyArray<Deed>
}

/**
 * Which requests a rule is about; what is not given matches every request.
 *
 * @since 0.1.0
 * @category models
 */
export interface Match {
  readonly method?: string
  /** Begins with `/`: what path and query (decoded) begin with. Otherwise the source of a regular expression they must match. */
  readonly path?: string
  /** The user who asks, as the quota knows them. */
  readonly user?: string
  /** Reads (GET and HEAD) of a `list`, or of one `record` by its id. Default: every request. */
  readonly reads?: Route.Reads
  /** Reads of a list whose page size (`per_page`, or 25 without it, and never more than 100) is above this. */
  readonly perPageAbove?: number
}

/**
 * Records that listings do not show.
 *
 * @since 0.1.0
 * @category models
 */
export interface HiddenRecords {
  /** These ids. Default: chosen by `share`. */
  readonly ids?: ReadonlyArray<string>
  /** How many of each listing's records, between 0 and 1; always the same ones for a `seed`. Default 1 without `ids`. */
  readonly share?: number
  /** Chooses the records that `share` hides. Default 1. */
  readonly seed?: number
  /**
   * Whether `total_count` and paging still count them: pages are then shorter, or empty with a `next` link. Default false: the
   * listing looks as if they did not exist.
   */
  readonly counted?: boolean
  /** Whether reads by id answer 404 as well. Default false. */
  readonly alsoById?: boolean
}

/**
 * Records that the API cannot write: every page that holds one of them fails, as does the read by id.
 *
 * @since 0.1.0
 * @category models
 */
export interface Poison {
  readonly ids: ReadonlyArray<string>
  /** Status of those pages. Default 500. */
  readonly status?: number
}

/**
 * What happens to a struck request; several may happen together.
 *
 * @since 0.1.0
 * @category models
 */
export interface Deed {
  /** Answers this status instead; the request still counts in the quota, and nothing it asks for is carried out. */
  readonly status?: number
  /** The body for `status`: text as it is, anything else as JSON. Default: what the API says with that status. */
  readonly body?: Json
  /**
   * The hint for programmers in the `detail` of a 401 or 403 (default 401): `TRASH_PANDA` is the one for a person who lacks the
   * product. `Rights.hints` has the documented ones.
   */
  readonly hint?: string
  /** Headers added to the answer, whatever it is. */
  readonly headers?: { readonly [name: string]: string }
  /** Waits before the answer is worked out. */
  readonly latencyMs?: number
  /** Sends so many bytes of the body and then breaks the connection. */
  readonly cutAfterBytes?: number
  /** Sends so many bytes of the body and then nothing more, with the connection open. */
  readonly hangAfterBytes?: number
  /** Never answers. */
  readonly hang?: boolean
  /**
   * Resets the connection without a byte of an answer: `before` anything is done or counted, or `after` the request was carried
   * out, so that a write, or a refresh of tokens, has happened and nobody was told.
   */
  readonly reset?: "before" | "after"
  /** The firewall answers: HTML, no rate headers, not counted in the quota. */
  readonly html403?: boolean
  /** Sends the caller elsewhere: a URL, or what is resolved against the one asked (empty: the same again). With 302, unless `status` says otherwise. */
  readonly redirect?: string
  /** Spoils the body of an answer that was right. */
  readonly corrupt?: Corruption
  /** Reads see the world as it was so many milliseconds ago, as from a replica that lags: single records and included ones, not the choice of rows in a list. */
  readonly lagMs?: number
  /** Parameters whose names begin so have no effect, though links repeat them: `where[updated_at]`, `filter`. */
  readonly ignoreParameter?: string | ReadonlyArray<string>
  /** Leaves the last so many records out of `included`; `relationships` still name them. */
  readonly dropIncluded?: number
  /** `included` is empty, and the relationships that `include` asked for name nothing. */
  readonly emptyIncludes?: boolean
  /** Listings do not show some records. */
  readonly hideRecords?: HiddenRecords
  /** Listings end after so many records, and `total_count` says no more, as some listings do at 10,000. */
  readonly listingCap?: number
  /** Answers that hold one of these records fail. */
  readonly poison?: Poison
  /** One member of `data` or of `included` is not a record as JSON:API has it. */
  readonly malformed?: Malformed.Malformed
  /** `included` is null, or the key is absent. */
  readonly included?: "null" | "absent"
  /** Answers with what another path answers: a record with another id or of another type. The query stays. */
  readonly instead?: string
  /**
   * Reads by id of a person who was merged away lead to the survivor: with a 302, or at once with the survivor's document under the
   * old URL. Default: 404.
   */
  readonly merged?: "redirect" | "survivor"
  /** The request reaches another organisation: `Handler.Options.otherWorld`, with the same credentials. */
  readonly otherOrganization?: boolean
  /** The `Date` header is off by so many milliseconds; negative is in the past. */
  readonly dateOffMs?: number
  /** `meta` has no `total_count`. */
  readonly withoutTotal?: boolean
  /**
   * Attributes that records have besides those documented, by the type the wire names: `{ Person: { shoe_size: 43 } }`; under `*` on
   * every type. `Additions.later` are those known to have been added.
   */
  readonly extraAttributes?: Additions
  /** Is added to `meta.total_count`. */
  readonly totalOff?: number
  /** Makes the link to the next page lie; on the last page too. */
  readonly next?: Lie
  /** Changes the world before the request is answered, so that records move between two pages. */
  readonly mutate?: ReadonlyArray<Mutation>
  /** Changes the quota before the request is counted; with `rival`, another client starts to spend it. */
  readonly quota?: Partial<Quota.Options>
}

/**
 * How a body is spoilt: JSON that ends in the middle though its length is right, a byte that UTF-8 does not have, a page of HTML
 * declared where JSON is sent, no body, or a length that is stated too large (the connection then breaks) or too small.
 *
 * @since 0.1.0
 * @category models
 */
export type Corruption = "truncated" | "utf8" | "type" | "empty" | "longer" | "shorter"

/**
 * Where a link to the next page leads: to this page again, back to the first, to another origin, or nowhere although rows remain.
 *
 * @since 0.1.0
 * @category models
 */
export type Lie = "repeat" | "backward" | "foreign" | "missing"

/**
 * Everything that happens to one request.
 *
 * @since 0.1.0
 * @category models
 */
export interface Effects extends Omit<Deed, "ignoreParameter" | "mutate" | "dropIncluded" | "latencyMs"> {
  readonly ignoreParameter: ReadonlyArray<string>
  readonly mutate: ReadonlyArray<Mutation>
  readonly dropIncluded: number
  readonly latencyMs: number
  /** The keys of the deeds that struck. */
  readonly struck: ReadonlyArray<string>
}

/**
 * The rules in force and how often each was met.
 *
 * @since 0.1.0
 * @category models
 */
export interface Faults {
  /** Counts a request and says what happens to it. When rules disagree, the later one wins. */
  readonly next: (method: string, target: string, user?: string) => Effects
  /** Puts these rules in the place of all others; counting starts anew. */
  readonly replace: (rules: ReadonlyArray<Rule>) => void
  readonly rules: () => ReadonlyArray<Rule>
}

/**
 * Misbehaviour by name, each as a deed to be used as it is or as a pattern.
 *
 * @since 0.1.0
 * @category combinators
 */
export const kinds = {
  serverError: { status: 500 },
  badGateway: { status: 502, body: "<html><body><h1>502 Bad Gateway</h1></body></html>" },
  unavailable: { status: 503 },
  gatewayTimeout: { status: 504, body: "<html><body><h1>504 Gateway Time-out</h1></body></html>" },
  tooMany: { status: 429, headers: { "Retry-After": "1" } },
  slow: { latencyMs: 30 },
  cut: { cutAfterBytes: 200 },
  reset: { reset: "before" },
  truncated: { corrupt: "truncated" },
  invalidUtf8: { corrupt: "utf8" },
  wrongType: { corrupt: "type" },
  empty: { corrupt: "empty" },
  tooLong: { corrupt: "longer" },
  tooShort: { corrupt: "shorter" },
  firewall: { html403: true },
  answerLost: { reset: "after" },
  redirect: { redirect: "" },
  redirectForeign: { redirect: "https://elsewhere.example/" },
  hang: { hang: true },
  hangMidBody: { hangAfterBytes: 200 },
  stale: { lagMs: 60_000 },
  includeLag: { dropIncluded: 1 },
  extraAttributes: { extraAttributes: { "*": { added_since: "nobody was told" } } },
  filterIgnored: { ignoreParameter: ["where", "filter"] },
  wrongTotal: { totalOff: -1 },
  nextRepeats: { next: "repeat" },
  nextBackward: { next: "backward" },
  nextForeign: { next: "foreign" },
  nextMissing: { next: "missing" },
  productMissing: { status: 401, hint: "TRASH_PANDA" },
  badRequest: { status: 400 },
  notFound: { status: 404 },
  methodNotAllowed: { status: 405 },
  gone: { status: 410 },
  notImplemented: { status: 501 },
  notFoundHtml: { status: 404, body: "<html><body><h1>404 Not Found</h1></body></html>" },
  notFoundEmpty: { status: 404, body: "" },
  goneHtml: { status: 410, body: "<html><body><h1>410 Gone</h1></body></html>" },
  dataNull: { status: 200, body: { data: null } },
  dataNullWithError: {
    status: 200,
    body: { data: null, errors: [{ status: "500", title: "Internal Server Error", detail: "" }] }
  },
  halfMissing: { hideRecords: { share: 0.5 } },
  emptyPages: { hideRecords: { share: 1, counted: true } },
  emptyPagesWithoutTotal: { hideRecords: { share: 1, counted: true }, withoutTotal: true },
  nothingVisible: { hideRecords: { share: 1, alsoById: true } },
  emptyIncludes: { emptyIncludes: true },
  nullId: { malformed: { as: "nullId" } },
  nullMember: { malformed: { as: "null" } },
  nullIncluded: { included: "null" },
  nullIncludedMember: { malformed: { in: "included", as: "null" } },
  mergedRedirect: { merged: "redirect" },
  mergedSurvivor: { merged: "survivor" },
  otherOrganization: { otherOrganization: true },
  clockAhead: { dateOffMs: 3_600_000 },
  clockBehind: { dateOffMs: -3_600_000 }
} as const satisfies { readonly [name: string]: Deed }

/**
 * The name of a kind of misbehaviour.
 *
 * @since 0.1.0
 * @category models
 */
export type Kind = keyof typeof kinds

/**
 * What passes by itself: who asks again in a while gets the right answer, and nothing was done twice.
 *
 * @since 0.1.0
 * @category combinators
 */
export const passing: ReadonlyArray<Kind> = [
  "serverError",
  "badGateway",
  "unavailable",
  "tooMany",
  "slow",
  "cut",
  "reset",
  "truncated",
  "invalidUtf8",
  "wrongType",
  "empty",
  "tooLong",
  "tooShort"
]

/**
 * Which misbehaviour comes by chance, and how often.
 *
 * @since 0.1.0
 * @category models
 */
export interface Chance {
  /** The same seed strikes the same requests, counted in the order they arrive. */
  readonly seed: number
  /** How many of the matching requests are struck, between 0 and 1. */
  readonly rate: number
  /** Default: all that pass by themselves. */
  readonly kinds?: ReadonlyArray<Kind>
  readonly match?: Match
  readonly after?: number
  readonly times?: number
}

/**
 * A rule that strikes by chance, each time with one of the kinds.
 *
 * @since 0.1.0
 * @category combinators
 */
export const random = ({ kinds: names = passing, rate, ...rest }: Chance): Rule => ({
  ...rest,
  chance: rate,
  do: names.map((name): Deed => kinds[name])
})

const none: Effects = { ignoreParameter: [], mutate: [], dropIncluded: 0, latencyMs: 0, struck: [] }

/**
 * Starts with the given rules.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (initial: ReadonlyArray<Rule> = []): Faults => {
  let active = initial.map(arm)
  return {
    replace: (rules) => {
      active = rules.map(arm)
    },
    rules: () => active.map(({ rule }) => rule),
    next: (method, target, user) =>
      active.reduce<Effects>((effects, armed) => {
        const deed = armed.strike(method, target, user)
        return deed === undefined ? effects : merge(effects, deed)
      }, none)
  }
}

interface Armed {
  readonly rule: Rule
  /** What the rule does to this request, if anything. */
  readonly strike: (method: string, target: string, user: string | undefined) => Deed | undefined
}

const arm = (rule: Rule): Armed => {
  const { after = 0, chance = 1, seed = 1, times = Number.POSITIVE_INFINITY } = rule
  // a single deed and a list of them are the same from here on
  const deeds = isList(rule.do) ? rule.do : [rule.do]
  const matches = matcher(rule.match ?? {})
  const prng = Prng.make(seed)
  let [seen, struck] = [0, 0]
  return {
    rule,
    strike: (method, target, user) => {
      if (!matches(method, target, user)) return undefined
      seen++
      if (seen <= after || struck >= times || (chance < 1 && !prng.chance(chance))) return undefined
      struck++
      return deeds[deeds.length === 1 ? 0 : prng.int(0, deeds.length - 1)]
    }
  }
}

const isList = (deeds: Rule["do"]): deeds is ReadonlyArray<Deed> => Array.isArray(deeds)

const matcher = (match: Match) => {
  const { method, path, perPageAbove, reads, user } = match
  const pattern = path === undefined || path.startsWith("/") ? undefined : new RegExp(path)
  const begins = pattern === undefined ? (path ?? "") : ""
  return (asked: string, target: string, who: string | undefined) =>
    (method === undefined || method.toUpperCase() === asked) &&
    (user === undefined || user === who) &&
    (pattern === undefined ? target.startsWith(begins) : pattern.test(target)) &&
    ((reads === undefined && perPageAbove === undefined) || readMatches(asked, target, match))
}

const readMatches = (method: string, target: string, { perPageAbove, reads }: Match): boolean => {
  if (method !== "GET" && method !== "HEAD") return false
  const { pathname, searchParams } = new URL(target, "http://localhost")
  const asked = Route.reads(pathname)
  if (perPageAbove === undefined) return asked === reads
  const perPage = Number(searchParams.get("per_page") ?? Catalog.defaultPerPage)
  return asked === "list" && reads !== "record" && Math.min(perPage, Catalog.maxPerPage) > perPageAbove
}

const merge = (effects: Effects, deed: Deed): Effects => {
  const { dropIncluded = 0, ignoreParameter = [], latencyMs = 0, mutate = [], ...rest } = deed
  return {
    ...effects,
    ...rest,
    headers: { ...effects.headers, ...rest.headers },
    ignoreParameter: effects.ignoreParameter.concat(ignoreParameter),
    mutate: effects.mutate.concat(mutate),
    dropIncluded: effects.dropIncluded + dropIncluded,
    latencyMs: effects.latencyMs + latencyMs,
    struck: effects.struck.concat(Object.keys(deed))
  }
}
