/** How the answer to the question for one record is understood, wherever one is asked for. Pure. */

import type { Found } from "../../Source.ts"
import { isRefusal } from "../../SyncError.ts"
import type { LookupCommit } from "../storing/commit.ts"

const tags = [
  "Forbidden",
  "NotFound",
  "ValidationFailed",
  "Conflict",
  "Rejected",
  "UnexpectedBody",
  "LeftOrigin"
] as const

/**
 * True where the source answered, and the answer says nothing about this record: it may be there or not. A `NotFound` comes
 * here only if it is not the API's own document.
 */
export const saysNothing = (error: { readonly _tag: string }): boolean =>
  isRefusal(error) || tags.some((tag) => tag === error._tag)

/** A lookup of one resource, less the connection. */
type Lookup = Omit<LookupCommit, "connection">

/** What to store of records that were merged into others. A survivor may be of another resource. */
export const ofMerged = (
  { readAt, resource }: Pick<Lookup, "resource" | "readAt">,
  gone: ReadonlyArray<string>,
  survivors: ReadonlyArray<Omit<Extract<Found, { readonly _tag: "Merged" }>, "_tag">>
): ReadonlyArray<Lookup> => {
  const records = survivors.flatMap((one) => one.records)
  const rejected = survivors.flatMap((one) => one.rejected)
  const resources = new Set([resource, ...[...records, ...rejected].map((one) => one.resource)])
  return Array.from(resources, (of) => ({
    resource: of,
    readAt,
    records: records.filter((one) => one.resource === of),
    rejected: rejected.filter((one) => one.resource === of),
    gone: of === resource ? gone : []
  }))
}
