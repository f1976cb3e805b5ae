/** `SyncStore` in tables of one SQLite file: `openfaith_record` holds the copy, the others how it came about. */
import * as SqlClient from "@effect/sql/SqlClient"
import { Instant, type Usage } from "@openfaith/client-core"
import { Cursor, ListingTransition, type Projections, StoreError, SyncStore } from "@openfaith/sync-engine"
import { Fence } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { within } from "./internal/asking.ts"
import * as Listings from "./internal/listings.ts"
import * as Projecting from "./internal/projecting.ts"
import * as Records from "./internal/records.ts"
import { fromCursor, toListing, toMissing, toPlace, toRecord } from "./internal/rows.ts"
import * as Runs from "./internal/runs.ts"
import { storing, transaction } from "./internal/storing.ts"
import * as Terms from "./internal/terms.ts"
import * as Watching from "./internal/watching.ts"
import { SqliteOwner } from "./SqliteOwner.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** How many runs that have ended are kept of each connection, with what each did to each resource; default 50. */
  readonly history?: number | undefined
}

const nextSequence = `
  UPDATE openfaith_owner SET sequence = sequence + 1
  WHERE epoch = @epoch RETURNING sequence`

const make = ({ history = 50 }: Options) =>
  Effect.gen(function* () {
    // the host may rename columns for its own statements
    const sql = (yield* SqlClient.SqlClient).withoutTransforms()
    const ask = within(sql)
    const owner = yield* SqliteOwner
    const { epoch } = owner
    const terms = Terms.of(owner)

    /**
     * The first statement of every write: it takes the database's write lock, and fails whoever is not the owner any more, or
     * works in a term that is over. Where the workflow journal is elsewhere, this file has had no term.
     */
    const fence = Effect.fnUntraced(function* (run: string, resource: string) {
      const term = yield* Fence.Fence
      const [row] = yield* ask<{ readonly sequence: number }>(nextSequence, { epoch })
      const isOver = term !== undefined && terms.areHere() && !terms.lasts(term)
      if (row === undefined || isOver) return yield* new StoreError.Superseded({ run, resource })
      return row.sequence
    })

    /** A write that belongs to no listing: losing ownership is then the store's failure. */
    const owned = (operation: string) =>
      fence("-", "-").pipe(
        Effect.catchTag("Superseded", () =>
          Effect.fail(
            new StoreError.StoreError({
              operation,
              reason: "another process owns this file now, or the term of this step has ended",
              retryable: false
            })
          )
        )
      )

    const runs = Runs.make(sql, owned, Math.max(1, history))
    const projecting = Projecting.make(sql)
    const watching = Watching.make(sql)
    const listings = Listings.make(ask)

    const remember = Effect.fnUntraced(function* (
      run: SyncStore.Run,
      resource: string,
      reached: Instant.Instant | undefined
    ) {
      const before = yield* memory(run.connection, resource)
      const { complete, watermark } = ListingTransition.remember(before, run, reached)
      yield* sql`
      INSERT INTO openfaith_resource (connection, resource, watermark, complete)
      VALUES (${run.connection}, ${resource}, ${watermark ?? null}, ${complete ? 1 : 0})
      ON CONFLICT (connection, resource) DO UPDATE SET watermark = excluded.watermark, complete = excluded.complete`
    })

    const memory = Effect.fnUntraced(function* (connection: string, resource: string) {
      const [row] = yield* sql<{ readonly watermark: string | null; readonly complete: number }>`
      SELECT watermark, complete FROM openfaith_resource WHERE connection = ${connection} AND resource = ${resource}`
      return { watermark: Instant.parse(row?.watermark), complete: row?.complete === 1 }
    })

    const commitPage = Effect.fnUntraced(function* (
      entry: SyncStore.PageCommit,
      projections: ReadonlyArray<Projections.Ready>
    ) {
      const { connection, id: run } = entry.run
      const { branch, commit, resource, sideLoaded } = entry
      const sequence = yield* fence(run, resource)
      const { waits } = yield* runs.running(entry.run, resource)
      const { advance, the } = listings.ledger(run)
      const own = yield* the(resource, branch)
      const { status: whole } = (yield* the(resource)).listing
      const riding = yield* Effect.forEach(sideLoaded, (one) => the(one.resource))
      const decision = yield* ListingTransition.page(entry, own, whole, riding)
      if (decision === "kept") return { listing: own.listing, sideLoads: riding.map(({ listing }) => listing) }

      const { direct, readAt } = decision
      const changes = yield* Effect.forEach(decision.records, ({ records, resource }) =>
        Records.upsert(sql, { connection, resource, sequence, readAt, direct }, records)
      )
      const shown = decision.records.map(({ records, resource }) => ({ resource, ids: records.map(({ id }) => id) }))
      const refused = yield* projecting.within({ connection, projections }, shown, sequence)
      const [listing = own.listing, ...sideLoads] = yield* Effect.forEach(decision.writes, (write, index) =>
        advance(write, {
          ...{ commit, stamp: sequence, deleted: 0 },
          changed: changes[index] ?? 0,
          refused: refused.get(write.resource) ?? 0
        })
      )
      const good = decision.records.flatMap(({ records }) => records)
      yield* Records.quarantine(sql, { connection, run }, good, entry.rejected)
      for (const { ids, resource } of decision.met) yield* Records.markSeen(sql, run, resource, ids)
      for (const { reached, resource } of decision.ended) yield* remember(entry.run, resource, reached)
      if (waits) yield* sql`UPDATE openfaith_run SET waiting_since = NULL, waiting_for = NULL WHERE id = ${run}`
      return { listing, sideLoads }
    })

    const commitAbsences = Effect.fnUntraced(function* (
      entry: SyncStore.AbsenceCommit,
      projections: ReadonlyArray<Projections.Ready>
    ) {
      const { connection, id: run } = entry.run
      const { resource } = entry
      const sequence = yield* fence(run, resource)
      yield* runs.running(entry.run, resource)
      const { advance, the } = listings.ledger(run)
      const row = yield* the(resource)
      const write = yield* ListingTransition.absences(entry, row)
      if (write === "kept") return row.listing

      const changed = yield* Records.upsert(
        sql,
        { connection, resource, sequence, readAt: row.listing.stamp, direct: true },
        entry.found
      )
      const deleted = yield* Records.markDeleted(sql, { connection, resource, sequence }, run, row.began, entry.gone)
      const touched = { resource, ids: [...entry.found.map(({ id }) => id), ...entry.gone] }
      const refused = yield* projecting.within({ connection, projections }, [touched], sequence)
      yield* Records.markSeen(sql, run, resource, entry.looked)
      const known = [...entry.found, ...entry.gone.map((id) => ({ resource, id }))]
      yield* Records.forgetUnconfirmed(sql, connection, known)
      yield* Records.keepUnconfirmed(sql, { connection, run }, resource, entry.unconfirmed)
      if (entry.gone.length > 0) yield* Records.forgetGone(sql, { connection, run }, resource, entry.gone)
      if (entry.status === "done") yield* Records.forget(sql, { connection, run }, resource)
      return yield* advance(write, {
        ...{ commit: entry.commit, stamp: sequence, changed, deleted },
        refused: refused.get(resource) ?? 0
      })
    })

    const commitLookup = Effect.fnUntraced(function* (
      { connection, gone, readAt, records, rejected, resource }: SyncStore.LookupCommit,
      projections: ReadonlyArray<Projections.Ready>
    ) {
      const sequence = yield* owned("commitLookup")
      const run = `lookup-${sequence}`
      const stamps = { connection, resource, sequence, readAt, direct: true }
      const changed = yield* Records.upsert(sql, stamps, records)
      const deleted = yield* Records.markDeleted(sql, { connection, resource, sequence }, run, readAt, gone)
      const touched = { resource, ids: [...records.map(({ id }) => id), ...gone] }
      yield* projecting.within({ connection, projections }, [touched], sequence)
      yield* Records.quarantine(sql, { connection, run }, records, rejected)
      if (gone.length > 0) yield* Records.forgetGone(sql, { connection, run }, resource, gone)
      const known = gone.map((id) => ({ resource, id }))
      yield* Records.forgetUnconfirmed(sql, connection, known)
      return { changed, deleted }
    })

    /** Lets go of what is kept aside, for whichever reason. */
    const discard = Effect.fnUntraced(function* ({ connection, ids, resource }: SyncStore.Some) {
      yield* owned("discard")
      const these = sql`
      connection = ${connection} AND resource = ${resource}
        AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
      const rows = [
        ...(yield* sql<{ readonly id: string }>`DELETE FROM openfaith_quarantine WHERE ${these} RETURNING id`),
        ...(yield* sql<{ readonly id: string }>`DELETE FROM openfaith_unprojected WHERE ${these} RETURNING id`)
      ]
      return new Set(rows.map(({ id }) => id)).size
    })

    const insertListing = (
      { cursor, latest, resource, run, total, usage }: SyncStore.Beginning,
      sequence: number
    ) => sql`
    INSERT INTO openfaith_listing
      (run, resource, sequence, stamp, began, commit_id, cursor, status, total, latest, requests, waited)
    VALUES (${run.id}, ${resource}, 0, ${sequence}, ${sequence}, '', ${fromCursor(cursor)}, 'reading', ${total ?? null},
      ${latest ?? null}, ${usage.requests}, ${Math.round(Duration.toMillis(usage.waited))})
    ON CONFLICT (run, resource) DO NOTHING`

    const begin = Effect.fnUntraced(function* (entry: SyncStore.Beginning) {
      const { branch, resource } = entry
      const run = entry.run.id
      const sequence = yield* fence(run, resource)
      yield* runs.running(entry.run, resource)
      const { the } = listings.ledger(run)
      if (branch !== undefined) {
        if ((yield* the(resource)).listing.status === "skipped") {
          return yield* new StoreError.Superseded({ run, resource })
        }
        yield* sql`
        INSERT INTO openfaith_branch (run, resource, endpoint, parent, status, cursor, sequence, stamp, commit_id)
        SELECT run, resource, ${branch.endpoint}, ${branch.parent}, 'reading', ${fromCursor(entry.cursor)}, 0,
          ${sequence}, ''
        FROM openfaith_listing WHERE run = ${run} AND resource = ${resource}
        ON CONFLICT (run, resource, endpoint, parent) DO NOTHING`
        return (yield* the(resource, branch)).listing
      }
      yield* insertListing(entry, sequence)
      return (yield* the(resource)).listing
    })

    const skip = Effect.fnUntraced(
      function* (of: SyncStore.Run, resource: string, reason: string) {
        const sequence = yield* owned("skip")
        const { run, status } = yield* runs.the("skip", of)
        if (status === "done" || status === "cancelled") return yield* new StoreError.Stopped({ run: of.id, status })
        const usage = { requests: 0, waited: Duration.zero }
        const unread = { run, resource, cursor: Cursor.done, total: undefined, latest: undefined, usage }
        yield* insertListing(unread, sequence)
        const { advance, the } = listings.ledger(run.id)
        const { listing } = yield* the(resource)
        const write = ListingTransition.skip(listing, reason)
        if (write === undefined) return listing
        return yield* advance(write, { commit: "", stamp: sequence, changed: 0, deleted: 0, refused: 0 })
      },
      Effect.catchTag("Superseded", ({ resource }) =>
        Effect.fail(new StoreError.StoreError({ operation: "skip", reason: `the listing of ${resource} is not there` }))
      )
    )

    const boundAccount = (connection: string) =>
      Effect.map(
        sql<{ readonly account: string }>`SELECT account FROM openfaith_connection WHERE connection = ${connection}`,
        ([row]) => row?.account
      )

    const bindAccount = Effect.fnUntraced(function* (connection: string, account: string) {
      yield* owned("bindAccount")
      yield* sql`
      INSERT INTO openfaith_connection (connection, account) VALUES (${connection}, ${account})
      ON CONFLICT (connection) DO NOTHING`
      return (yield* boundAccount(connection)) ?? account
    })

    const noteUsage = Effect.fnUntraced(function* (run: SyncStore.Run, resource: string, usage: Usage.Usage) {
      yield* owned("noteUsage")
      yield* sql`
      UPDATE openfaith_listing SET
        requests = requests + ${usage.requests},
        waited = waited + ${Math.round(Duration.toMillis(usage.waited))}
      WHERE run = ${run.id} AND resource = ${resource}`
    })

    const absences = Effect.fnUntraced(function* (run: SyncStore.Run, resource: string, limit: number) {
      const { began } = yield* listings.ledger(run.id).the(resource)
      const live = sql`FROM openfaith_record AS record
      WHERE connection = ${run.connection} AND resource = ${resource} AND deleted_in IS NULL`
      const isSeen = sql`EXISTS (
      SELECT 1 FROM openfaith_seen AS seen
      WHERE seen.run = ${run.id} AND seen.resource = record.resource AND seen.id = record.id)`
      const missing = sql`${live} AND read_at < ${began} AND NOT ${isSeen}`
      const [counts] = yield* sql<{ readonly missing: number; readonly live: number; readonly recent: number }>`
      SELECT (SELECT count(*) ${missing}) AS missing, (SELECT count(*) ${live}) AS live,
        (SELECT count(*) FROM openfaith_record
         WHERE connection = ${run.connection} AND resource = ${resource} AND deleted_in IS NOT NULL
           AND deleted_at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-7 days')
           AND NOT EXISTS (SELECT 1 FROM openfaith_run WHERE id = deleted_in AND accept_deletions = 1)) AS recent`
      const first = yield* sql`
      SELECT id, above, (SELECT missed_in FROM openfaith_unconfirmed AS unconfirmed
        WHERE unconfirmed.connection = record.connection AND unconfirmed.resource = record.resource
          AND unconfirmed.id = record.id) AS missed_in ${missing} ORDER BY id LIMIT ${limit}`
      const met = yield* sql`SELECT id, above ${live} AND (read_at >= ${began} OR ${isSeen}) ORDER BY id LIMIT 3`
      return {
        missing: counts?.missing ?? 0,
        live: counts?.live ?? 0,
        recentlyDeleted: counts?.recent ?? 0,
        first: yield* Effect.forEach(first, toMissing),
        met: yield* Effect.forEach(met, toPlace)
      }
    })

    const openBranches = ({ after, below, endpoint, limit, resource, run }: SyncStore.Fan) =>
      Effect.flatMap(
        sql`
        SELECT id, above FROM openfaith_record AS parent
        WHERE connection = ${run.connection} AND resource = ${below} AND deleted_in IS NULL
          ${after === undefined ? sql`` : sql`AND id > ${after}`}
          AND NOT EXISTS (SELECT 1 FROM openfaith_branch AS branch
            WHERE branch.run = ${run.id} AND branch.resource = ${resource} AND branch.endpoint = ${endpoint}
              AND branch.parent = parent.id AND branch.status <> 'reading')
        ORDER BY id LIMIT ${limit}`,
        Effect.forEach(toPlace)
      )

    const branches = (run: SyncStore.Run, resource: string) =>
      Effect.map(
        sql<{ readonly status: string; readonly number: number; readonly reason: string | null }>`
        SELECT status, count(*) AS number, min(reason) AS reason FROM openfaith_branch
        WHERE run = ${run.id} AND resource = ${resource} GROUP BY status`,
        (rows) => {
          const of = (status: SyncStore.ListingStatus) => rows.find((row) => row.status === status)
          return {
            reading: of("reading")?.number ?? 0,
            done: of("done")?.number ?? 0,
            skipped: of("skipped")?.number ?? 0,
            reason: of("skipped")?.reason ?? undefined
          }
        }
      )

    return SyncStore.SyncStore.of({
      openRun: (options) => transaction(sql, "openRun")(runs.openRun(options)),
      findRun: (id) => storing("findRun")(runs.find(id)),
      unfinishedRun: (connection) => storing("unfinishedRun")(runs.unfinishedRun(connection)),
      takeTurn: (run) => transaction(sql, "takeTurn")(runs.takeTurn(run)),
      stopRun: (run, as) => transaction(sql, "stopRun")(runs.stopRun(run, as)),
      reopenRun: (run, from) => transaction(sql, "reopenRun")(runs.reopenRun(run, from)),
      closeRun: (run, failure, kind) => transaction(sql, "closeRun")(runs.closeRun(run, failure, kind)),
      skip: (run, resource, reason) => transaction(sql, "skip")(skip(run, resource, reason)),
      noteWaiting: (run, reason) => transaction(sql, "noteWaiting")(runs.noteWaiting(run, reason)),
      noteUsage: (run, resource, usage) => transaction(sql, "noteUsage")(noteUsage(run, resource, usage)),
      listings: (run) =>
        sql`SELECT * FROM openfaith_listing WHERE run = ${run.id} ORDER BY resource`.pipe(
          Effect.flatMap(Effect.forEach(toListing)),
          Effect.map((rows) => rows.map(({ listing }) => listing)),
          storing("listings")
        ),
      listing: (run, resource, branch) =>
        Effect.map(listings.find(run.id, resource, branch), (row) => Option.fromNullable(row?.listing)).pipe(
          storing("listing")
        ),
      openBranches: (fan) => storing("openBranches")(openBranches(fan)),
      branches: (run, resource) => storing("branches")(branches(run, resource)),
      begin: (beginning) => transaction(sql, "begin")(begin(beginning)),
      commitPage: (entry, projections = []) => transaction(sql, "commitPage")(commitPage(entry, projections)),
      absences: (run, resource, limit) =>
        transaction(
          sql,
          "absences"
        )(
          absences(run, resource, limit).pipe(
            Effect.catchTag("Superseded", (error) =>
              Effect.fail(new StoreError.StoreError({ operation: "absences", reason: error.message, retryable: false }))
            )
          )
        ),
      commitAbsences: (entry, projections = []) =>
        transaction(sql, "commitAbsences")(commitAbsences(entry, projections)),
      draw: () => transaction(sql, "draw")(owned("draw")),
      bindAccount: (connection, account) =>
        Effect.gen(function* () {
          const bound = yield* storing("bindAccount")(boundAccount(connection))
          return bound ?? (yield* transaction(sql, "bindAccount")(bindAccount(connection, account)))
        }),
      commitLookup: (lookup, projections = []) => transaction(sql, "commitLookup")(commitLookup(lookup, projections)),
      project: (some, projections) =>
        transaction(sql, "project")(Effect.zipRight(owned("project"), projecting.again(some, projections))),
      catchUp: (connection, projection, limit) =>
        transaction(
          sql,
          "catchUp"
        )(Effect.zipRight(owned("catchUp"), projecting.catchUp(connection, projection, limit))),
      memory: (connection, resource) => storing("memory")(memory(connection, resource)),
      // all of them from one index, and those that are deleted from another, without a look at the records themselves
      stored: (connection) =>
        sql<SyncStore.Stored>`
        SELECT resource, sum(live) AS live, sum(deleted) AS deleted, sum(rejected) AS rejected,
          sum(unprojected) AS unprojected, sum(unconfirmed) AS unconfirmed, sum(ahead) AS ahead FROM (
          SELECT resource, count(*) AS live, 0 AS deleted, 0 AS rejected, 0 AS unprojected, 0 AS unconfirmed, 0 AS ahead
          FROM openfaith_record WHERE connection = ${connection} GROUP BY resource
          UNION ALL
          SELECT resource, -count(*), count(*), 0, 0, 0, 0
          FROM openfaith_record WHERE connection = ${connection} AND deleted_in IS NOT NULL GROUP BY resource
          UNION ALL
          SELECT resource, 0, 0, count(*), 0, 0, 0
          FROM openfaith_quarantine WHERE connection = ${connection} GROUP BY resource
          UNION ALL
          SELECT resource, 0, 0, 0, count(DISTINCT id), 0, 0
          FROM openfaith_unprojected WHERE connection = ${connection} GROUP BY resource
          UNION ALL
          SELECT resource, 0, 0, 0, 0, count(*), 0
          FROM openfaith_unconfirmed WHERE connection = ${connection} GROUP BY resource
          UNION ALL
          SELECT resource, 0, 0, 0, 0, 0, count(*) FROM openfaith_record
          WHERE connection = ${connection} AND ahead = 1 AND deleted_in IS NULL
            AND changed_at > 1000 * strftime('%s', 'now') GROUP BY resource
        ) GROUP BY resource ORDER BY resource`.pipe(storing("stored")),
      records: ({ after, connection, limit, resource }) =>
        sql`
        SELECT id, above, changed_at, hash, body, sparse, ahead, deleted_in FROM openfaith_record
        WHERE connection = ${connection} AND resource = ${resource} ${after === undefined ? sql`` : sql`AND id > ${after}`}
        ORDER BY id LIMIT ${limit}`.pipe(Effect.flatMap(Effect.forEach(toRecord)), storing("records")),
      record: (connection, resource, id) =>
        sql`
        SELECT id, above, changed_at, hash, body, sparse, ahead, deleted_in FROM openfaith_record
        WHERE connection = ${connection} AND resource = ${resource} AND id = ${id}`.pipe(
          Effect.flatMap(Effect.forEach(toRecord)),
          Effect.map(([record]) => Option.fromNullable(record)),
          storing("record")
        ),
      quarantined: ({ after, connection, limit, resource }) =>
        sql<SyncStore.Quarantined>`
        SELECT resource, id, body, issue, run FROM openfaith_quarantine
        WHERE connection = ${connection} AND resource = ${resource} ${after === undefined ? sql`` : sql`AND id > ${after}`}
        ORDER BY id LIMIT ${limit}`.pipe(storing("quarantined")),
      unprojected: (part) => storing("unprojected")(projecting.list(part)),
      discard: (some) => transaction(sql, "discard")(discard(some)),
      runs: (query) => storing("runs")(watching.runs(query)),
      summary: (id) => storing("summary")(watching.summary(id)),
      lastEnded: (connection) => storing("lastEnded")(watching.lastEnded(connection)),
      timedListings: (run) => storing("timedListings")(watching.timedListings(run)),
      freshness: (connection) => storing("freshness")(watching.freshness(connection))
    })
  })

/**
 * Stores records and how far each listing was read in tables of the host's SQLite client.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerWith = (
  options: Options
): Layer.Layer<SyncStore.SyncStore, never, SqlClient.SqlClient | SqliteOwner> =>
  Layer.effect(SyncStore.SyncStore, make(options))

/**
 * `layerWith`, with the defaults.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<SyncStore.SyncStore, never, SqlClient.SqlClient | SqliteOwner> = layerWith({})
