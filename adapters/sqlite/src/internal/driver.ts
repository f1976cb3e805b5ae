/** The native driver: opening a database without ever blocking on a lock, and a clear answer where it is not built. */
import { fileURLToPath } from "node:url"
import Sqlite from "better-sqlite3"

/** What the loaders of `better-sqlite3` and of Node say when the binary is missing or made for another Node. */
const loadFailure =
  /could not locate the bindings file|cannot find module .*better[-_]sqlite3|NODE_MODULE_VERSION|ERR_DLOPEN_FAILED|invalid ELF header|GLIBC|symbol not found|undefined symbol/i

const textOf = (cause: unknown): string =>
  cause instanceof Error ? `${"code" in cause ? String(cause.code) : ""} ${cause.message}` : String(cause)

/** Whether the driver itself could not be loaded, whatever was to be opened with it. */
export const isNotBuilt = (cause: unknown): boolean =>
  // an error of SQLite's own has its own codes, and was given by a driver that works
  !/^SQLITE_/.test(textOf(cause)) && loadFailure.test(textOf(cause))

const folder = (): string => {
  try {
    return fileURLToPath(new URL(".", import.meta.resolve("better-sqlite3/package.json")))
  } catch {
    return "node_modules/better-sqlite3"
  }
}

/** One sentence for an operator, with the command that builds the driver. */
export const notBuilt = (): string =>
  `the SQLite driver better-sqlite3 is not built for this Node (${process.version}, ${process.platform}-${process.arch}); build it with: npx node-gyp rebuild --release --force_build=1 --directory="${folder()}"`

/**
 * Opens a database that does not wait for locks: a wait inside SQLite blocks the whole process. Who has to wait does so
 * between attempts (`waiting.ts`).
 */
export const open = (filename: string, options: Sqlite.Options = {}): Sqlite.Database =>
  new Sqlite(filename, { timeout: 0, ...options })
