/** Listings: how far each was read, and what commits make of them. */
import type { SqlError } from "@effect/sql/SqlError"
import type { Usage } from "@openfaith/client-core"
import { type Cursor, StoreError, type SyncStore } from "@openfaith/sync-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Ask } from "./asking.ts"
import { type BranchRow, fromCursor, type ListingRow, ofBranch, toBranch, toListing } from "./rows.ts"

/** What a commit adds to the counts of a resource. */
interface More {
  readonly usage: Usage.Usage
  readonly seen: number
  readonly changed: number
  readonly deleted: number
  readonly rejected: number
  readonly pages: number
}

/** Where a commit leaves a listing. */
interface To {
  readonly commit: string
  readonly stamp: number
  readonly cursor: Cursor.Cursor
  readonly status: SyncStore.ListingStatus
  readonly reason: string | undefined
}

/** What a commit does to a listing. */
export interface Advance extends To, More {
  readonly total: number | undefined
}

const counted = `
  pages = pages + @pages,
  seen = seen + @seen,
  changed = changed + @changed,
  deleted = deleted + @deleted,
  rejected = rejected + @rejected,
  requests = requests + @requests,
  waited = waited + @waited`

const moved = `
  sequence = sequence + 1,
  stamp = @stamp,
  commit_id = @commit,
  cursor = @cursor,
  status = @status,
  reason = @reason`

const ofListing = "WHERE run = @run AND resource = @resource"
const branched = `${ofListing} AND endpoint = @endpoint AND parent = @parent`

const texts = {
  listing: `SELECT * FROM openfaith_listing ${ofListing}`,
  branch: `
    SELECT endpoint, parent, status, reason, cursor, sequence, stamp, commit_id FROM openfaith_branch ${branched}`,
  // from exactly the sequence it was read at
  advance: `
    UPDATE openfaith_listing SET ${moved}, ${counted}, total = coalesce(@total, total)
    ${ofListing} AND sequence = @sequence`,
  advanceBranch: `UPDATE openfaith_branch SET ${moved} ${branched} AND sequence = @sequence`,
  count: `UPDATE openfaith_listing SET ${counted} ${ofListing}`,
  leaveOut: `UPDATE openfaith_listing SET ${moved} ${ofListing} AND status IN ('reading', 'incomplete')`
}

const counts = ({ changed, deleted, pages, rejected, seen, usage }: More) => ({
  pages,
  seen,
  changed,
  deleted,
  rejected,
  requests: usage.requests,
  waited: Math.round(Duration.toMillis(usage.waited))
})

const place = ({ commit, cursor, reason, stamp, status }: To) => ({
  stamp,
  commit,
  cursor: fromCursor(cursor),
  status,
  reason: reason ?? null
})

/** The listing with what a commit adds to its counts. */
const added = (row: ListingRow, more: More): ListingRow => {
  const { listing } = row
  const { changed, deleted, pages, rejected, requests, seen, waited } = counts(more)
  return {
    ...row,
    listing: {
      ...listing,
      pages: listing.pages + pages,
      seen: listing.seen + seen,
      changed: listing.changed + changed,
      deleted: listing.deleted + deleted,
      rejected: listing.rejected + rejected,
      requests: listing.requests + requests,
      waited: listing.waited + waited
    }
  }
}

/** Either of them, where a commit leaves it. */
const onwards = ({ sequence }: { readonly sequence: number }, { cursor, reason, stamp, status }: To) => ({
  sequence: sequence + 1,
  stamp,
  cursor,
  status,
  reason
})

type Lost = StoreError.StoreError | StoreError.Superseded | SqlError

/** The listings of one run, as one transaction reads them, each once, and as it leaves them. */
export interface Ledger {
  /** The listing of a resource, or of one branch of it, as it stands by now. */
  readonly the: (resource: string, branch?: SyncStore.Branch) => Effect.Effect<ListingRow, Lost>
  /** Moves it on; of a branch, its resource counts. */
  readonly advance: (resource: string, branch: SyncStore.Branch | undefined, by: Advance) => Effect.Effect<void, Lost>
}

export interface Listings {
  readonly find: (
    run: string,
    resource: string,
    branch?: SyncStore.Branch
  ) => Effect.Effect<ListingRow | undefined, StoreError.StoreError | SqlError>
  /** For a transaction that holds the write lock: nobody else changes what it has read. */
  readonly ledger: (run: string) => Ledger
  /** Leaves out whatever of it is still to be read. */
  readonly leaveOut: (run: string, resource: string, to: To) => Effect.Effect<void, SqlError>
}

