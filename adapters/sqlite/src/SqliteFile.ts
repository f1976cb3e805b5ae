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

/** What went wrong, in the words of whoever noticed. @internal */
export const words = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

/** The database's own sentence about a statement that failed. */
export const sqlProblem = (filename: string, error: SqlError): SqliteFileError =>
  new SqliteFileError({ filename, problem: words(error.cause ?? error) })

/** Written into the header of our files, so that they are known again: `OPFA`. */
export const applicationId = 0x4f504641

const magic = "SQLite format 3\u0000"

/** The first bytes of every SQLite file, up to the header of the page that lists its tables (sqlite.org/fileformat2.html). */
const headerOf = (filename: string): Buffer => {
  const descriptor = openSync(filename, "r")
  try {
    const buffer = Buffer.alloc(108)
    readSync(descriptor, buffer, 0, buffer.length, 0)
    return buffer
  } finally {
    closeSync(descriptor)
  }
}

/** What SQLite keeps beside a file while somebody writes it, or was when it ended. */
const isUnsettled = (filename: string) =>
  ["-wal", "-journal"].some((suffix) => (statSync(`${filename}${suffix}`, { throwIfNoEntry: false })?.size ?? 0) > 0)

/**
 * Whose file it is, from its bytes alone: opening it, even to read, would leave files beside one that is written through
 * a log.
 */
const strangerIn = (filename: string): string | undefined => {
  const header = headerOf(filename)
  if (header.toString("latin1", 0, magic.length) !== magic) return "this is not a SQLite database"
  if (header.readUInt32BE(68) === applicationId) return undefined
  const pageKind = header.readUInt8(100)
  // the page that lists the tables is a leaf of a tree, or, where there are many, an inner node
  if (pageKind !== 0x0d && pageKind !== 0x05) return "this is a damaged SQLite database"
  const isEmpty = pageKind === 0x0d && header.readUInt16BE(103) === 0 && !isUnsettled(filename)
  return isEmpty
    ? undefined
    : "this is another program's database; choose another file, or hand us its client with `layerFromClient`"
}

const problemWith = (filename: string): string | undefined => {
  if (filename.trim() === "") return "expected the name of a file, but it is empty"
  if (filename === ":memory:") return "a database in memory survives nothing; name a file"
  const folder = dirname(filename)
  if (!existsSync(folder)) return `there is no folder ${folder}`
  if (!existsSync(filename)) return undefined
  const stats = statSync(filename)
  if (!stats.isFile()) return "this is not a file"
  if (stats.size === 0) return undefined
  return strangerIn(filename)
}

/** Writes into the file's header, which shows at once whether the file may be written at all. */
const write = (filename: string) => {
  const database = new Sqlite(filename, { timeout: 5000 })
  try {
    if (database.pragma("application_id", { simple: true }) === applicationId) {
      // a write that changes nothing, and yet needs the right to write
      database.exec("BEGIN IMMEDIATE; ROLLBACK")
      // a damaged file says so here, by name, and not later
      database.prepare("SELECT count(*) FROM sqlite_master").get()
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
