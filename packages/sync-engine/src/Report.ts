/** What runs did, and what is known afterwards of how copy and source compare. */
import type { Plan, Task } from "@openfaith/graph-planner"
import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import type { Listing, TimedListing } from "./internal/storing/listing.ts"
import type { Stored } from "./internal/storing/storedRecord.ts"

/**
 * How a resource came out of the runs.
 *
 * - `done`: it was read to its end.
 * - `partial`: some of its parents were left out.
 * - `skipped`: the source refused it, or the host left it out.
 * - `held`: so much is missing at the source that the host has to allow the deletions.
 * - `unreadable`: the API has no request that leads to it.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Outcome = Schema.Literal("done", "partial", "skipped", "held", "unreadable")

/** @since 0.1.0 */
export type Outcome = typeof Outcome.Type

/**
 * What is known of how copy and source compare.
 *
 * - `agrees`: they were compared, and are the same as far as the comparison shows.
 * - `differs`: something is known to be different. A host may alert on this.
 * - `unverified`: nothing is known to be different, and nothing shows that they are the same. `reason` says why.
 *
 * @since 0.1.0
 * @category models
 */
export const Verdict = Schema.Literal("agrees", "differs", "unverified")

/** @since 0.1.0 */
export type Verdict = typeof Verdict.Type

/**
 * What was compared.
 *
 * - `ids`: every id that the source lists with the ids that are stored, by an audit, or by a full read into an empty copy.
 * - `count`: the number of records that the source says it has with the number that is stored.
 *
 * @since 0.1.0
 * @category schemas
 */
export const ComparedBy = Schema.Literal("ids", "count")

/** @since 0.1.0 */
export type ComparedBy = typeof ComparedBy.Type

/**
 * One resource: what the source says it has, what is stored, what it took, and how the two compare.
 *
 * @since 0.1.0
 * @category models
 */
export const ResourceReport = Schema.Struct({
  /** Records at the source, as it counts them; `null` where it does not say. */
  source: Schema.NullOr(Schema.JsonNumber),
  /** Records in the store, deleted ones not counted. */
  stored: Schema.Int,
  /** Marked as deleted by these runs. */
  deleted: Schema.Int,
  /** New or changed in these runs. */
  changed: Schema.Int,
  /** Kept aside because they do not decode. */
  rejected: Schema.Int,
  /** Stored, but refused by a projection: the host's own rows do not say what they say. */
  unprojected: Schema.Int,
  /** Stored, but not met by the last audit, and not confirmed gone either. */
  unconfirmed: Schema.Int,
  /** Stored, but dated after the source's own time: no delta goes by such a date. */
  ahead: Schema.Int,
  requests: Schema.Int,
  /** Spent waiting for quota. */
  waitedMillis: Schema.JsonNumber,
  outcome: Outcome,
  verdict: Verdict,
  /** What the verdict rests on; `null` where nothing was compared. */
  comparedBy: Schema.NullOr(ComparedBy),
  /** When that was, in ISO 8601 and UTC: when the source was counted, or when the enumeration ended. */
  comparedAt: Schema.NullOr(Schema.String),
  /** Why it does not agree or is not verified; or, where it agrees by its ids, why its count does not. */
  reason: Schema.optional(Schema.String)
})

/** @since 0.1.0 */
export type ResourceReport = typeof ResourceReport.Type

/**
 * @since 0.1.0
 * @category models
 */
export const Report = Schema.Struct({
  /**
   * `differs` if any resource differs, else `unverified` if any is unverified, else `agrees`. Over nothing it is `unverified`.
   */
  verdict: Verdict,
  /**
   * True only if every resource that was asked for agrees. False where anything differs, and also where something cannot be
   * verified: to alert on differences, look at `verdict`.
   */
  inSync: Schema.Boolean,
  /** Whether an earlier process had left this work unfinished. */
  resumed: Schema.Boolean,
  /** By `product.Type`. */
  resources: Schema.Record({ key: Schema.String, value: ResourceReport })
})

/** @since 0.1.0 */
export type Report = typeof Report.Type

/**
 * How many records the source has, when it said so, and what asking for it took.
 *
 * @since 0.1.0
 * @category models
 */
export interface Count {
  readonly resource: string
  readonly total: number | undefined
  readonly at: DateTime.Utc
  readonly requests: number
  readonly waitedMillis: number
  /** Why the source could not be asked, where it did not answer. */
  readonly problem?: string
}

