/** The store in memory: the same promises in the plainest form, which other stores are compared with. */
import { type Instant, Usage } from "@openfaith/client-core"
import { Fence } from "@openfaith/workflow-engine"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Cursor from "../../Cursor.ts"
import * as Transition from "../../ListingTransition.ts"
import type * as Projections from "../../Projections.ts"
import type { Place } from "../../SourceRecord.ts"
import { Stopped, StoreError, Superseded } from "../../StoreError.ts"
import type * as Port from "../../SyncStore.ts"
import * as MemoryRecords from "./memoryRecords.ts"
import { byId, part, type RecordRow, toStored } from "./memoryRecords.ts"
import * as MemoryRuns from "./memoryRuns.ts"
import { isUnfinished, type RunRow, toRun } from "./memoryRuns.ts"
import { inner, key } from "./memoryTables.ts"
import * as Times from "./memoryTimes.ts"

type Store = Port.SyncStore["Type"]

/** What is told of runs and resources, and when what happened. */
type Told = "runs" | "summary" | "lastEnded" | "timedListings" | "freshness"

interface ListingRow extends Port.Listing {
  readonly began: number
  readonly commit: string
  readonly latest: Instant.Instant | undefined
}

interface BranchRow extends Port.Branch, Pick<ListingRow, Own> {}

/** What a branch has for itself. */
type Own = "sequence" | "cursor" | "status" | "reason" | "stamp" | "commit"

const week = Duration.toMillis("7 days")

const toPlace = ({ above = {}, id }: Pick<RecordRow, "id" | "above">): Place => ({ id, above })

const toListing = ({ began, commit, latest, ...listing }: ListingRow): Port.Listing => listing

/** The resource's counts, and how the branch stands. */
const toBranch = (listing: Port.Listing, row: BranchRow): Port.Listing => ({
  ...listing,
  branch: { endpoint: row.endpoint, parent: row.parent },
  sequence: row.sequence,
  stamp: row.stamp,
  cursor: row.cursor,
  status: row.status,
  reason: row.reason
})

/** The parts of an update that only the store knows. */
interface Stored {
  readonly commit: string
  readonly stamp: number
  readonly changed: number
  readonly deleted: number
  readonly refused: number
}

const toState = (row: ListingRow): Transition.State => ({
  listing: toListing(row),
  commit: row.commit,
  latest: row.latest
})

const toBranchState = (row: ListingRow, branch: BranchRow): Transition.State => ({
  listing: toBranch(toListing(row), branch),
  commit: branch.commit,
  latest: row.latest
})

