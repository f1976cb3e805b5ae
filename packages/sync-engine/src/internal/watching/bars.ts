/** Lines of text for what is read: a bar, and numbers beside it. */

import type { Numbers } from "../../RunSummary.ts"
import type { Listing } from "../storing/listing.ts"
import type { Run } from "../storing/run.ts"

const width = 24

const bar = (share: number) => {
  const full = Math.round(share * width)
  return "█".repeat(full) + "░".repeat(width - full)
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

/** How much of a resource has been read. A branch of it says nothing of that, nor does a listing that nobody can count. */
export const share = ({ branch, cursor, seen, total }: Listing): number => {
  if (branch === undefined && cursor._tag === "Done") return 1
  return total === undefined || total === 0 ? 0 : Math.min(1, seen / total)
}

/** Whether nothing more of it is read in its run. */
export const hasEnded = ({ branch, status }: Listing): boolean =>
  branch === undefined && (status === "done" || status === "skipped" || status === "held")

const why = ({ branch, reason, status }: Listing): ReadonlyArray<string> => {
  if (branch !== undefined || reason === undefined) return []
  if (status === "skipped") return [`left out: ${reason}`]
  return [status === "held" ? `deletions held back: ${reason}` : `in part: ${reason}`]
}

/** How far a resource is. */
export const line = (listing: Listing, ...remarks: ReadonlyArray<string>): string => {
  const { deleted, rejected, requests, resource, seen, total, waited } = listing
  const of = total === undefined ? "" : ` of ${total}`
  return [
    resource.padEnd(20),
    bar(share(listing)),
    // what an overlap shows again is no more than there is
    `${total === undefined ? seen : Math.min(seen, total)}${of} records`.padEnd(22),
    `${requests} requests`.padEnd(14),
    `${seconds(waited)} waiting for quota`,
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    ...(rejected > 0 ? [`${rejected} kept aside`] : []),
    ...why(listing),
    ...remarks
  ].join("  ")
}

/** A run by its name. */
export const heading = ({ attempt, id, mode }: Run): string =>
  `${mode} ${attempt > 1 ? `(attempt ${attempt}) ` : ""}run ${id}`

/** What a run did in all. */
export const sum = ({ changed, deleted, rejected, requests, waitedMillis }: Numbers): string =>
  [
    `${requests} requests`,
    `${changed} records changed`,
    `${deleted} deleted`,
    ...(rejected > 0 ? [`${rejected} kept aside`] : []),
    `${seconds(waitedMillis)} waiting for quota`
  ].join(", ")