export const make = (ask: Ask): Listings => {
  const findListing = (run: string, resource: string) =>
    Effect.flatMap(ask(texts.listing, { run, resource }), ([row]) =>
      row === undefined ? Effect.succeed(undefined) : toListing(row)
    )

  const findBranch = (run: string, resource: string, { endpoint, parent }: SyncStore.Branch) =>
    Effect.flatMap(ask(texts.branch, { run, resource, endpoint, parent }), ([row]) =>
      row === undefined ? Effect.succeed(undefined) : toBranch(row)
    )

  const find: Listings["find"] = (run, resource, branch) =>
    Effect.gen(function* () {
      const row = yield* findListing(run, resource)
      if (row === undefined || branch === undefined) return row
      const own = yield* findBranch(run, resource, branch)
      return own === undefined ? undefined : ofBranch(row, own)
    })

  const ledger = (run: string): Ledger => {
    const rows = new Map<string, ListingRow>()
    const branches = new Map<string, BranchRow>()
    const keyOf = (resource: string, { endpoint, parent }: SyncStore.Branch) =>
      JSON.stringify([resource, endpoint, parent])

    /** What is looked up once, and must be there. */
    const once = <A>(
      known: Map<string, A>,
      key: string,
      resource: string,
      look: Effect.Effect<A | undefined, StoreError.StoreError | SqlError>
    ): Effect.Effect<A, Lost> => {
      const before = known.get(key)
      if (before !== undefined) return Effect.succeed(before)
      return Effect.flatMap(look, (found): Effect.Effect<A, Lost> => {
        if (found === undefined) return Effect.fail(new StoreError.Superseded({ run, resource }))
        known.set(key, found)
        return Effect.succeed(found)
      })
    }

    const whole = (resource: string) => once(rows, resource, resource, findListing(run, resource))

    const part = (resource: string, branch: SyncStore.Branch) =>
      once(branches, keyOf(resource, branch), resource, findBranch(run, resource, branch))

    return {
      the: (resource, branch) =>
        branch === undefined
          ? whole(resource)
          : Effect.flatMap(whole(resource), (row) => Effect.map(part(resource, branch), (own) => ofBranch(row, own))),
      advance: (resource, branch, by) =>
        Effect.gen(function* () {
          const row = yield* whole(resource)
          if (branch === undefined) {
            const { sequence, total } = row.listing
            yield* ask(texts.advance, { run, resource, sequence, ...place(by), ...counts(by), total: by.total ?? null })
            const after = added(row, by)
            const listing = { ...after.listing, ...onwards(row.listing, by), total: by.total ?? total }
            rows.set(resource, { ...after, listing, commit: by.commit })
            return
          }
          const own = yield* part(resource, branch)
          const { sequence } = own
          yield* ask(texts.advanceBranch, { run, resource, ...branch, sequence, ...place(by) })
          yield* ask(texts.count, { run, resource, ...counts(by) })
          branches.set(keyOf(resource, branch), { ...own, ...onwards(own, by), commit: by.commit })
          rows.set(resource, added(row, by))
        })
    }
  }

  return {
    find,
    ledger,
    leaveOut: (run, resource, to) => Effect.asVoid(ask(texts.leaveOut, { run, resource, ...place(to) }))
  }
}

/** A full read that has ended is where deltas begin from. */
export const hasEnded = ({ mode }: SyncStore.Run, status: SyncStore.ListingStatus): boolean =>
  status === "done" && (mode === "full" || mode === "delta")

/**
 * The listing a commit follows, or the answer to a commit that is already there: that of this very worker, whose own
 * answer was lost.
 */
export const compare = (
  row: ListingRow,
  entry: { readonly follows: number; readonly commit: string }
): Effect.Effect<"follows" | "kept", StoreError.Superseded> => {
  if (row.listing.sequence === entry.follows) return Effect.succeed("follows")
  if (row.commit === entry.commit) return Effect.succeed("kept")
  return Effect.fail(new StoreError.Superseded(row.listing))
}

/** Of what the host has left out nothing more is kept. */
export const refuseSkipped = ({ listing }: ListingRow): Effect.Effect<void, StoreError.Superseded> =>
  listing.status === "skipped" ? Effect.fail(new StoreError.Superseded(listing)) : Effect.void
