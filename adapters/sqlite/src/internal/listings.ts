/** Listings: how far each was read, and what commits make of them. */
import type { SqlError } from "@effect/sql/SqlError"
import { type ListingTransition, StoreError, type SyncStore } from "@openfaith/sync-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Ask } from "./asking.ts"
import { type BranchRow, fromCursor, type ListingRow, ofBranch, toBranch, toListing } from "./rows.ts"

/** The parts of an update that only the store knows. */
export interface Stored {
  readonly commit: string
  readonly stamp: number
  readonly changed: number
  readonly deleted: number
  /** Records that a projection refused. */
  readonly refused: number
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
  count: `UPDATE openfaith_listing SET ${counted} ${ofListing}`
}

const counts = ({ pages, rejected, seen, usage }: ListingTransition.Write, { changed, deleted, refused }: Stored) => ({
  ...{ pages, seen, changed, deleted, rejected: rejected + refused, requests: usage.requests },
  waited: Math.round(Duration.toMillis(usage.waited))
})

type Counts = ReturnType<typeof counts>

const place = ({ cursor, reason, status }: ListingTransition.Write, { commit, stamp }: Stored) => ({
  ...{ commit, stamp, status },
  cursor: fromCursor(cursor),
  reason: reason ?? null
})

const added = ({ listing, ...row }: ListingRow, more: Counts): ListingRow => ({
  ...row,
  listing: {
    ...listing,
    pages: listing.pages + more.pages,
    seen: listing.seen + more.seen,
    changed: listing.changed + more.changed,
    deleted: listing.deleted + more.deleted,
    rejected: listing.rejected + more.rejected,
    requests: listing.requests + more.requests,
    waited: listing.waited + more.waited
  }
})

/** Either of them, where a write leaves it. */
const onwards = (
  { sequence }: { readonly sequence: number },
  { cursor, reason, status }: ListingTransition.Write,
  { stamp }: Stored
) => ({ ...{ stamp, cursor, status, reason }, sequence: sequence + 1 })

type Lost = StoreError.StoreError | StoreError.Superseded | SqlError

/** The listings of one run, as one transaction reads them, each once, and as it leaves them. */
export interface Ledger {
  /** The listing of a resource, or of one branch of it, as it stands by now. */
  readonly the: (resource: string, branch?: SyncStore.Branch) => Effect.Effect<ListingRow, Lost>
  /** Moves a listing, or a branch, on, and gives it as it stands then; what is counted is counted for the resource. */
  readonly advance: (write: ListingTransition.Write, by: Stored) => Effect.Effect<SyncStore.Listing, Lost>
}

export interface Listings {
  readonly find: (
    run: string,
    resource: string,
    branch?: SyncStore.Branch
  ) => Effect.Effect<ListingRow | undefined, StoreError.StoreError | SqlError>
  /** For a transaction that holds the write lock: nobody else changes what it has read. */
  readonly ledger: (run: string) => Ledger
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
      advance: (write, by) =>
        Effect.gen(function* () {
          const { branch, resource, total } = write
          const row = yield* whole(resource)
          const more = counts(write, by)
          const after = added(row, more)
          if (branch === undefined) {
            const { sequence } = row.listing
            yield* ask(texts.advance, { run, resource, sequence, ...place(write, by), ...more, total: total ?? null })
            const listing = {
              ...after.listing,
              ...onwards(row.listing, write, by),
              total: total ?? row.listing.total
            }
            rows.set(resource, { ...after, listing, commit: by.commit })
            return listing
          }
          const own = yield* part(resource, branch)
          const { sequence } = own
          yield* ask(texts.advanceBranch, { run, resource, ...branch, sequence, ...place(write, by) })
          yield* ask(texts.count, { run, resource, ...more })
          const moved = { ...own, ...onwards(own, write, by), commit: by.commit }
          branches.set(keyOf(resource, branch), moved)
          rows.set(resource, after)
          return ofBranch(after, moved).listing
        })
    }
  }

  return { find, ledger }
}
