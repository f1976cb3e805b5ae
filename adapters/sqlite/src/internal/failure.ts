/** What a failure of the database means: in its own words, with a remedy where there is one, and whether it may pass. */

/** The error below the layers it was wrapped in. */
export const innermost = (error: unknown): unknown => {
  let found = error
  while (found instanceof Error && found.cause instanceof Error) found = found.cause
  return found
}

/** SQLite's code, such as `SQLITE_CONSTRAINT_UNIQUE`; empty, where it is no error of SQLite's. */
export const codeOf = (error: unknown): string => {
  const cause = innermost(error)
  return cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_") ? String(cause.code) : ""
}

/**
 * What is the same at each attempt (sqlite.org/rescode.html): the data, the driver's use, or the file itself is to blame. All
 * else may pass by itself, or once an operator has made room, given rights or brought a table back.
 */
const permanent = /^SQLITE_(TOOBIG|CONSTRAINT|MISMATCH|RANGE|CORRUPT|NOTADB|IOERR_CORRUPTFS|READONLY_DBMOVED)/

const remedies: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^SQLITE_(CORRUPT|NOTADB|IOERR_CORRUPTFS)/,
    "the file is damaged: stop this process, keep a copy of the file, and restore a backup, or save what can be read with `sqlite3 <file> .recover`"
  ],
  [/^SQLITE_READONLY_DBMOVED/, "the file was moved, deleted or replaced while it was open: start this process again"],
  [/^SQLITE_BUSY/, "another program has been writing to this file all the while: let it finish, or stop it"],
  [/^SQLITE_FULL/, "the disk is full: make room"]
]

/** The database's sentence, and what helps. */
export const reasonOf = (error: unknown): string => {
  const cause = innermost(error)
  const sentence = cause instanceof Error ? cause.message : String(cause)
  const code = codeOf(error)
  const remedy = remedies.find(([codes]) => codes.test(code))?.[1]
  return remedy === undefined ? sentence : `${sentence} (${code}): ${remedy}`
}

/** Whether the same may succeed later. */
export const passes = (error: unknown): boolean => {
  const code = codeOf(error)
  if (code !== "") return !permanent.test(code)
  const cause = innermost(error)
  // what else the driver throws is about values it cannot bind, unless the client is being closed
  return cause instanceof Error && /connection is not open/.test(cause.message)
}
