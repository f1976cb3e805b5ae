/**
 * One process owns a file: it executes, all others wait or are refused.
 *
 * Ownership is a lock that the operating system holds on a sidecar file and drops when the process dies, however it dies.
 * Each owner has an epoch, one higher than the last; every write checks it, so that what an earlier owner still had
 * under way cannot land.
 */
import { hostname } from "node:os"
import * as SqlClient from "@effect/sql/SqlClient"
import Sqlite from "better-sqlite3"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { SqliteFileError, sqlProblem } from "./SqliteFile.ts"

/** Another process owns the file, and this one was not to wait. */
export class SqliteFileOwned extends Schema.TaggedError<SqliteFileOwned>("@openfaith/adapter-sqlite/SqliteFileOwned")(
  "SqliteFileOwned",
  { filename: Schema.String, owner: Schema.String }
) {
  override get message() {
    return `${this.filename}: ${this.owner} is working on this file; let it finish, or stop it`
  }
}

/**
 * This process's ownership of the file.
 *
 * @since 0.1.0
 * @category tags
 */
export class SqliteOwner extends Context.Tag("@openfaith/adapter-sqlite/SqliteOwner")<
  SqliteOwner,
  { readonly epoch: number }
>() {}

/** What a second process does: fail at once, or wait until the file is free. */
export type WhenOwned = "refuse" | { readonly wait: Duration.DurationInput }

const sidecar = (filename: string) => `${filename}-owner`

/** Who holds the lock, as it last introduced itself. */
const holder = (filename: string): string => {
  try {
    const database = new Sqlite(filename, { readonly: true, timeout: 1000 })
    try {
      const row: unknown = database.prepare("SELECT holder, since FROM openfaith_owner").get()
      return typeof row === "object" && row !== null && "holder" in row && "since" in row
        ? `${row.holder}, since ${row.since},`
        : "another process"
    } finally {
      database.close()
    }
  } catch {
    // somebody is there, and has not yet had the time to say who
    return "another process"
  }
}

const isBusy = (cause: unknown) =>
  cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY")

/** Holds the lock for as long as the scope lasts. The database is only there to be locked: it never holds anything. */
const lock = (filename: string) =>
  Effect.acquireRelease(
    Effect.try({
      try: () => {
        const database = new Sqlite(sidecar(filename), { timeout: 0 })
        try {
          database.pragma("journal_mode = DELETE")
          database.exec("BEGIN EXCLUSIVE")
          return database
        } catch (cause) {
          database.close()
          throw cause
        }
      },
      catch: (cause) =>
        isBusy(cause)
          ? new SqliteFileOwned({ filename, owner: holder(filename) })
          : new SqliteFileError({
              filename,
              problem: `cannot be locked through ${sidecar(filename)}: ${String(cause)}`
            })
    }),
    (database) => Effect.sync(() => database.close())
  )

const acquire = (filename: string, whenOwned: WhenOwned) =>
  whenOwned === "refuse"
    ? lock(filename)
    : Effect.retry(lock(filename), {
        while: (error) => error._tag === "SqliteFileOwned",
        schedule: Schedule.spaced("200 millis").pipe(Schedule.upTo(whenOwned.wait))
      })

/**
 * The lock alone, before the file itself is opened.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerLock = (
  filename: string,
  whenOwned: WhenOwned
): Layer.Layer<never, SqliteFileError | SqliteFileOwned> => Layer.scopedDiscard(acquire(filename, whenOwned))

/**
 * The next epoch of a migrated database, taken for as long as the process lasts.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (filename: string): Layer.Layer<SqliteOwner, SqliteFileError, SqlClient.SqlClient> =>
  Layer.effect(
    SqliteOwner,
    Effect.gen(function* () {
      const sql = (yield* SqlClient.SqlClient).withoutTransforms()
      const [row] = yield* sql<{ readonly epoch: number }>`
        UPDATE openfaith_owner
        SET epoch = epoch + 1,
            holder = ${`process ${process.pid} on ${hostname()}`},
            since = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
        RETURNING epoch`
      if (row !== undefined) return SqliteOwner.of({ epoch: row.epoch })
      return yield* new SqliteFileError({ filename, problem: "openfaith_owner has lost its row; restore a backup" })
    }).pipe(Effect.catchTag("SqlError", (error) => Effect.fail(sqlProblem(filename, error))))
  )
