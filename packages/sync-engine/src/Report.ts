/** What runs did, and how source and store compare after them. */
import type { Listing, Stored } from "./SyncStore.ts"

/** What became of one resource. */
export type Outcome = "done" | "partial" | "skipped" | "held"

const outcomeOf = (last: Listing | undefined): Outcome => {
  if (last?.status === "skipped" || last?.status === "held") return last.status
  return last?.status === "done" && last.reason !== undefined ? "partial" : "done"
}

/**
 * One resource: what the source says it has, what is stored, and what it took.
 *
 * @since 0.1.0
 * @category models
 */
export interface ResourceReport {
  /** Records at the source, as it counts them; `null` where it does not say. */
  readonly source: number | null
  /** Records in the store, deleted ones not counted. */
  readonly stored: number
  /** Marked as deleted by these runs. */
  readonly deleted: number
  /** New or changed in these runs. */
  readonly changed: number
  /** Kept aside because they do not decode. */
  readonly rejected: number
  /** Stored, but refused by a projection: the host's own rows do not say what they say. */
  readonly unprojected: number
  readonly requests: number
  /** Milliseconds spent waiting for quota. */
  readonly waited: number
  /**
   * Whether it was read to its end, left out, in whole or in part, or had deletions held back that the host has to allow.
   */
  readonly outcome: Outcome
  /** Why it was left out, or why deletions were held back. */
  readonly reason?: string
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Report {
  /**
   * Every resource holds as many records as the source, where that counts them, and was read to its end; nothing was held
   * back or kept aside.
   */
  readonly inSync: boolean
  /** Whether an earlier process had left this work unfinished. */
  readonly resumed: boolean
  /** By `product.Type`. */
  readonly resources: Readonly<Record<string, ResourceReport>>
}

/** How many records the source has, and what asking for it took. */
export interface Count {
  readonly resource: string
  readonly total: number | undefined
  readonly requests: number
  readonly waited: number
}

const total = (listings: ReadonlyArray<Listing>, of: (listing: Listing) => number) =>
  listings.reduce((sum, listing) => sum + of(listing), 0)

/**
 * The report over some runs' listings, what is stored, and how many there are at the source.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly resumed: boolean
  readonly listings: ReadonlyArray<Listing>
  readonly stored: ReadonlyArray<Stored>
  readonly counts: ReadonlyArray<Count>
}): Report => {
  const resources: Record<string, ResourceReport> = {}
  let inSync = true
  for (const { requests, resource, total: source, waited } of options.counts) {
    const own = options.listings.filter((listing) => listing.resource === resource)
    const stored = options.stored.find((one) => one.resource === resource)
    const live = stored?.live ?? 0
    const rejected = stored?.rejected ?? 0
    const unprojected = stored?.unprojected ?? 0
    // a later run has the last word
    const last = own.at(-1)
    const outcome = outcomeOf(last)
    const reason = outcome === "done" ? undefined : last?.reason
    resources[resource] = {
      source: source ?? null,
      stored: live,
      deleted: total(own, (listing) => listing.deleted),
      changed: total(own, (listing) => listing.changed),
      rejected,
      unprojected,
      requests: requests + total(own, (listing) => listing.requests),
      waited: waited + total(own, (listing) => listing.waited),
      outcome,
      ...(reason === undefined ? {} : { reason })
    }
    inSync &&= (source === undefined || source === live) && rejected + unprojected === 0 && outcome === "done"
  }
  return { inSync, resumed: options.resumed, resources }
}

/** The resources in which source and store do not agree, and reading again may help: it mends no record kept aside. */
export const differing = (report: Report): ReadonlyArray<string> =>
  Object.entries(report.resources).flatMap(([resource, { outcome, rejected, source, stored }]) =>
    source === null || source === stored + rejected || outcome !== "done" ? [] : [resource]
  )

/** One report over several, in their order: the last word on what there is, and the sum of what it took. */
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
        waited: one.waited + (before?.waited ?? 0)
      }
    }
  }
  return { inSync: reports.at(-1)?.inSync ?? false, resumed: reports.some(({ resumed }) => resumed), resources }
}
