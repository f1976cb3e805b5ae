/**
 * One process owns a file: it executes, all others wait or are refused.
 *
 * Ownership is a lock that the operating system holds on a sidecar file and drops when the process dies, however it dies.
 * Each owner has an epoch, one higher than the last; every write checks it, so that what an earlier owner still had
 * under way cannot land.
 */
import { hostname } from "node:os"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as ExecutionStrategy from "effect/ExecutionStrategy"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import * as Driver from "./internal/driver.ts"
import { reasonOf } from "./internal/failure.ts"
import * as OpenFiles from "./internal/openFiles.ts"
import { atOnce } from "./internal/transaction.ts"
import { atStart, isBusy, patiently } from "./internal/waiting.ts"
import { SqliteFileError, sqlProblem } from "./SqliteFile.ts"

/**
 * Another process owns the file, and this one was not to wait.
 *
 * @since 0.1.0
 * @category errors
 */
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

/**
 * What a second process does: fail at once, or wait until the file is free.
 *
 * @since 0.1.0
 * @category models
 */
export type WhenOwned = "refuse" | { readonly wait: Duration.DurationInput }

const sidecar = (filename: string) => `${OpenFiles.nameOf(filename)}-owner`

/** Who holds the lock, as it last introduced itself. */
const holder = (filename: string): string => {
  try {
    const database = Driver.open(filename, { readonly: true })
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

const self = `process ${process.pid} on ${hostname()}`

/** Holds the lock for as long as the scope lasts. The database is only there to be locked: it never holds anything. */
const lock = (filename: string) =>
  // the process itself must not open a file anew that it has open
  OpenFiles.enter(
    filename,
    () => new SqliteFileOwned({ filename, owner: `another layer of this very process, ${self},` })
  ).pipe(
    Effect.zipRight(
      Effect.acquireRelease(
        Effect.try({
          try: () => {
            const database = Driver.open(sidecar(filename))
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
                  problem: Driver.isNotBuilt(cause)
                    ? Driver.notBuilt()
                    : `cannot be locked through ${sidecar(filename)}: ${reasonOf(cause)}`
                })
        }),
        (database) => Effect.sync(() => database.close())
      )
    )
  )

/** In a scope of its own, so that an attempt that failed leaves nothing entered. */
const attempt = (filename: string) =>
  Effect.gen(function* () {
    const scope = yield* Effect.scope
    const own = yield* Scope.fork(scope, ExecutionStrategy.sequential)
    yield* Effect.onError(Scope.extend(lock(filename), own), () => Scope.close(own, Exit.void))
  }).pipe(Effect.uninterruptible)

const acquire = (filename: string, whenOwned: WhenOwned) =>
  whenOwned === "refuse"
    ? attempt(filename)
    : Effect.retry(attempt(filename), {
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
): Layer.Layer<never, SqliteFileError | SqliteFileOwned> =>
  // nobody else can open what is in memory
  filename === "" || filename === ":memory:" ? Layer.empty : Layer.scopedDiscard(acquire(filename, whenOwned))

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
      const [row] = yield* atStart(
        patiently(
          atOnce(
            sql,
            sql<{ readonly epoch: number }>`
              UPDATE openfaith_owner
              SET epoch = epoch + 1, holder = ${self}, since = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
              RETURNING epoch`
          )
        )
      )
      if (row !== undefined) return SqliteOwner.of({ epoch: row.epoch })
      return yield* new SqliteFileError({ filename, problem: "openfaith_owner has lost its row; restore a backup" })
    }).pipe(Effect.catchTag("SqlError", (error) => Effect.fail(sqlProblem(filename, error))))
  )