export const make = (): Store => {
  const {
    records,
    quarantine,
    unconfirmed,
    keepUnconfirmed,
    news,
    vanished,
    projected,
    keepChanges,
    refusedOf,
    keepAside,
    project,
    catchUp,
    discard,
    unprojectedOf,
    stored
  } = MemoryRecords.make()
  const memories = new Map<string, Port.Memory>()
  /** Whose records each connection holds. */
  const accounts = new Map<string, string>()
  /** By run, then by resource. */
  const listings = new Map<string, Map<string, ListingRow>>()
  /** By run and resource, then by endpoint and parent. */
  const branches = new Map<string, Map<string, BranchRow>>()
  /** By run and resource. */
  const seen = new Map<string, Set<string>>()

  const forget = (run: string) => {
    for (const resource of listings.get(run)?.keys() ?? []) {
      seen.delete(key(run, resource))
      branches.delete(key(run, resource))
    }
  }

  const { closeRun, ofConnection, openRun, reopenRun, running, runs, stopRun, takeTurn, theRun } = MemoryRuns.make(
    forget,
    (run) => listings.delete(run)
  )

  /** One write at a time: a projection takes as long as it takes. */
  const turn = Effect.unsafeMakeSemaphore(1)
  let sequence = 0
  /** The highest epoch that has written, by connection: several terms may last at a time, of different task queues. */
  const epochs = new Map<string, number>()

  /** Does all of it at once, or nothing: whatever may fail comes first. The sequence is the commit's. */
  const writing = <A, E, F = never>(
    connection: string,
    superseded: E,
    write: (stamp: number, now: number) => Effect.Effect<A, F>
  ): Effect.Effect<A, E | F> =>
    Effect.flatMap(Effect.all([Fence.Fence, Clock.currentTimeMillis]), ([fence, now]) =>
      turn.withPermits(1)(
        Effect.suspend((): Effect.Effect<A, E | F> => {
          if (fence !== undefined && fence < (epochs.get(connection) ?? 0)) return Effect.fail(superseded)
          if (fence !== undefined) epochs.set(connection, fence)
          return write(++sequence, now)
        })
      )
    )

  /** A write that belongs to no listing: a term that has ended is then the store's failure. */
  const noting = <A, F = never>(
    connection: string,
    operation: string,
    write: (stamp: number, now: number) => Effect.Effect<A, F>
  ): Effect.Effect<A, StoreError | F> =>
    writing(
      connection,
      new StoreError({ operation, reason: "the term of this step has ended", retryable: false }),
      write
    )

  const theListing = (run: string, resource: string): Effect.Effect<ListingRow, Superseded> =>
    Effect.fromNullable(listings.get(run)?.get(resource)).pipe(Effect.mapError(() => new Superseded({ run, resource })))

  const findBranch = (run: string, resource: string, { endpoint, parent }: Port.Branch) =>
    branches.get(key(run, resource))?.get(key(endpoint, parent))

  const theBranch = (run: string, resource: string, branch: Port.Branch): Effect.Effect<BranchRow, Superseded> =>
    Effect.fromNullable(findBranch(run, resource, branch)).pipe(
      Effect.mapError(() => new Superseded({ run, resource }))
    )

  const keepBranch = (run: string, resource: string, row: BranchRow) =>
    inner(branches, key(run, resource)).set(key(row.endpoint, row.parent), row)

  /** Moves a listing, or one branch of it, on; what is counted is counted for the resource. */
  const advance = (
    before: ListingRow,
    own: BranchRow | undefined,
    { cursor, reason, status, total, usage, ...more }: Transition.Write,
    { commit, stamp, ...by }: Stored
  ): Port.Listing => {
    const { resource, run } = before
    const to = { commit, stamp, cursor, reason, status }
    const counted: ListingRow = {
      ...before,
      pages: before.pages + more.pages,
      seen: before.seen + more.seen,
      changed: before.changed + by.changed,
      deleted: before.deleted + by.deleted,
      rejected: before.rejected + more.rejected + by.refused,
      requests: before.requests + usage.requests,
      waited: before.waited + Math.round(Duration.toMillis(usage.waited))
    }
    if (own === undefined) {
      const row = { ...counted, ...to, total: total ?? before.total, sequence: before.sequence + 1 }
      inner(listings, run).set(resource, row)
      return toListing(row)
    }
    const row = { ...own, ...to, sequence: own.sequence + 1 }
    keepBranch(run, resource, row)
    inner(listings, run).set(resource, counted)
    return toBranch(toListing(counted), row)
  }

  const memory = (connection: string, resource: string): Port.Memory =>
    memories.get(key(connection, resource)) ?? { watermark: undefined, complete: false }

  const remember = (run: Port.Run, resource: string, reached: Instant.Instant | undefined) => {
    const before = memory(run.connection, resource)
    memories.set(key(run.connection, resource), Transition.remember(before, run, reached))
  }

  const markSeen = (run: string, resource: string, ids: ReadonlyArray<string>) => {
    const met = seen.get(key(run, resource)) ?? new Set()
    for (const id of ids) met.add(id)
    seen.set(key(run, resource), met)
  }

  const commitPage = (
    entry: Port.PageCommit,
    stamp: number,
    projections?: ReadonlyArray<Projections.Ready>
  ): Effect.Effect<Port.Committed, Superseded | Stopped> =>
    Effect.gen(function* () {
      const { commit, resource, run } = entry
      yield* running(run, resource)
      const row = yield* theListing(run.id, resource)
      const riding = yield* Effect.forEach(entry.sideLoaded, (one) => theListing(run.id, one.resource))
      const branch = entry.branch === undefined ? undefined : yield* theBranch(run.id, resource, entry.branch)
      const own = branch === undefined ? toState(row) : toBranchState(row, branch)
      const decision = yield* Transition.page(entry, own, row.status, riding.map(toState))
      if (decision === "kept") return { listing: own.listing, sideLoads: riding.map(toListing) }

      const { direct, readAt } = decision
      const changes = decision.records.map(({ records: given, resource }) => ({
        resource,
        rows: news(run.connection, resource, { sequence: stamp, readAt, direct }, given)
      }))
      const refusals = yield* projected(run.connection, changes, projections)
      keepChanges(run.connection, changes, projections, refusals)
      const rows = [row, ...riding]
      const listings = decision.writes.flatMap((write, index) => {
        const before = rows[index]
        if (before === undefined) return []
        const counts = {
          changed: changes[index]?.rows.length ?? 0,
          deleted: 0,
          refused: refusedOf(refusals, write.resource)
        }
        return [advance(before, index === 0 ? branch : undefined, write, { commit, stamp, ...counts })]
      })
      keepAside(run, [...entry.records, ...entry.sideLoaded.flatMap(({ records }) => records)], entry.rejected)
      for (const { ids, resource } of decision.met) markSeen(run.id, resource, ids)
      for (const { reached, resource } of decision.ended) remember(run, resource, reached)
      const [listing = own.listing, ...sideLoads] = listings
      return { listing, sideLoads }
    })

  const commitAbsences = (
    entry: Port.AbsenceCommit,
    stamp: number,
    now: number,
    projections?: ReadonlyArray<Projections.Ready>
  ) =>
    Effect.gen(function* () {
      const { resource, run } = entry
      yield* running(run, resource)
      const row = yield* theListing(run.id, resource)
      const write = yield* Transition.absences(entry, toState(row))
      if (write === "kept") return toListing(row)
      const { connection } = run
      const found = news(connection, resource, { sequence: stamp, readAt: row.stamp, direct: true }, entry.found)
      const deletion = { sequence: stamp, deletedIn: run.id, deletedOn: now }
      // what was written since the enumeration began was there after all
      const gone = vanished(connection, resource, entry.gone, row.began, deletion)
      const changes = [{ resource, rows: [...found, ...gone] }]
      const refusals = yield* projected(connection, changes, projections)
      keepChanges(connection, changes, projections, refusals)
      markSeen(run.id, resource, entry.looked)
      keepUnconfirmed(run, resource, entry)
      const kept = inner(quarantine, key(connection, resource))
      for (const id of entry.gone) if (kept.get(id)?.run !== run.id) kept.delete(id)
      if (entry.status === "done") {
        const met = seen.get(key(run.id, resource))
        for (const [id, record] of kept) if (record.run !== run.id && met?.has(id) !== true) kept.delete(id)
      }
      return advance(row, undefined, write, {
        commit: entry.commit,
        stamp,
        changed: found.length,
        deleted: gone.length,
        refused: refusedOf(refusals, resource)
      })
    })

  const commitLookup = (
    { connection, gone, readAt, records: given, rejected, resource }: Port.LookupCommit,
    stamp: number,
    now: number,
    projections?: ReadonlyArray<Projections.Ready>
  ): Effect.Effect<Port.Looked> =>
    Effect.gen(function* () {
      const lookup = `lookup-${stamp}`
      const found = news(connection, resource, { sequence: stamp, readAt, direct: true }, given)
      const deletion = { sequence: stamp, deletedIn: lookup, deletedOn: now }
      const deleted = vanished(connection, resource, gone, readAt, deletion)
      const changes = [{ resource, rows: [...found, ...deleted] }]
      const refusals = yield* projected(connection, changes, projections)
      keepChanges(connection, changes, projections, refusals)
      for (const id of gone) {
        quarantine.get(key(connection, resource))?.delete(id)
        unconfirmed.get(key(connection, resource))?.delete(id)
      }
      keepAside({ connection, id: lookup }, given, rejected)
      return { changed: found.length, deleted: deleted.length }
    })

  const skip = (run: RunRow, resource: string, reason: string, stamp: number): Effect.Effect<Port.Listing, Stopped> => {
    if (!isUnfinished(run)) return Effect.fail(new Stopped({ run: run.id, status: run.status }))
    const row =
      listings.get(run.id)?.get(resource) ??
      newListing({ run, resource, cursor: Cursor.done, total: undefined, latest: undefined, usage: Usage.none }, stamp)
    inner(listings, run.id).set(resource, row)
    const write = Transition.skip(toListing(row), reason)
    if (write === undefined) return Effect.succeed(toListing(row))
    const by = { commit: "", stamp, changed: 0, deleted: 0, refused: 0 }
    return Effect.succeed(advance(row, undefined, write, by))
  }

  const noteUsage = (run: Port.Run, resource: string, usage: Usage.Usage) => {
    const row = listings.get(run.id)?.get(resource)
    if (row === undefined) return
    inner(listings, run.id).set(resource, {
      ...row,
      requests: row.requests + usage.requests,
      waited: row.waited + Math.round(Duration.toMillis(usage.waited))
    })
  }

  const beginBranch = (run: string, resource: string, branch: Port.Branch, cursor: Cursor.Cursor, stamp: number) =>
    Effect.flatMap(theListing(run, resource), (listing) => {
      if (listing.status === "skipped") return Effect.fail(new Superseded({ run, resource }))
      const row: BranchRow = findBranch(run, resource, branch) ?? {
        ...branch,
        sequence: 0,
        stamp,
        commit: "",
        cursor,
        status: "reading",
        reason: undefined
      }
      keepBranch(run, resource, row)
      return Effect.succeed(toBranch(toListing(listing), row))
    })

  const newListing = ({ cursor, latest, resource, run, total, usage }: Port.Beginning, stamp: number): ListingRow => ({
    run: run.id,
    resource,
    branch: undefined,
    sequence: 0,
    stamp,
    began: stamp,
    commit: "",
    cursor,
    status: "reading",
    reason: undefined,
    pages: 0,
    seen: 0,
    changed: 0,
    deleted: 0,
    rejected: 0,
    total,
    requests: usage.requests,
    waited: Math.round(Duration.toMillis(usage.waited)),
    latest
  })

  const begin = (beginning: Port.Beginning, stamp: number) =>
    Effect.flatMap(running(beginning.run, beginning.resource), (): Effect.Effect<Port.Listing, Superseded> => {
      const { branch, cursor, resource, run } = beginning
      if (branch !== undefined) return beginBranch(run.id, resource, branch, cursor, stamp)
      const row = listings.get(run.id)?.get(resource) ?? newListing(beginning, stamp)
      inner(listings, run.id).set(resource, row)
      return Effect.succeed(toListing(row))
    })

  const absences = (run: Port.Run, row: ListingRow, limit: number, now: number): Port.Absences => {
    const all = byId(inner(records, key(run.connection, row.resource)).values())
    const live = all.filter(({ deletedIn }) => deletedIn === undefined)
    const met = seen.get(key(run.id, row.resource))
    const isMissing = ({ id, readAt }: RecordRow) => readAt < row.began && met?.has(id) !== true
    const missing = live.filter(isMissing)
    const missed = unconfirmed.get(key(run.connection, row.resource))
    const recently = all.filter(
      ({ deletedIn, deletedOn }) =>
        deletedIn !== undefined && deletedOn > now - week && runs.get(deletedIn)?.acceptDeletions !== true
    )
    return {
      missing: missing.length,
      live: live.length,
      recentlyDeleted: recently.length,
      first: missing.slice(0, limit).map((record) => ({ ...toPlace(record), missedIn: missed?.get(record.id) })),
      met: live
        .filter((record) => !isMissing(record))
        .slice(0, MemoryRecords.mostMet)
        .map(toPlace)
    }
  }

  const openBranches = ({ after, below, endpoint, limit, resource, run }: Port.Fan): ReadonlyArray<Place> =>
    byId(inner(records, key(run.connection, below)).values())
      .filter(({ deletedIn, id }) => {
        const status = findBranch(run.id, resource, { endpoint, parent: id })?.status ?? "reading"
        return deletedIn === undefined && status === "reading" && (after === undefined || id > after)
      })
      .slice(0, limit)
      .map(toPlace)

  const branchesOf = (run: Port.Run, resource: string): Port.Branches => {
    const rows = Array.from(branches.get(key(run.id, resource))?.values() ?? [])
    const number = (status: Port.ListingStatus) => rows.filter((row) => row.status === status).length
    return {
      reading: number("reading"),
      done: number("done"),
      skipped: number("skipped"),
      reason: rows.find(({ status }) => status === "skipped")?.reason
    }
  }

  const listingsOf = (run: string) =>
    Array.from(listings.get(run)?.values() ?? [])
      .sort((one, other) => (one.resource < other.resource ? -1 : 1))
      .map(toListing)

  const store: Omit<Store, Told> = {
    openRun: (options) => noting(options.connection, "openRun", (stamp) => openRun(options, stamp)),
    findRun: (id) =>
      Effect.sync(() =>
        Option.map(Option.fromNullable(runs.get(id)), (row) => ({ run: toRun(row), status: row.status }))
      ),
    unfinishedRun: (connection) =>
      Effect.sync(() => Option.map(Option.fromNullable(ofConnection(connection).find(isUnfinished)), toRun)),
    takeTurn: (run) => noting(run.connection, "takeTurn", () => takeTurn(run)),
    stopRun: (run, as) =>
      noting(run.connection, "stopRun", () => Effect.map(theRun("stopRun", run), (row) => stopRun(row, as))),
    reopenRun: (run, from) =>
      noting(run.connection, "reopenRun", (stamp) =>
        Effect.flatMap(theRun("reopenRun", run), (row) => reopenRun(row, from, stamp))
      ),
    closeRun: (run, failure) =>
      noting(run.connection, "closeRun", () =>
        Effect.map(theRun("closeRun", run), (row) => closeRun(run, row, failure))
      ),
    skip: (run, resource, reason) =>
      noting(run.connection, "skip", (stamp) =>
        Effect.flatMap(theRun("skip", run), (row) => skip(row, resource, reason, stamp))
      ),
    noteWaiting: (run) => noting(run.connection, "noteWaiting", () => Effect.asVoid(running(run, "-"))),
    noteUsage: (run, resource, usage) =>
      noting(run.connection, "noteUsage", () => Effect.sync(() => noteUsage(run, resource, usage))),
    listings: (run) => Effect.sync(() => listingsOf(run.id)),
    listing: (run, resource, branch) =>
      Effect.sync(() => {
        const listing = Option.map(Option.fromNullable(listings.get(run.id)?.get(resource)), toListing)
        if (branch === undefined) return listing
        const row = Option.fromNullable(findBranch(run.id, resource, branch))
        return Option.zipWith(listing, row, toBranch)
      }),
    openBranches: (fan) => Effect.sync(() => openBranches(fan)),
    branches: (run, resource) => Effect.sync(() => branchesOf(run, resource)),
    begin: (beginning) =>
      writing(
        beginning.run.connection,
        new Superseded({ run: beginning.run.id, resource: beginning.resource }),
        (stamp) => begin(beginning, stamp)
      ),
    commitPage: (entry, projections) =>
      writing(entry.run.connection, new Superseded({ run: entry.run.id, resource: entry.resource }), (stamp) =>
        commitPage(entry, stamp, projections)
      ),
    absences: (run, resource, limit) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Effect.suspend(() => theListing(run.id, resource)).pipe(
          Effect.map((row) => absences(run, row, limit, now)),
          Effect.mapError(({ message: reason }) => new StoreError({ operation: "absences", reason, retryable: false }))
        )
      ),
    commitAbsences: (entry, projections) =>
      writing(entry.run.connection, new Superseded({ run: entry.run.id, resource: entry.resource }), (stamp, now) =>
        commitAbsences(entry, stamp, now, projections)
      ),
    draw: (connection) => noting(connection, "draw", Effect.succeed),
    bindAccount: (connection, account) =>
      noting(connection, "bindAccount", () =>
        Effect.sync(() => {
          const bound = accounts.get(connection) ?? account
          accounts.set(connection, bound)
          return bound
        })
      ),
    commitLookup: (lookup, projections) =>
      noting(lookup.connection, "commitLookup", (stamp, now) => commitLookup(lookup, stamp, now, projections)),
    project: (some, projections) => noting(some.connection, "project", () => project(some, projections)),
    catchUp: (connection, projection, limit) =>
      noting(connection, "catchUp", () => catchUp(connection, projection, limit)),
    memory: (connection, resource) => Effect.sync(() => memory(connection, resource)),
    stored: (connection) => Effect.map(Clock.currentTimeMillis, (now) => stored(connection, now)),
    records: (of) =>
      Effect.sync(() => part(inner(records, key(of.connection, of.resource)).values(), of).map(toStored)),
    record: (connection, resource, id) =>
      Effect.sync(() => Option.map(Option.fromNullable(records.get(key(connection, resource))?.get(id)), toStored)),
    quarantined: (of) => Effect.sync(() => part(inner(quarantine, key(of.connection, of.resource)).values(), of)),
    unprojected: (of) => Effect.sync(() => unprojectedOf(of)),
    discard: (some) => noting(some.connection, "discard", () => Effect.sync(() => discard(some)))
  }

  const times = Times.make({
    runs,
    listings: listingsOf,
    memories: (connection) =>
      Array.from(memories).flatMap(([name, remembered]) => {
        const [of, resource]: ReadonlyArray<string> = JSON.parse(name)
        return of === connection && resource !== undefined ? [[resource, remembered] as const] : []
      })
  })

  /** Notes when a write was made of a run. */
  const noted = <A, E>(write: Effect.Effect<A, E>, id: string | ((answer: A) => string), note?: Times.Note) =>
    Effect.tap(write, (answer) =>
      Effect.map(DateTime.now, (now) => times.note(typeof id === "string" ? id : id(answer), now, note))
    )

  return {
    ...store,
    openRun: (options) => noted(store.openRun(options), ({ run }) => run.id),
    takeTurn: (run) => noted(store.takeTurn(run), run.id),
    stopRun: (run, as) => noted(store.stopRun(run, as), run.id),
    reopenRun: (run, from) => noted(store.reopenRun(run, from), run.id),
    closeRun: (run, message, kind) =>
      noted(store.closeRun(run, message), run.id, message === undefined ? {} : { failure: { kind, message } }),
    skip: (run, resource, reason) => noted(store.skip(run, resource, reason), run.id, { skips: true }),
    noteWaiting: (run, reason) =>
      Effect.tap(store.noteWaiting(run, reason), () =>
        Effect.map(DateTime.now, (now) => times.wait(run.id, now, reason))
      ),
    begin: (beginning) => noted(store.begin(beginning), beginning.run.id),
    commitPage: (entry, projections) => noted(store.commitPage(entry, projections), entry.run.id),
    commitAbsences: (entry, projections) => noted(store.commitAbsences(entry, projections), entry.run.id),
    runs: (query) => Effect.sync(() => times.runs(query)),
    summary: (id) => Effect.sync(() => Option.fromNullable(times.summary(id))),
    lastEnded: (connection) => Effect.sync(() => Option.fromNullable(times.lastEnded(connection))),
    timedListings: (run) => Effect.sync(() => times.timedListings(run)),
    freshness: (connection) => Effect.map(DateTime.now, (at) => ({ at, resources: times.freshness(connection) }))
  }
}
