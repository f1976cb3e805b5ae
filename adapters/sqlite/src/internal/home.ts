/**
 * Which file this is, so that a copy is not taken for the original.
 *
 * A file is its inode and the moment it was made, which moving and renaming leave as they are; where the file system does
 * not keep that moment, the inode and the path. A copy of the whole disk has all of these, too.
 */
import { statSync } from "node:fs"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const Identity = Schema.Struct({
  path: Schema.String,
  inode: Schema.String,
  /** Milliseconds; null where the file system does not keep it. */
  made: Schema.NullOr(Schema.Number)
})

type Identity = typeof Identity.Type

/** How a home is written into a row, in which it cannot be confused with a name that the host gives. */
const prefix = "file "

const decode = Schema.decodeOption(Schema.parseJson(Identity))

const identityOf = (home: string): Option.Option<Identity> =>
  home.startsWith(prefix) ? decode(home.slice(prefix.length)) : Option.none()

/** Nothing where there is no file, as in memory: there is no copy of that either. */
export const ofFile = (path: string): string | undefined => {
  const stats = path === "" ? undefined : statSync(path, { bigint: true, throwIfNoEntry: false })
  if (stats === undefined) return undefined
  // what is not kept is shown as the epoch, or as the last change
  const isKept = stats.birthtimeMs > 0n && stats.birthtimeNs !== stats.ctimeNs
  const identity: Identity = { path, inode: `${stats.ino}`, made: isKept ? Number(stats.birthtimeMs) : null }
  return `${prefix}${JSON.stringify(identity)}`
}

/** Whether tokens of one place are at home in the other. Files that do not keep when they were made are known by their path. */
export const isSame = (one: string, other: string): boolean => {
  if (one === other) return true
  const [first, second] = [Option.getOrUndefined(identityOf(one)), Option.getOrUndefined(identityOf(other))]
  if (first === undefined || second === undefined || first.inode !== second.inode) return false
  return first.made === null || second.made === null ? first.path === second.path : first.made === second.made
}

/** A place, for people. */
export const words = (home: string): string =>
  Option.match(identityOf(home), {
    onNone: () => JSON.stringify(home),
    onSome: ({ inode, path }) => `the file ${path} (inode ${inode})`
  })
