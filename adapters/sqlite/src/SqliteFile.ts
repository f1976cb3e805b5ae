/** Opening a SQLite file that is ours to write, or saying in one sentence why it is not. */
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs"
import { dirname } from "node:path"
import type { SqlError } from "@effect/sql/SqlError"
import Sqlite from "better-sqlite3"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** The file cannot be used, and was not touched. */
export class SqliteFileError extends Schema.TaggedError<SqliteFileError>("@openfaith/adapter-sqlite/SqliteFileError")(
  "SqliteFileError",
  { filename: Schema.String, problem: Schema.String }
) {
  override get message() {
    return this.filename.trim() === "" ? this.problem : `${this.filename}: ${this.problem}`
  }
}

const words = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

/** The database's own sentence about a statement that failed. */
export const sqlProblem = (filename: string, error: SqlError): SqliteFileError =>
  new SqliteFileError({ filename, problem: words(error.cause ?? error) })

/** Written into the header of our files, so that they are known again: `OPFA`. */
export const applicationId = 0x4f504641

const header = "SQLite format 3\u0000"

const isDatabase = (filename: string): boolean => {
  const descriptor = openSync(filename, "r")
  try {
    const buffer = Buffer.alloc(header.length)
    readSync(descriptor, buffer, 0, header.length, 0)
    return buffer.toString("latin1") === header
  } finally {
    closeSync(descriptor)
  }
}

/** What of a database's own words tells whether it is ours: read without changing a byte. */
const strangerIn = (filename: string): string | undefined => {
  const database = new Sqlite(filename, { readonly: true, timeout: 5000 })
  try {
    if (database.pragma("application_id", { simple: true }) === applicationId) return undefined
    const [table] = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1").all()
    return table === undefined
      ? undefined
      : "this is another program's database; choose another file, or hand us its client with `layerFromClient`"
  } finally {
    database.close()
  }
}

const problemWith = (filename: string): string | undefined => {
  if (filename.trim() === "") return "expected the name of a file, but it is empty"
  const folder = dirname(filename)
  if (!existsSync(folder)) return `there is no folder ${folder}`
  if (!existsSync(filename)) return undefined
  const stats = statSync(filename)
  if (!stats.isFile()) return "this is not a file"
  if (stats.size === 0) return undefined
  return isDatabase(filename) ? strangerIn(filename) : "this is not a SQLite database"
}

/** Writes into the file's header, which shows at once whether the file may be written at all. */
const write = (filename: string) => {
  const database = new Sqlite(filename, { timeout: 5000 })
  try {
    if (database.pragma("application_id", { simple: true }) === applicationId) {
      // a write that changes nothing, and yet needs the right to write
      database.exec("BEGIN IMMEDIATE; ROLLBACK")
    } else database.pragma(`application_id = ${applicationId}`)
  } finally {
    database.close()
  }
}

const attempt = (
  filename: string,
  verb: string,
  work: () => string | undefined
): Effect.Effect<void, SqliteFileError> =>
  Effect.try({
    try: work,
    catch: (cause) => new SqliteFileError({ filename, problem: `cannot be ${verb}: ${words(cause)}` })
  }).pipe(
    Effect.flatMap((problem) =>
      problem === undefined ? Effect.void : Effect.fail(new SqliteFileError({ filename, problem }))
    )
  )

/**
 * Looks at the file without touching it: fails where it is no SQLite database, or another program's.
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
