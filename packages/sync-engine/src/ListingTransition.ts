/**
 * Decides how a page, or a batch of deletions, moves a run's listings. Pure: a store reads the listings under its lock, calls
 * one of these functions, and writes the decision in the same transaction.
 *
 * A decision does not count changed records and records that a projection refuses: only the store knows these.
 */
import { Instant, Usage } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as Cursor from "./Cursor.ts"
import type { AbsenceCommit, PageCommit } from "./internal/storing/commit.ts"
import type { Listing, ListingStatus, Memory } from "./internal/storing/listing.ts"
import type { Run } from "./internal/storing/run.ts"
import * as News from "./News.ts"
import type { SourceRecord } from "./SourceRecord.ts"
import { Superseded } from "./StoreError.ts"

/**
 * A listing as a store has it, or one branch of it.
 *
 * @since 0.1.0
 * @category models
 */
export interface State {
  readonly listing: Listing
  /** The name of the commit that wrote it last. */
  readonly commit: string
  /** The latest change at the source before anything was read. */
  readonly latest: Instant.Instant | undefined
}

/**
 * An update of a listing or a branch, and the numbers to add to the counts of its resource. The store adds one to the
 * sequence, and writes its own number and the name of the commit.
 *
 * @since 0.1.0
 * @category models
 */
export interface Write extends Pick<Listing, "resource" | "branch" | "cursor" | "status" | "reason"> {
  /** How many records there are at the source; `undefined` leaves what is known. */
  readonly total: number | undefined
  readonly pages: number
  readonly seen: number
  /** Records that do not decode. */
  readonly rejected: number
  readonly usage: Usage.Usage
}

/**
 * The writes of one page.
 *
 * @since 0.1.0
 * @category models
 */
export interface Decision {
  /** Records by resource, to be written where they are news: those of the listing itself first. */
  readonly records: ReadonlyArray<{ readonly resource: string; readonly records: ReadonlyArray<SourceRecord> }>
  /** The store's number when the records were asked for. */
  readonly readAt: number
  /** Whether they were read directly, and not by a delta (`News`). */
  readonly direct: boolean
  /** The listing itself first, then those that ride on it. */
  readonly writes: ReadonlyArray<Write>
  /** Resources that were read to their end: where a later delta may begin, if that is known. */
  readonly ended: ReadonlyArray<{ readonly resource: string; readonly reached: Instant.Instant | undefined }>
  /** In an audit, the ids that the page has shown, by resource; ids of records that do not decode included. */
  readonly met: ReadonlyArray<{ readonly resource: string; readonly ids: ReadonlyArray<string> }>
}

/** A full read or a delta that has ended is where deltas begin from. */
const hasEnded = ({ mode }: Run, status: ListingStatus): boolean =>
  status === "done" && (mode === "full" || mode === "delta")

/**
 * A moment that was still going on when it was read may have more in it by now: what had changed before the walk began is
 * the last that is certain.
 */
const certain = (reached: Instant.Instant | undefined, latest: Instant.Instant | undefined) =>
  reached !== undefined && latest !== undefined && Instant.order(reached, latest) > 0 ? latest : (reached ?? latest)

/**
 * Whether a commit follows the listing as it stands; or is there already (`kept`), as a worker finds that sends a commit
 * again since its answer was lost.
 */
const compare = (
  { commit, listing }: State,
  entry: { readonly follows: number; readonly commit: string }
): Either.Either<"follows" | "kept", Superseded> => {
  if (listing.sequence === entry.follows) return Either.right("follows")
  if (commit === entry.commit) return Either.right("kept")
  return Either.left(new Superseded(listing))
}

/** What rode on a page ends together with it, or with something still to be read by itself. */
const ride = (
  { branch, cursor, pages, rejected, status }: PageCommit,
  { complete, records, resource }: PageCommit["sideLoaded"][number],
  { listing }: State
): Write => {
  const incomplete = !complete || listing.status === "incomplete"
  // other branches have pages to ride on, too
  const ends = !incomplete && branch === undefined
  return {
    resource,
    branch: undefined,
    cursor: ends && cursor._tag === "Done" ? cursor : listing.cursor,
    status: incomplete ? "incomplete" : ends ? status : listing.status,
    reason: undefined,
    total: undefined,
    pages,
    seen: records.length,
    rejected: rejected.filter((one) => one.resource === resource).length,
    usage: Usage.none
  }
}

