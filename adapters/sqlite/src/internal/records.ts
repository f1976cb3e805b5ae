/** The statements over records, which take a page as a whole. */
import type * as SqlClient from "@effect/sql/SqlClient"
import { News, type SourceRecord, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import { connected, within } from "./asking.ts"
import { fromRecord, toWritten } from "./rows.ts"

/** Under which commit, and as of which read, records are written. */
export interface Stamps {
  readonly connection: string
  readonly resource: string
  /** The commit that writes. */
  readonly sequence: number
  /** The commit after which the records were asked for. */
  readonly readAt: number
  /** Whether they were read directly, and not by a delta (`News.isDirect`). */
  readonly direct: boolean
}

/** What is not read whole leaves the content of what was. */
const content = (...columns: ReadonlyArray<string>) =>
  columns
    .map(
      (name) => `${name} = CASE WHEN excluded.sparse > openfaith_record.sparse
      THEN openfaith_record.${name} ELSE excluded.${name} END`
    )
    .join(", ")

/** `News.verdict`, in SQL. */
const isNews = (direct: boolean) => `
  (openfaith_record.deleted_in IS NOT NULL AND excluded.read_at >= openfaith_record.sequence)
  OR (excluded.sparse <= openfaith_record.sparse AND (
    (excluded.sparse < openfaith_record.sparse AND openfaith_record.deleted_in IS NULL)
    OR excluded.changed_at > openfaith_record.changed_at
    OR (excluded.changed_at = openfaith_record.changed_at
      AND excluded.hash <> openfaith_record.hash
      AND excluded.read_at >= openfaith_record.read_at)
    OR ((excluded.changed_at IS NULL OR openfaith_record.changed_at IS NULL)
      AND excluded.hash <> openfaith_record.hash
      AND excluded.read_at > openfaith_record.read_at)
    ${
      direct
        ? `OR (excluded.read_at >= openfaith_record.sequence
      AND (excluded.hash <> openfaith_record.hash OR excluded.changed_at IS NOT openfaith_record.changed_at))`
        : ""
    }
  ))`

const whereNews = (direct: boolean) => `
  ON CONFLICT (connection, resource, id) DO UPDATE SET
    ${content("changed_at", "hash", "body", "sparse", "ahead")},
    above = coalesce(excluded.above, openfaith_record.above),
    sequence = excluded.sequence,
    read_at = excluded.read_at,
    deleted_in = NULL,
    deleted_at = NULL
  WHERE ${isNews(direct)}`

const columns = [
  ...["connection", "resource", "id", "changed_at", "hash", "body", "sparse", "ahead", "above"],
  ...["sequence", "read_at"]
]

/** So many in one statement: it is prepared once for each number of rows, and takes no more than some thousand values. */
const rowsAtOnce = 100

const one = `(${columns.map(() => "?").join(", ")})`

const inserts = (direct: boolean) =>
  Array.from(
    { length: rowsAtOnce + 1 },
    (_, rows) => `
    INSERT INTO openfaith_record (${columns.join(", ")}) VALUES ${Array.from({ length: rows }, () => one).join(", ")}
    ${whereNews(direct)}`
  )

const statements = { direct: inserts(true), delta: inserts(false) }

/**
 * Writes records where they are news and says how many were. One that had been deleted comes back if it was read after
 * that.
 */
export const upsert = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  { connection, direct, readAt, resource, sequence }: Stamps,
  records: ReadonlyArray<SourceRecord.SourceRecord>
) {
  const news = News.fold(records)
  const texts = direct ? statements.direct : statements.delta
  let changed = 0
  for (let first = 0; first < news.length; first += rowsAtOnce) {
    const rows = news.slice(first, first + rowsAtOnce)
    const values: Array<string | number | null> = []
    for (const record of rows) {
      const { above, ahead, body, changed_at, hash, id, sparse } = fromRecord(record)
      values.push(connection, resource, id, changed_at, hash, body, sparse, ahead, above, sequence, readAt)
    }
    const written = yield* connected(sql, (on) => on.executeRaw(texts[rows.length] ?? "", values))
    changed += (yield* toWritten(written)).changes
  }
  return changed
})

/** Remembers that an enumeration has met these. */
export const markSeen = (sql: SqlClient.SqlClient, run: string, resource: string, ids: ReadonlyArray<string>) =>
  ids.length === 0
    ? Effect.void
    : sql`INSERT OR IGNORE INTO openfaith_seen (run, resource, id)
          SELECT ${run}, ${resource}, value FROM json_each(${JSON.stringify(ids)})`