/**
 * How a run reads a resource.
 *
 * @since 0.1.0
 * @category models
 */
export interface Route {
  /** Whether it meets every record there is. */
  readonly covers: Task.Covers
  /** The resource on whose pages it comes along, if it does. */
  readonly on: string | undefined
}

/**
 * What a run did.
 *
 * @since 0.1.0
 * @category models
 */
export interface Ran {
  readonly mode: Plan.Mode
  /** By resource. */
  readonly routes: ReadonlyMap<string, Route>
  readonly listings: ReadonlyArray<TimedListing>
  /** Resources whose stored records were all written by this full read. */
  readonly whole: ReadonlySet<string>
}

/**
 * How a plan reads each of its resources.
 *
 * @since 0.1.0
 * @category combinators
 */
export const routesOf = ({ stages }: Plan.Plan): ReadonlyMap<string, Route> => {
  const routes = new Map<string, Route>()
  const add = (resource: string, { covers, on }: Route) =>
    routes.set(resource, routes.get(resource)?.covers === "all" ? { covers: "all", on } : { covers, on })
  for (const { sideLoads, ...task } of stages.flat()) {
    add(task.resource, { covers: task.covers, on: undefined })
    for (const one of sideLoads) add(one.resource, { covers: one.covers, on: task.resource })
  }
  return routes
}

const outcomeOf = (last: Listing | undefined): Outcome => {
  if (last?.status === "skipped" || last?.status === "held") return last.status
  return last?.status === "done" && last.reason !== undefined ? "partial" : "done"
}

const total = (listings: ReadonlyArray<Listing>, of: (listing: Listing) => number) =>
  listings.reduce((sum, listing) => sum + of(listing), 0)

const iso = (at: DateTime.Utc | undefined) => (at === undefined ? null : DateTime.formatIso(at))

/** When the ids of a resource were last compared by these runs. */
const enumeratedAt = (ran: ReadonlyArray<Ran>, resource: string): DateTime.Utc | undefined =>
  ran
    .flatMap(({ listings, mode, routes, whole }) => {
      const listing = listings.find((one) => one.resource === resource)
      const isWhole = mode === "audit" || (mode === "full" && whole.has(resource))
      const isMet = listing?.status === "done" && listing.reason === undefined
      return isWhole && isMet && routes.get(resource)?.covers === "all" ? [listing.endedAt] : []
    })
    .at(-1)

type Judged = Pick<ResourceReport, "verdict" | "comparedBy" | "comparedAt" | "reason">

const unverified = (reason: string): Judged => ({ verdict: "unverified", comparedBy: null, comparedAt: null, reason })

/** What is known of one resource. What is known to be wrong comes first, then what is not known. */
const judge = (
  ran: ReadonlyArray<Ran>,
  { at, problem, resource, total: source }: Count,
  numbers: Pick<ResourceReport, "stored" | "rejected" | "unprojected" | "unconfirmed" | "outcome">,
  last: TimedListing | undefined
): Judged => {
  const { outcome, rejected, stored, unconfirmed, unprojected } = numbers
  const route = ran.flatMap(({ routes }) => routes.get(resource) ?? []).at(-1)
  const counted = { comparedBy: "count", comparedAt: iso(at) } as const
  const met = enumeratedAt(ran, resource)
  if (outcome === "held") {
    return { verdict: "differs", comparedBy: "ids", comparedAt: iso(last?.endedAt), reason: last?.reason ?? outcome }
  }
  if (rejected + unprojected > 0) {
    const reason = `${rejected + unprojected} records are in quarantine: they do not decode, or a projection refused them`
    return { verdict: "differs", ...counted, comparedBy: source === undefined ? null : "count", reason }
  }
  if (outcome === "skipped" || outcome === "partial") return unverified(last?.reason ?? outcome)
  if (source !== undefined && source > stored) {
    return { verdict: "differs", ...counted, reason: `the source counts ${source}, and ${stored} are stored` }
  }
  if (unconfirmed > 0) {
    return unverified(`${unconfirmed} stored records were not listed, and nothing confirms that they are gone`)
  }
  if (route?.covers === "some") {
    return unverified(
      "only records that others lead to are listed: what is gone, and what nothing leads to, cannot be seen"
    )
  }
  const ids = { verdict: "agrees", comparedBy: "ids", comparedAt: iso(met) } as const
  if (source !== undefined && source < stored) {
    const reason = `the source counts ${source}, and ${stored} are stored`
    if (route?.on === undefined) return { verdict: "differs", ...counted, reason }
    // its own listing, which is what was counted, may leave out what its carrier brings along
    const along = `${reason}: the others came along with ${route.on}`
    return met === undefined
      ? unverified(`${along}, and no audit of these runs has met them`)
      : { ...ids, reason: along }
  }
  if (met !== undefined) return ids
  if (source !== undefined) return { verdict: "agrees", ...counted }
  if (problem !== undefined) return unverified(`the source could not be counted: ${problem}`)
  return unverified("the source does not count it, and no audit of these runs has compared it")
}

