/**
 * The database files that this process has open.
 *
 * POSIX keeps locks per process and file: when a process closes any descriptor of a file, it loses all its locks on it,
 * those of SQLite too (sqlite.org/howtocorrupt.html §2.2). So a file that may be open here is never opened and closed
 * outside of SQLite, and a second opener is refused from this list, before anything touches the file.
 */
import { realpathSync, statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

const key = Symbol.for("@openfaith/adapter-sqlite/openFiles")

/** One list for the process, also where it has loaded two copies of this package, each with a driver of its own. */
const files: Set<string> = (() => {
  // the global object has no type for symbols of libraries
  const globals = globalThis as { [key]?: Set<string> }
  globals[key] ??= new Set()
  return globals[key]
})()

const real = (path: string): string | undefined => {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** The one name of a file, whichever links lead to it; also of one that is not there yet. */
export const nameOf = (filename: string): string => {
  const path = resolve(filename)
  return real(path) ?? join(real(dirname(path)) ?? dirname(path), basename(path))
}

const isSame = (one: string, other: string): boolean => {
  if (one === other) return true
  const first = statSync(one, { bigint: true, throwIfNoEntry: false })
  const second = statSync(other, { bigint: true, throwIfNoEntry: false })
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev
}

/** Whether a layer of this process has the file open, under this or another name. */
export const isOpen = (filename: string): boolean => {
  const name = nameOf(filename)
  return Array.from(files).some((file) => isSame(file, name))
}

/** Enters the file until the scope ends; fails with `refused` where it is in the list already. */
export const enter = <E>(filename: string, refused: () => E): Effect.Effect<void, E, Scope.Scope> =>
  Effect.asVoid(
    Effect.acquireRelease(
      Effect.suspend(() => {
        if (isOpen(filename)) return Effect.fail(refused())
        const name = nameOf(filename)
        files.add(name)
        return Effect.succeed(name)
      }),
      (name) => Effect.sync(() => files.delete(name))
    )
  )
