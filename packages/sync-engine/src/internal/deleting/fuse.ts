/**
 * When so much is missing at the source that something other than deletions is the likelier reason: a right that was taken, a
 * listing that lies, another account. Pure.
 */

/** How much of one resource an audit did not meet. */
export interface Absent {
  readonly resource: string
  /** Records that were live when it was enumerated. */
  readonly live: number
  readonly missing: number
  /** Deleted in the last seven days, less what the host allowed. */
  readonly recentlyDeleted: number
  /** Whether the enumeration meets every record there is. Where it meets some, the others are always missing. */
  readonly covers: "all" | "some"
  /** Whether the source can be asked for each of the missing, so that every deletion is confirmed. */
  readonly addressable: boolean
}

/** More than so many, and more than this share of a resource. Deletions of the last seven days count. */
const large = { count: 20, share: 0.05 }

/** Of a small resource: so many, and more than this share. */
const small = { count: 5, share: 1 / 3 }

/** Of a resource whose deletions nothing confirms: more than this share, however few that are. */
const unaddressable = { share: 1 / 4 }

/** Of all resources of a run together: more than so many, and more than this share. */
const together = { count: 20, share: 0.1 }

const isLarge = ({ live, missing, recentlyDeleted }: Absent) => {
  const gone = missing + recentlyDeleted
  return gone > large.count && gone > large.share * (live + recentlyDeleted)
}

const isAll = ({ live, missing }: Absent) => live > 1 && missing === live

const isSmall = ({ live, missing }: Absent) => missing >= small.count && missing > small.share * live

const isUnaddressable = ({ addressable, live, missing }: Absent) => !addressable && missing > unaddressable.share * live

/** Why the deletions of one resource are held back; nothing where they are not. */
const ownReason = (one: Absent): string | undefined => {
  const { addressable, covers, live, missing } = one
  const number = `${missing} of ${live} records are missing at the source`
  if (covers === "some") {
    // nothing is ever deleted of what is neither met whole nor asked for
    return addressable && isLarge(one) ? `${number}, more than are deleted without being told to` : undefined
  }
  if (isUnaddressable(one)) return `${number}, which has no way to ask for them one by one`
  if (isAll(one)) return `${number}, which shows none of what is stored: the credentials may have lost sight of it`
  return isLarge(one) || isSmall(one) ? `${number}, more than are deleted without being told to` : undefined
}

/**
 * The resources whose deletions wait for the host to allow them (`acceptDeletions`), each with the reason. Judged over all
 * that a run enumerated, before the first deletion. Judged again after some of them it comes to the same.
 *
 * @since 0.1.0
 * @category combinators
 */
export const judge = (all: ReadonlyArray<Absent>): ReadonlyMap<string, string> => {
  const missing = all.filter((one) => one.missing > 0)
  const held = new Map<string, string>()
  for (const one of missing) {
    const reason = ownReason(one)
    if (reason !== undefined) held.set(one.resource, reason)
  }
  const whole = all.filter(({ covers, live }) => covers === "all" && live > 0)
  const sum = whole.reduce((sum, one) => ({ live: sum.live + one.live, missing: sum.missing + one.missing }), {
    live: 0,
    missing: 0
  })
  const isBlind = whole.length > 1 && sum.missing === sum.live
  if (isBlind || (sum.missing > together.count && sum.missing > together.share * sum.live)) {
    for (const { covers, resource } of missing) {
      if (covers === "some" || held.has(resource)) continue
      held.set(
        resource,
        `${sum.missing} of ${sum.live} records of all ${whole.length} resources together are missing at the source, more than are deleted without being told to`
      )
    }
  }
  return held
}
