/**
 * Which of two versions of a record is the news: the law that every store keeps, in whatever language. Pure.
 */
import { Instant } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import type { SourceRecord } from "./SourceRecord.ts"

/**
 * A version of a record, as far as it depends on it which one stays.
 *
 * @since 0.1.0
 * @category models
 */
export interface Version {
  readonly changedAt: Instant.Instant | undefined
  readonly hash: string
  /** Read with fewer attributes than the resource has. */
  readonly sparse?: boolean | undefined
  /** The store's sequence when it was asked for. */
  readonly readAt: number
  /** Read by a full read, an audit or a lookup by id, and not by a delta. */
  readonly direct?: boolean | undefined
}

/**
 * The version a store holds.
 *
 * @since 0.1.0
 * @category models
 */
export interface Kept extends Version {
  /** The sequence of the commit that wrote it, or that marked it as deleted. */
  readonly writtenAt: number
  /** The sequence of the commit that marked it as deleted, if one did. */
  readonly deletedAt: number | undefined
}

/**
 * What becomes of a stored record when another version of it comes: `replaced`; `revived`, where it was seen after its
 * deletion, but not read whole; or `kept`.
 *
 * @since 0.1.0
 * @category models
 */
export type Verdict = "replaced" | "revived" | "kept"

/**
 * Whether pages of a run are read directly: a delta asks for changes, and goes by when records say that they changed.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isDirect = ({ mode }: { readonly mode: Plan.Mode }): boolean => mode !== "delta"

const isSparse = ({ sparse }: Version) => sparse === true

const isOther = (stored: Version, incoming: Version): boolean =>
  incoming.hash !== stored.hash ||
  (stored.changedAt === undefined || incoming.changedAt === undefined
    ? stored.changedAt !== incoming.changedAt
    : Instant.order(stored.changedAt, incoming.changedAt) !== 0)

/** Changed later; or other content at the same moment, or where a moment is missing, that was not asked for earlier. */
const isLater = (stored: Version, incoming: Version): boolean => {
  if (stored.changedAt !== undefined && incoming.changedAt !== undefined) {
    const moved = Instant.order(incoming.changedAt, stored.changedAt)
    if (moved !== 0) return moved > 0
    // the source's clock has seconds: within one page the last one counts
    return incoming.hash !== stored.hash && incoming.readAt >= stored.readAt
  }
  return incoming.hash !== stored.hash && incoming.readAt > stored.readAt
}

/**
 * The verdict over a stored version and one that comes, in whatever order they were read.
 *
 * @since 0.1.0
 * @category combinators
 */
export const verdict = (stored: Kept, incoming: Version): Verdict => {
  const less = isSparse(incoming) && !isSparse(stored)
  // what was read after the deletion is there after all
  if (stored.deletedAt !== undefined && incoming.readAt >= stored.deletedAt) return less ? "revived" : "replaced"
  if (less) return "kept"
  if (isSparse(stored) && !isSparse(incoming) && stored.deletedAt === undefined) return "replaced"
  // its read began when the stored version was there already: what the source shows later is so, whatever its dates say
  if (incoming.direct === true && incoming.readAt >= stored.writtenAt && isOther(stored, incoming)) return "replaced"
  return isLater(stored, incoming) ? "replaced" : "kept"
}

/**
 * The records of one page with each id once: of those a page names twice, the one that would have stayed. In the order in
 * which each id came first.
 *
 * @since 0.1.0
 * @category combinators
 */
export const fold = <Record extends Pick<SourceRecord, "id" | "changedAt" | "hash" | "sparse">>(
  records: ReadonlyArray<Record>
): ReadonlyArray<Record> => {
  const kept = new Map<string, Record>()
  for (const record of records) {
    const before = kept.get(record.id)
    const stays =
      before !== undefined &&
      verdict({ ...before, readAt: 0, writtenAt: 1, deletedAt: undefined }, { ...record, readAt: 0 }) === "kept"
    if (!stays) kept.set(record.id, record)
  }
  return Array.from(kept.values())
}
