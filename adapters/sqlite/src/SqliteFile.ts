/** Opening a SQLite file that is ours to write, or saying in one sentence why it is not. */
import { lstatSync, statSync } from "node:fs"
import { dirname } from "node:path"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Driver from "./internal/driver.ts"
import { codeOf, reasonOf } from "./internal/failure.ts"
import * as OpenFiles from "./internal/openFiles.ts"
import { atStart, isBusy, patiently } from "./internal/waiting.ts"

/**
 * The file cannot be used, and was not touched.
 *
 * @since 0.1.0
 * @category errors
 */
export class SqliteFileError extends Schema.TaggedError<SqliteFileError>("@openfaith/adapter-sqlite/SqliteFileError")(
  "SqliteFileError",
  { filename: Schema.String, problem: Schema.String }
) {
  override get message() {
    return this.filename.trim() === "" ? this.problem : `${this.filename}: ${this.problem}`
  }
}

/** What went wrong while something was done with a file; the driver's own failure to load is told first of all. @internal */
export const problemOf = (cause: unknown): string => (Driver.isNotBuilt(cause) ? Driver.notBuilt() : reasonOf(cause))

/**
 * The database's own sentence about a statement that failed.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sqlProblem = (filename: string, error: SqlError): SqliteFileError =>
  new SqliteFileError({ filename, problem: problemOf(error) })

/**
 * Written into the header of our files, so that they are known again: `OPFA`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const applicationId = 0x4f504641

const isFilled = (filename: string) => (statSync(filename, { throwIfNoEntry: false })?.size ?? 0) > 0

/**
 * Whose database it is, read through SQLite: see `openFiles.ts` for why nothing else may open it. A connection that only
 * reads leaves a log that another program has not brought home as it is; one that may write takes its own log away again.
 */
const strangerIn = (filename: string): string | undefined => {
  const database = Driver.open(filename, { fileMustExist: true, readonly: isFilled(`${filename}-wal`) })
  try {
    if (database.pragma("application_id", { simple: true }) === applicationId) return undefined
    return database.prepare("SELECT 1 FROM sqlite_master LIMIT 1").get() === undefined
      ? undefined
      : "this is another program's database; choose another file, or hand us its client with `layerFromClient`"
  } catch (cause) {
    switch (codeOf(cause)) {
      case "SQLITE_NOTADB":
        return "this is not a SQLite database"
      case "SQLITE_CORRUPT":
        return `this is a damaged SQLite database: ${reasonOf(cause)}`
      default:
        throw cause
    }
  } finally {
    database.close()
  }
}

const problemWith = (filename: string): string | undefined => {
  if (filename.trim() === "") return "expected the name of a file, but it is empty"
  if (filename === ":memory:") return "a database in memory survives nothing; name a file"
  const folder = dirname(filename)
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return `there is no folder ${folder}`
  const stats = statSync(filename, { throwIfNoEntry: false })
  if (stats === undefined) {
    return lstatSync(filename, { throwIfNoEntry: false }) === undefined ? undefined : "this is a link to no file"
  }
  if (!stats.isFile()) return "this is not a file"
  // ours by the word of a layer that has it open
  if (stats.size === 0 || OpenFiles.isOpen(filename)) return undefined
  // our own files have no such journal, not even while they are made
  if (isFilled(`${filename}-journal`)) {
    return "another program is writing to this database, or was interrupted while it did; choose another file"
  }
  return strangerIn(filename)
}

/** Writes into the file's header, which shows at once whether the file may be written at all. */
const write = (filename: string) => {
  const database = Driver.open(filename)
  try {
    if (database.pragma("application_id", { simple: true }) === applicationId) {
      // a write that changes nothing, and yet needs the right to write
      database.exec("BEGIN IMMEDIATE; ROLLBACK")
      // a damaged file says so here, by name, and not later
      database.prepare("SELECT count(*) FROM sqlite_master").get()
      return
    }
    // a process that dies meanwhile leaves no journal behind, by which the next one would not know the file
    database.pragma("journal_mode = MEMORY")
    database.pragma(`application_id = ${applicationId}`)
    database.pragma("journal_mode = WAL")
  } finally {
    database.close()
  }
}

/** What a synchronous piece of work on a file comes to; while another program holds its lock, it is done again. */
const attempt = (
  filename: string,
  verb: string,
  work: () => string | undefined
): Effect.Effect<void, SqliteFileError> =>
  patiently(Effect.try({ try: work, catch: (cause) => cause })).pipe(
    atStart,
    Effect.mapError(
      (cause) =>
        new SqliteFileError({
          filename,
          problem: Driver.isNotBuilt(cause)
            ? Driver.notBuilt()
            : `cannot be ${verb}: ${isBusy(cause) ? `another program has locked it (${reasonOf(cause)})` : reasonOf(cause)}`
        })
    ),
    Effect.flatMap((problem) =>
      problem === undefined ? Effect.void : Effect.fail(new SqliteFileError({ filename, problem }))
    )
  )

/**
 * Looks at the file without changing it: fails where it is no SQLite database, or another program's.
 *
 * @since 0.1.0
 * @category constructors
 */
export const inspect = (filename: string): Effect.Effect<void, SqliteFileError> =>
  attempt(filename, "read", () => problemWith(filename))

/**
 * Marks an inspected file as ours, making it if there is none; fails where it cannot be written.
 *
 * @since 0.1.0
 * @category constructors
 */
export const claim = (filename: string): Effect.Effect<void, SqliteFileError> =>
  attempt(filename, "written", () => {
    write(filename)
    return undefined
  })