/** Marks records as deleted unless they were written since the enumeration began; says how many. */
export const markDeleted = (
  sql: SqlClient.SqlClient,
  { connection, resource, sequence }: Omit<Stamps, "readAt" | "direct">,
  run: string,
  began: number,
  ids: ReadonlyArray<string>
) =>
  ids.length === 0
    ? Effect.succeed(0)
    : Effect.map(
        sql`
          UPDATE openfaith_record
          SET deleted_in = ${run}, deleted_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), sequence = ${sequence}
          WHERE connection = ${connection} AND resource = ${resource} AND deleted_in IS NULL AND read_at < ${began}
            AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
          RETURNING id`,
        (rows) => rows.length
      )

/** Remembers what was not met, and since which run. */
export const keepUnconfirmed = (
  sql: SqlClient.SqlClient,
  { connection, run }: { readonly connection: string; readonly run: string },
  resource: string,
  unconfirmed: ReadonlyArray<SyncStore.Unconfirmed>
) =>
  Effect.forEach(
    unconfirmed,
    ({ enumerated, id }) => sql`
      INSERT INTO openfaith_unconfirmed (connection, resource, id, missed_in)
      VALUES (${connection}, ${resource}, ${id}, ${enumerated ? run : null})
      ON CONFLICT (connection, resource, id) DO UPDATE SET missed_in = coalesce(missed_in, excluded.missed_in)`,
    { discard: true }
  )

/** Forgets what was not met: it was shown since, or is gone. */
export const forgetUnconfirmed = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  connection: string,
  records: ReadonlyArray<{ readonly resource: string; readonly id: string }>
) {
  if (records.length === 0) return
  // mostly there is nothing
  const [kept] = yield* within(sql)("SELECT 1 FROM openfaith_unconfirmed WHERE connection = @connection LIMIT 1", {
    connection
  })
  if (kept === undefined) return
  const keys = JSON.stringify(records.map(({ id, resource }) => [resource, id]))
  yield* sql`
    DELETE FROM openfaith_unconfirmed
    WHERE connection = ${connection} AND (resource, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`
})

/** Keeps aside what does not decode, and lets go of what does by now. */
export const quarantine = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  { connection, run }: { readonly connection: string; readonly run: string },
  good: ReadonlyArray<SourceRecord.SourceRecord>,
  rejected: ReadonlyArray<SourceRecord.RejectedRecord>
) {
  // what was not read whole may still not decode
  const whole = good.filter(({ sparse }) => sparse !== true)
  // mostly nothing is kept aside, and the keys of a page are not for nothing
  const [kept] = yield* within(sql)("SELECT 1 FROM openfaith_quarantine WHERE connection = @connection LIMIT 1", {
    connection
  })
  if (kept !== undefined && whole.length > 0) {
    const keys = JSON.stringify(whole.map(({ id, resource }) => [resource, id]))
    yield* sql`
      DELETE FROM openfaith_quarantine
      WHERE connection = ${connection} AND (resource, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`
  }
  yield* forgetUnconfirmed(sql, connection, [...good, ...rejected])
  for (const { body, id, issue, resource } of rejected) {
    yield* sql`
      INSERT INTO openfaith_quarantine (connection, resource, id, run, body, issue, since)
      VALUES (${connection}, ${resource}, ${id}, ${run}, ${body}, ${issue}, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
      ON CONFLICT (connection, resource, id) DO UPDATE SET run = excluded.run, body = excluded.body, issue = excluded.issue`
  }
})

/** Lets go of what was kept aside of records that are confirmed gone, unless this very run has met them. */
export const forgetGone = (
  sql: SqlClient.SqlClient,
  { connection, run }: { readonly connection: string; readonly run: string },
  resource: string,
  gone: ReadonlyArray<string>
) => sql`
  DELETE FROM openfaith_quarantine
  WHERE connection = ${connection} AND resource = ${resource} AND run <> ${run}
    AND id IN (SELECT value FROM json_each(${JSON.stringify(gone)}))`

/** Lets go of what was kept aside and a completed enumeration has not met: it is gone at the source. */
export const forget = (
  sql: SqlClient.SqlClient,
  { connection, run }: { readonly connection: string; readonly run: string },
  resource: string
) => sql`
  DELETE FROM openfaith_quarantine AS kept
  WHERE connection = ${connection} AND resource = ${resource} AND run <> ${run}
    AND NOT EXISTS (SELECT 1 FROM openfaith_seen AS seen
      WHERE seen.run = ${run} AND seen.resource = kept.resource AND seen.id = kept.id)`
