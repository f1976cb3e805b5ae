/** `SyncStore` in tables of one SQLite file: `openfaith_record` holds the copy, the others how it came about. */
import * as SqlClient from "@effect/sql/SqlClient"
import { Instant, type Usage } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import { type Cursor, StoreError, SyncStore } from "@openfaith/sync-engine"
import { Fence } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Records from "./internal/records.ts"
import { fromCursor, fromPlan, type ListingRow, toListing, toRecord, toRun } from "./internal/rows.ts"
import { storing, transaction } from "./internal/storing.ts"
import { SqliteOwner } from "./SqliteOwner.ts"

/**
 * A moment that was still going on when it was read may have more in it by now: what had changed before the walk began is
 * the last that is certain.
 */
const earliest = (reached: Instant.Instant | undefined, latest: Instant.Instant | undefined) =>
  reached !== undefined && latest !== undefined && Instant.order(reached, latest) > 0 ? latest : (reached ?? latest)

const make = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const { epoch } = yield* SqliteOwner

  /**
   * The first statement of every write: it takes the database's write lock, and fails whoever is not the owner any more, or
   * works in a term that is over. Where the workflow journal is elsewhere, this file has had no term.
   */
  const fence = Effect.fnUntraced(function* (run: string, resource: string) {
    const term = (yield* Fence.Fence) ?? null
    const [row] = yield* sql<{ readonly sequence: number }>`
      UPDATE openfaith_owner SET sequence = sequence + 1
      WHERE epoch = ${epoch} AND (${term} IS NULL OR term = ${term} OR term = 0) RETURNING sequence`
    if (row === undefined) return yield* new StoreError.Superseded({ run, resource })
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

  const findListing = Effect.fnUntraced(function* (run: string, resource: string) {
    const [row] = yield* sql`SELECT * FROM openfaith_listing WHERE run = ${run} AND resource = ${resource}`
    return row === undefined ? undefined : yield* toListing(row)
  })

  const theListing = (run: string, resource: string) =>
    Effect.flatMap(findListing(run, resource), (row) =>
      row === undefined ? Effect.fail(new StoreError.Superseded({ run, resource })) : Effect.succeed(row)
    )

  /**
   * The listing a commit follows, or the answer to a commit that is already there: that of this very worker, whose own
   * answer was lost.
   */
  const compare = (row: ListingRow, entry: { readonly follows: number; readonly commit: string }) => {
    if (row.listing.sequence === entry.follows) return Effect.succeed("follows" as const)
    if (row.commit === entry.commit) return Effect.succeed("kept" as const)
    return Effect.fail(new StoreError.Superseded(row.listing))
  }

  /** Moves the listing on, from exactly the sequence it was read at. */
  const advance = (
    row: ListingRow,
    to: {
      readonly commit: string
      readonly stamp: number
      readonly cursor: Cursor.Cursor
      readonly status: SyncStore.ListingStatus
      readonly reason: string | undefined
      readonly total: number | undefined
      readonly usage: Usage.Usage
      readonly seen: number
      readonly changed: number
      readonly deleted: number
      readonly rejected: number
      readonly pages: number
    }
  ) => sql`
    UPDATE openfaith_listing SET
      sequence = sequence + 1,
      stamp = ${to.stamp},
      commit_id = ${to.commit},
      cursor = ${fromCursor(to.cursor)},
      status = ${to.status},
      reason = ${to.reason ?? null},
      pages = pages + ${to.pages},
      seen = seen + ${to.seen},
      changed = changed + ${to.changed},
      deleted = deleted + ${to.deleted},
      rejected = rejected + ${to.rejected},
      total = coalesce(${to.total ?? null}, total),
      requests = requests + ${to.usage.requests},
      waited = waited + ${Math.round(Duration.toMillis(to.usage.waited))}
    WHERE run = ${row.listing.run} AND resource = ${row.listing.resource} AND sequence = ${row.listing.sequence}`

  /** A full read that has ended is where deltas begin from; a watermark never goes back. */
  const remember = Effect.fnUntraced(function* (
    run: SyncStore.Run,
    resource: string,
    reached: Instant.Instant | undefined
  ) {
    const before = yield* memory(run.connection, resource)
    const later =
      reached !== undefined && (before.watermark === undefined || Instant.order(reached, before.watermark) > 0)
        ? reached
        : before.watermark
    yield* sql`
      INSERT INTO openfaith_resource (connection, resource, watermark, complete)
      VALUES (${run.connection}, ${resource}, ${later ?? null}, ${run.mode === "full" || before.complete ? 1 : 0})
      ON CONFLICT (connection, resource) DO UPDATE SET watermark = excluded.watermark, complete = excluded.complete`
  })

  const memory = Effect.fnUntraced(function* (connection: string, resource: string) {
    const [row] = yield* sql<{ readonly watermark: string | null; readonly complete: number }>`
      SELECT watermark, complete FROM openfaith_resource WHERE connection = ${connection} AND resource = ${resource}`
    return { watermark: Instant.parse(row?.watermark), complete: row?.complete === 1 }
  })

  const ended = (run: SyncStore.Run, status: SyncStore.ListingStatus) =>
    status === "done" && (run.mode === "full" || run.mode === "delta")

  /** What rode on a page: its records, and whether anything of it is still to be read by itself. */
  const ride = Effect.fnUntraced(function* (
    entry: SyncStore.PageCommit,
    sideLoaded: SyncStore.PageCommit["sideLoaded"][number],
    stamps: { readonly sequence: number; readonly readAt: number }
  ) {
    const { connection, id: run } = entry.run
    const { records, resource } = sideLoaded
    const row = yield* theListing(run, resource)
    const changed = yield* Records.upsert(sql, { connection, resource, ...stamps }, records)
    const incomplete = !sideLoaded.complete || row.listing.status === "incomplete"
    const status = incomplete ? "incomplete" : entry.status
    yield* advance(row, {
      commit: entry.commit,
      stamp: stamps.sequence,
      cursor: !incomplete && entry.cursor._tag === "Done" ? entry.cursor : row.listing.cursor,
      status,
      reason: undefined,
      total: undefined,
      usage: { requests: 0, waited: Duration.zero },
      seen: records.length,
      changed,
      deleted: 0,
      rejected: entry.rejected.filter((one) => one.resource === resource).length,
      pages: 1
    })
    if (ended(entry.run, status)) yield* remember(entry.run, resource, row.latest)
  })

  /** How the listing and what rides on it stand now. */
  const standing = ({ resource, run, sideLoaded }: SyncStore.PageCommit) =>
    Effect.map(
      Effect.all([theListing(run.id, resource), Effect.forEach(sideLoaded, (one) => theListing(run.id, one.resource))]),
      ([row, rows]) => ({ listing: row.listing, sideLoads: rows.map(({ listing }) => listing) })
    )

  const commitPage = Effect.fnUntraced(function* (entry: SyncStore.PageCommit) {
    const { connection, id: run } = entry.run
    const { resource } = entry
    const sequence = yield* fence(run, resource)
    const row = yield* theListing(run, resource)
    if ((yield* compare(row, entry)) === "kept") return yield* standing(entry)
    const stamps = { sequence, readAt: row.stamp }

    const changed = yield* Records.upsert(sql, { connection, resource, ...stamps }, entry.records)
    const rejected = entry.rejected.filter((one) => one.resource === resource)
    yield* advance(row, {
      ...entry,
      reason: entry.reason,
      stamp: sequence,
      seen: entry.records.length + rejected.length,
      changed,
      deleted: 0,
      rejected: rejected.length,
      // what is left out has no page
      pages: entry.status === "skipped" || entry.status === "incomplete" ? 0 : 1
    })
    for (const sideLoaded of entry.sideLoaded) yield* ride(entry, sideLoaded, stamps)

    const good = [...entry.records, ...entry.sideLoaded.flatMap(({ records }) => records)]
    yield* Records.quarantine(sql, { connection, run }, good, entry.rejected)
    if (entry.run.mode === "audit") {
      // what rides on a page is met by it, too
      for (const page of [entry, ...entry.sideLoaded]) {
        const bad = entry.rejected.filter((one) => one.resource === page.resource)
        yield* Records.markSeen(
          sql,
          run,
          page.resource,
          [...page.records, ...bad].map(({ id }) => id)
        )
      }
    }
    if (ended(entry.run, entry.status)) yield* remember(entry.run, resource, earliest(entry.reached, row.latest))
    yield* sql`UPDATE openfaith_run SET waiting_since = NULL, waiting_for = NULL
               WHERE id = ${run} AND waiting_since IS NOT NULL`
    return yield* standing(entry)
  })

  const commitAbsences = Effect.fnUntraced(function* (entry: SyncStore.AbsenceCommit) {
    const { connection, id: run } = entry.run
    const { resource } = entry
    const sequence = yield* fence(run, resource)
    const row = yield* theListing(run, resource)
    if ((yield* compare(row, entry)) === "kept") return row.listing

    const changed = yield* Records.upsert(sql, { connection, resource, sequence, readAt: row.stamp }, entry.found)
    const deleted = yield* Records.markDeleted(sql, { connection, resource, sequence }, run, row.began, entry.gone)
    yield* Records.markSeen(sql, run, resource, entry.looked)
    if (entry.status === "done") yield* Records.forget(sql, { connection, run }, resource)
    yield* advance(row, {
      commit: entry.commit,
      stamp: sequence,
      cursor: row.listing.cursor,
      status: entry.status,
      reason: entry.reason,
      total: undefined,
      usage: entry.usage,
      seen: 0,
      changed,
      deleted,
      rejected: 0,
      pages: 0
    })
    return (yield* theListing(run, resource)).listing
  })

  const begin = Effect.fnUntraced(function* (entry: SyncStore.Beginning) {
    const { resource } = entry
    const run = entry.run.id
    const sequence = yield* fence(run, resource)
    yield* sql`
      INSERT INTO openfaith_listing
        (run, resource, sequence, stamp, began, commit_id, cursor, status, total, latest, requests, waited)
      VALUES (${run}, ${resource}, 0, ${sequence}, ${sequence}, '', ${fromCursor(entry.cursor)}, 'reading',
        ${entry.total ?? null}, ${entry.latest ?? null}, ${entry.usage.requests},
        ${Math.round(Duration.toMillis(entry.usage.waited))})
      ON CONFLICT (run, resource) DO NOTHING`
    return (yield* theListing(run, resource)).listing
  })

  const openRun = Effect.fnUntraced(function* (options: Parameters<SyncStore.SyncStore["Type"]["openRun"]>[0]) {
    const { acceptDeletions, connection, plan } = options
    const sequence = yield* owned("openRun")
    const resources = JSON.stringify([...Plan.resources(plan)].sort())
    const accept = acceptDeletions ? 1 : 0
    const [unfinished] = yield* sql`
      SELECT * FROM openfaith_run
      WHERE connection = ${connection} AND mode = ${plan.mode} AND resources = ${resources} AND status <> 'done'
      ORDER BY sequence DESC LIMIT 1`
    if (unfinished !== undefined) {
      const { run, status } = yield* toRun(unfinished)
      // what the host allows now counts, and a run that failed has its failure for a result: it goes on as the next attempt
      const anew = status === "failed" || run.acceptDeletions !== acceptDeletions
      const [row] = yield* sql`
        UPDATE openfaith_run SET
          status = 'running', ended_at = NULL, failure = NULL,
          attempt = attempt + ${anew ? 1 : 0}, accept_deletions = ${accept}
        WHERE id = ${run.id} RETURNING *`
      return { run: (yield* toRun(row)).run, resumed: true }
    }
    const id = `${plan.mode}-${sequence}`
    const [row] = yield* sql`
      INSERT INTO openfaith_run
        (id, sequence, connection, mode, resources, plan, accept_deletions, status, attempt, started_at)
      VALUES (${id}, ${sequence}, ${connection}, ${plan.mode}, ${resources}, ${fromPlan(plan)}, ${accept}, 'running', 1,
        strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
      RETURNING *`
    return { run: (yield* toRun(row)).run, resumed: false }
  })

  const closeRun = Effect.fnUntraced(function* (run: SyncStore.Run, failure: string | undefined) {
    yield* owned("closeRun")
    const closed = yield* sql`
      UPDATE openfaith_run SET
        status = ${failure === undefined ? "done" : "failed"},
        failure = ${failure ?? null},
        ended_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),
        waiting_since = NULL,
        waiting_for = NULL
      WHERE id = ${run.id} AND attempt = ${run.attempt} RETURNING id`
    // the next attempt may still be counting on what was met
    if (failure === undefined && closed.length > 0) yield* sql`DELETE FROM openfaith_seen WHERE run = ${run.id}`
  })

  const noteWaiting = Effect.fnUntraced(function* (run: SyncStore.Run, reason: string) {
    yield* owned("noteWaiting")
    yield* sql`
      UPDATE openfaith_run SET
        waiting_since = coalesce(waiting_since, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        waiting_for = ${reason}
      WHERE id = ${run.id}`
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
    const { began } = yield* theListing(run.id, resource)
    const live = sql`FROM openfaith_record AS record
      WHERE connection = ${run.connection} AND resource = ${resource} AND deleted_in IS NULL`
    const missing = sql`${live} AND read_at < ${began} AND NOT EXISTS (
      SELECT 1 FROM openfaith_seen AS seen
      WHERE seen.run = ${run.id} AND seen.resource = record.resource AND seen.id = record.id)`
    const [counts] = yield* sql<{ readonly missing: number; readonly live: number; readonly recent: number }>`
      SELECT (SELECT count(*) ${missing}) AS missing, (SELECT count(*) ${live}) AS live,
        (SELECT count(*) FROM openfaith_record
         WHERE connection = ${run.connection} AND resource = ${resource} AND deleted_in IS NOT NULL
           AND deleted_at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-7 days')
           AND deleted_in NOT IN (SELECT id FROM openfaith_run WHERE accept_deletions = 1)) AS recent`
    const ids = yield* sql<{ readonly id: string }>`SELECT id ${missing} ORDER BY id LIMIT ${limit}`
    return {
      missing: counts?.missing ?? 0,
      live: counts?.live ?? 0,
      recentlyDeleted: counts?.recent ?? 0,
      ids: ids.map(({ id }) => id)
    }
  })

  return SyncStore.SyncStore.of({
    openRun: (options) => transaction(sql, "openRun")(openRun(options)),
    unfinishedRun: (connection) =>
      sql`SELECT * FROM openfaith_run WHERE connection = ${connection} AND status <> 'done' ORDER BY sequence LIMIT 1`.pipe(
        Effect.flatMap(([row]) =>
          row === undefined ? Effect.succeedNone : Effect.map(toRun(row), ({ run }) => Option.some(run))
        ),
        storing("unfinishedRun")
      ),
    closeRun: (run, failure) => transaction(sql, "closeRun")(closeRun(run, failure)),
    noteWaiting: (run, reason) => transaction(sql, "noteWaiting")(noteWaiting(run, reason)),
    noteUsage: (run, resource, usage) => transaction(sql, "noteUsage")(noteUsage(run, resource, usage)),
    listings: (run) =>
      sql`SELECT * FROM openfaith_listing WHERE run = ${run.id} ORDER BY resource`.pipe(
        Effect.flatMap(Effect.forEach(toListing)),
        Effect.map((rows) => rows.map(({ listing }) => listing)),
        storing("listings")
      ),
    listing: (run, resource) =>
      Effect.map(findListing(run.id, resource), (row) => Option.fromNullable(row?.listing)).pipe(storing("listing")),
    begin: (beginning) => transaction(sql, "begin")(begin(beginning)),
    commitPage: (entry) => transaction(sql, "commitPage")(commitPage(entry)),
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
    commitAbsences: (entry) => transaction(sql, "commitAbsences")(commitAbsences(entry)),
    memory: (connection, resource) => storing("memory")(memory(connection, resource)),
    stored: (connection) =>
      sql<SyncStore.Stored>`
        SELECT resource, sum(live) AS live, sum(deleted) AS deleted, sum(rejected) AS rejected FROM (
          SELECT resource, deleted_in IS NULL AS live, deleted_in IS NOT NULL AS deleted, 0 AS rejected
          FROM openfaith_record WHERE connection = ${connection}
          UNION ALL
          SELECT resource, 0, 0, 1 FROM openfaith_quarantine WHERE connection = ${connection}
        ) GROUP BY resource ORDER BY resource`.pipe(storing("stored")),
    records: ({ after, connection, limit, resource }) =>
      sql`
        SELECT id, changed_at, hash, body, sparse, deleted_in FROM openfaith_record
        WHERE connection = ${connection} AND resource = ${resource} ${after === undefined ? sql`` : sql`AND id > ${after}`}
        ORDER BY id LIMIT ${limit}`.pipe(Effect.flatMap(Effect.forEach(toRecord)), storing("records")),
    quarantined: ({ after, connection, limit, resource }) =>
      sql<SyncStore.Quarantined>`
        SELECT resource, id, body, issue, run FROM openfaith_quarantine
        WHERE connection = ${connection} AND resource = ${resource} ${after === undefined ? sql`` : sql`AND id > ${after}`}
        ORDER BY id LIMIT ${limit}`.pipe(storing("quarantined"))
  })
})

/**
 * Stores records and how far each listing was read in tables of the host's SQLite client.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<SyncStore.SyncStore, never, SqlClient.SqlClient | SqliteOwner> = Layer.effect(
  SyncStore.SyncStore,
  make
)