/**
 * Decides the writes of a page; returns `kept` when the store has the page already. `own` is its listing or branch, `whole` the
 * status of the whole listing, `riding` the listings of the side-loaded resources, in the order of `sideLoaded`. Fails with
 * `Superseded` when another worker has moved the listing, or a host has skipped it.
 *
 * @since 0.1.0
 * @category combinators
 */
export const page = (
  entry: PageCommit,
  own: State,
  whole: ListingStatus,
  riding: ReadonlyArray<State>
): Either.Either<Decision | "kept", Superseded> => {
  const { branch, records, rejected, resource, run, sideLoaded } = entry
  const isLeftOut = (branch !== undefined && whole === "skipped") || riding.some(isSkipped)
  if (isLeftOut) return Either.left(new Superseded({ run: run.id, resource }))
  return Either.map(compare(own, entry), (how) => {
    if (how === "kept") return how
    const all = [{ resource, records }, ...sideLoaded.map(({ records, resource }) => ({ resource, records }))]
    const bad = (of: string) => rejected.filter((one) => one.resource === of)
    const rides = sideLoaded.flatMap((one, index) => {
      const state = riding[index]
      return state === undefined ? [] : [{ write: ride(entry, one, state), latest: state.latest }]
    })
    const itself: Write = {
      resource,
      branch,
      cursor: entry.cursor,
      status: entry.status,
      reason: entry.reason,
      total: entry.total,
      pages: entry.pages,
      seen: records.length + bad(resource).length,
      rejected: bad(resource).length,
      usage: entry.usage
    }
    return {
      records: all,
      readAt: entry.readAt ?? own.listing.stamp,
      direct: News.isDirect(run),
      writes: [itself, ...rides.map(({ write }) => write)],
      ended: [
        ...rides
          .filter(({ write }) => hasEnded(run, write.status))
          .map(({ latest, write }) => ({ resource: write.resource, reached: latest })),
        ...(branch === undefined && hasEnded(run, entry.status)
          ? [{ resource, reached: certain(entry.reached, own.latest) }]
          : [])
      ],
      met:
        run.mode === "audit"
          ? all.map(({ records, resource }) => ({
              resource,
              ids: [...records, ...bad(resource)].map(({ id }) => id)
            }))
          : []
    }
  })
}

const isSkipped = ({ listing }: State) => listing.status === "skipped"

const unmoved = ({ branch, cursor, reason, resource, status }: Listing): Write => ({
  ...{ resource, branch, cursor, status, reason },
  ...{ total: undefined, pages: 0, seen: 0, rejected: 0, usage: Usage.none }
})

/**
 * Returns a resource's watermark and completeness after a run has read it to its end. A watermark never goes back.
 *
 * @since 0.1.0
 * @category combinators
 */
export const remember = (
  { complete, watermark }: Memory,
  { mode }: Run,
  reached: Instant.Instant | undefined
): Memory => ({
  watermark:
    reached !== undefined && (watermark === undefined || Instant.order(reached, watermark) > 0) ? reached : watermark,
  complete: complete || mode === "full"
})

/**
 * Decides the update of a listing after a batch of deletions; returns `kept` when the store has the batch already.
 *
 * @since 0.1.0
 * @category combinators
 */
export const absences = (entry: AbsenceCommit, own: State): Either.Either<Write | "kept", Superseded> =>
  Either.map(compare(own, entry), (how) =>
    how === "kept"
      ? how
      : {
          ...unmoved(own.listing),
          status: entry.status,
          reason: entry.reason,
          usage: entry.usage
        }
  )

/**
 * Decides the update of a listing that a host skips; returns nothing when the listing is done, held or skipped.
 *
 * @since 0.1.0
 * @category combinators
 */
export const skip = (listing: Listing, reason: string): Write | undefined =>
  listing.status === "reading" || listing.status === "incomplete"
    ? { ...unmoved(listing), cursor: Cursor.done, status: "skipped", reason }
    : undefined