const verdictOf = (resources: ReadonlyArray<ResourceReport>): Verdict => {
  if (resources.some(({ verdict }) => verdict === "differs")) return "differs"
  return resources.length === 0 || resources.some(({ verdict }) => verdict === "unverified") ? "unverified" : "agrees"
}

const nothingStored = { live: 0, rejected: 0, unprojected: 0, unconfirmed: 0, ahead: 0 }

/**
 * The report over what some runs did, what is stored, and how many there are at the source.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly resumed: boolean
  readonly runs: ReadonlyArray<Ran>
  readonly stored: ReadonlyArray<Stored>
  readonly counts: ReadonlyArray<Count>
  /** Resources that were asked for and cannot be read, with the reason. */
  readonly unreadable?: ReadonlyMap<string, string>
}): Report => {
  const { counts, runs, stored, unreadable = new Map<string, string>() } = options
  const resources: Record<string, ResourceReport> = {}
  for (const count of counts) {
    const { requests, resource, total: source, waitedMillis } = count
    const own = runs.flatMap(({ listings }) => listings.filter((listing) => listing.resource === resource))
    const { live, ...numbers } = stored.find((one) => one.resource === resource) ?? nothingStored
    const { ahead, rejected, unconfirmed, unprojected } = numbers
    // a later run has the last word
    const last = own.at(-1)
    const known = { stored: live, rejected, unprojected, unconfirmed, outcome: outcomeOf(last) }
    resources[resource] = {
      ...known,
      ahead,
      source: source ?? null,
      deleted: total(own, (listing) => listing.deleted),
      changed: total(own, (listing) => listing.changed),
      requests: requests + total(own, (listing) => listing.requests),
      waitedMillis: waitedMillis + total(own, (listing) => listing.waited),
      ...judge(runs, count, known, last)
    }
  }
  for (const [resource, reason] of unreadable) {
    resources[resource] = {
      ...{ source: null, stored: 0, deleted: 0, changed: 0, rejected: 0, unprojected: 0, unconfirmed: 0, ahead: 0 },
      ...{ requests: 0, waitedMillis: 0, outcome: "unreadable" },
      ...unverified(reason)
    }
  }
  const verdict = verdictOf(Object.values(resources))
  return { verdict, inSync: verdict === "agrees", resumed: options.resumed, resources }
}

/**
 * Resources whose counts differ and that another read may correct. Another read corrects no quarantined record.
 *
 * @since 0.1.0
 * @category combinators
 */
export const differing = (report: Report): ReadonlyArray<string> =>
  Object.entries(report.resources).flatMap(([resource, { outcome, rejected, source, stored, verdict }]) =>
    verdict !== "differs" || source === null || source === stored + rejected || outcome !== "done" ? [] : [resource]
  )

/**
 * One report over several, in their order: the last word on what there is, and the sum of what it took.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sum = (reports: ReadonlyArray<Report>): Report => {
  const resources: Record<string, ResourceReport> = {}
  for (const report of reports) {
    for (const [resource, one] of Object.entries(report.resources)) {
      const before = resources[resource]
      resources[resource] = {
        ...one,
        deleted: one.deleted + (before?.deleted ?? 0),
        changed: one.changed + (before?.changed ?? 0),
        requests: one.requests + (before?.requests ?? 0),
        waitedMillis: one.waitedMillis + (before?.waitedMillis ?? 0)
      }
    }
  }
  const last = reports.at(-1)
  return {
    verdict: last?.verdict ?? "unverified",
    inSync: last?.inSync ?? false,
    resumed: reports.some(({ resumed }) => resumed),
    resources
  }
}
