/**
 * Where in a listing a run is, what to ask next from there, and what an answer says about the way on. Pure: no clock, no
 * network, no store, so that its promises can be tested as laws.
 */
import { Instant } from "@openfaith/client-core"
import * as Data from "effect/Data"
import * as Schema from "effect/Schema"
import * as Watermark from "./internal/reading/watermark.ts"

/**
 * Smaller pages than the API allows, since larger ones were too much for it: `most` new records a page, of which `good` were
 * read in a row; after `patience` of them a page of twice the size is tried.
 */
const Size = Schema.Struct({ most: Schema.Int, good: Schema.Int, patience: Schema.Int })

/** Where every walk is. `idle` pages in a row held nothing new, though the listing said there is more. */
const place = {
  skip: Schema.Int,
  last: Schema.NullOr(Schema.String),
  restarts: Schema.Int,
  idle: Schema.optional(Schema.Int),
  size: Schema.optional(Size)
}

/** The latest moment on the first page, which was there before any other page was asked for. */
const counted = { ...place, newest: Schema.NullOr(Instant.Instant) }

/** The walks that can begin anywhere. */
const Seeking = Schema.Union(
  Schema.TaggedStruct("Keyset", {
    by: Schema.String,
    from: Schema.NullOr(Instant.Instant),
    ...place,
    /** The last plausible moment, where the walk has gone on to moments after the source's own time. */
    reached: Schema.optional(Instant.Instant)
  }),
  Schema.TaggedStruct("Filtered", { by: Schema.String, from: Instant.Instant, ...counted }),
  Schema.TaggedStruct("Descending", { by: Schema.String, until: Instant.Instant, ...counted }),
  Schema.TaggedStruct("Offset", counted)
)

/** Where a walk is that can only follow the listing's own links. */
const Linked = Schema.TaggedStruct("Linked", {
  /** What was asked for at the beginning, and is asked for again to begin anew. */
  walk: Seeking,
  /** The next page; none at the beginning. */
  link: Schema.NullOr(Schema.String),
  /** A link that was followed earlier: one that comes up again leads in a circle. */
  mark: Schema.NullOr(Schema.String),
  pages: Schema.Int,
  read: Schema.Int,
  /** The most records there were at a time, by the listing's own word. */
  most: Schema.NullOr(Schema.Int),
  /** How often the end was come to too early. */
  ends: Schema.Int,
  reached: Schema.NullOr(Instant.Instant),
  restarts: Schema.Int,
  /** How many pages in a row were empty. */
  empty: Schema.optional(Schema.Int)
})

/**
 * A place in a listing, as it is kept between pages.
 *
 * `Keyset` has read everything before `from` and the first `skip` records from there on. The others have read the first
 * `skip` records: `Offset` of everything, `Filtered` of what comes at or after `from`, `Descending` of everything, the
 * newest first, down to `until`. `last` is the id of the last record read, which the next page has to begin with: if it
 * does not, records moved, and it is looked for further back (`restarts` times by now). Without a `last` the next page has
 * nothing to begin with: it is the first, or what lies before it cannot be read.
 *
 * `Linked` is any of these over a listing that cannot be asked to begin at a record. It follows the links, and begins
 * anew where they lead in a circle, or nowhere any more, or to an end that comes too early.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Cursor = Schema.Union(...Seeking.members, Linked, Schema.TaggedStruct("Done", {}))

/** @since 0.1.0 */
export type Cursor = typeof Cursor.Type

/**
 * A cursor from which there is something to read.
 *
 * @since 0.1.0
 * @category models
 */
export type Open = Exclude<Cursor, { readonly _tag: "Done" }>

/** @since 0.1.0 */
export type Seeking = typeof Seeking.Type

/** @since 0.1.0 */
export type Linked = typeof Linked.Type

/**
 * Whether there is something left to read.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isOpen = (cursor: Cursor): cursor is Open => cursor._tag !== "Done"

/**
 * The end.
 *
 * @since 0.1.0
 * @category combinators
 */
export const done: Cursor = { _tag: "Done" }

/**
 * The beginning of a walk in the order of an attribute, or of what comes at or after an instant.
 *
 * @since 0.1.0
 * @category combinators
 */
export const keyset = (by: string, from: Instant.Instant | null = null): Cursor => ({
  _tag: "Keyset",
  by,
  from,
  skip: 0,
  last: null,
  restarts: 0
})

const start = { skip: 0, last: null, restarts: 0, newest: null }

/**
 * The beginning of a walk that counts records.
 *
 * @since 0.1.0
 * @category combinators
 */
export const offset: Cursor = { ...start, _tag: "Offset" }

/**
 * The beginning of a walk over what comes at or after an instant, in no order of that.
 *
 * @since 0.1.0
 * @category combinators
 */
export const filtered = (by: string, from: Instant.Instant): Cursor => ({ ...start, _tag: "Filtered", by, from })

/**
 * The beginning of a walk from the newest down to an instant.
 *
 * @since 0.1.0
 * @category combinators
 */
export const descending = (by: string, until: Instant.Instant): Cursor => ({ ...start, _tag: "Descending", by, until })

/**
 * What to ask a listing for.
 *
 * @since 0.1.0
 * @category models
 */
export interface Ask {
  /** The attribute that `from` and the rows' moments are of; by default the one that moves with every change. */
  readonly by: string | undefined
  /** An attribute; with a `-` before it, backwards. */
  readonly order: string | undefined
  readonly from: Instant.Instant | undefined
  readonly offset: number
  /** How many records to ask for; by default as many as the API allows. */
  readonly size?: number | undefined
  /** The link the last page gave, which says all of this by itself. */
  readonly link?: string | undefined
}

/**
 * One record of the page, as far as the way on depends on it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Row {
  readonly id: string
  /** The moment the walk goes by. */
  readonly at: Instant.Instant | undefined
}

/**
 * A page, as far as the way on depends on it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Seen {
  readonly rows: ReadonlyArray<Row>
  /** Whether the listing offers a next page. */
  readonly more: boolean
  /** How many records the next page skips, by its link; absent where the link does not say. */
  readonly onward?: number | undefined
  /** How many records match what was asked for, where the API says. */
  readonly total: number | undefined
  /** The source's own time when it answered, if it is known: no later moment of a record is believed. */
  readonly now?: Instant.Instant | undefined
  /** The link to the next page, if there is one, where a listing cannot be asked to begin at a record. */
  readonly links?: { readonly next: string | undefined } | undefined
  /** The link that was followed is not known any more; there are no rows. */
  readonly lost?: boolean | undefined
}

/**
 * What a page means for the way on.
 *
 * @since 0.1.0
 * @category models
 */
export type Step = Data.TaggedEnum<{
  /** The page is good: go on at `cursor`, which may be the end. Where that is no end to believe, `early` says why. */
  Advance: { readonly cursor: Cursor; readonly early?: string }
  /** Records moved since the last page: read again from `cursor`. What this page holds is good all the same. */
  Again: { readonly cursor: Cursor }
  /** The listing does not honour the filter or the order it was asked for. */
  Ignored: Record<never, never>
}>

/** @since 0.1.0 */
export const Step = Data.taggedEnum<Step>()

/** How many records a page skips: one record of overlap shows whether anything moved. */
const begins = ({ last, skip }: Pick<Seeking, "last" | "skip">) => (last === null ? skip : Math.max(0, skip - 1))

/** The record of overlap comes on top. */
const sizeOf = ({ last, size }: Seeking): number | undefined =>
  size === undefined ? undefined : size.most + (last === null ? 0 : 1)

/**
 * What to ask for, to read on from a cursor.
 *
 * @since 0.1.0
 * @category combinators
 */
export const ask = (cursor: Open): Ask => {
  if (cursor._tag === "Linked") return { ...ask(cursor.walk), link: cursor.link ?? undefined }
  const range = { offset: begins(cursor), size: sizeOf(cursor) }
  switch (cursor._tag) {
    case "Keyset":
      return { by: cursor.by, order: cursor.by, from: cursor.from ?? undefined, ...range }
    case "Filtered":
      return { by: cursor.by, order: undefined, from: cursor.from, ...range }
    case "Descending":
      return { by: cursor.by, order: `-${cursor.by}`, from: undefined, ...range }
    case "Offset":
      return { by: undefined, order: undefined, from: undefined, ...range }
  }
}

/** Pages of half the size are read before one of twice the size is tried, and more of them each time. */
const patience = { first: 16, most: 4_096 }

/**
 * The same place, to be read on from by smaller pages.
 *
 * @since 0.1.0
 * @category combinators
 */
export const withSize = (cursor: Seeking, most: number): Seeking => ({
  ...cursor,
  size: {
    most,
    good: 0,
    patience: cursor.size === undefined ? patience.first : Math.min(patience.most, cursor.size.patience * 2)
  }
})

/**
 * How many new records a page holds at most that is asked for from here.
 *
 * @since 0.1.0
 * @category combinators
 */
export const mostOf = ({ size }: Seeking, pageSize: number): number => Math.min(pageSize, size?.most ?? pageSize)

/**
 * The place after the next record, which cannot be read. Whatever page size was too much because of it is not any more.
 *
 * @since 0.1.0
 * @category combinators
 */
export const past = ({ size: _, ...cursor }: Seeking): Seeking => ({
  ...cursor,
  skip: cursor.skip + 1,
  last: null
})

/**
 * The same place, with nothing to begin with: the last record read may be one that cannot be read again.
 *
 * @since 0.1.0
 * @category combinators
 */
export const alone = (cursor: Seeking): Seeking => ({ ...cursor, last: null })

/**
 * The same place, to be read on from by pages as large as the API allows.
 *
 * @since 0.1.0
 * @category combinators
 */
export const unsized = (cursor: Cursor): Cursor => {
  if (!isOpen(cursor) || cursor._tag === "Linked") return cursor
  const { size: _, ...on } = cursor
  return on
}

/**
 * The beginning of the same walk.
 *
 * @since 0.1.0
 * @category combinators
 */
export const firstOf = (cursor: Open): Seeking => begun(cursor._tag === "Linked" ? cursor.walk : cursor)

/**
 * A walk over links is begun anew by smaller pages: its links say how large they are.
 *
 * @since 0.1.0
 * @category combinators
 */
export const restarted = ({ ends, restarts, walk }: Linked, most: number): Cursor =>
  linked(withSize(walk, most), { ends, restarts: restarts + 1 })

/**
 * Whether a walk is at its beginning.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isFirst = (cursor: Seeking): boolean =>
  cursor.skip === 0 && cursor.last === null && (cursor._tag !== "Keyset" || cursor.from === null)

/**
 * Names the next record by its place, for people: `12`, or `updated_at>=2026-01-01T00:00:00Z+3`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const positionOf = (cursor: Seeking): string => {
  const from = cursor._tag === "Keyset" || cursor._tag === "Filtered" ? cursor.from : null
  const order = cursor._tag === "Descending" ? `-${cursor.by}+` : ""
  return from === null || !("by" in cursor) ? `${order}${cursor.skip}` : `${cursor.by}>=${from}+${cursor.skip}`
}

/** A page of this size was read. */
const read = ({ size, ...cursor }: Seeking): Seeking => {
  if (size === undefined) return cursor
  const good = size.good + 1
  return { ...cursor, size: good < size.patience ? { ...size, good } : { ...size, most: size.most * 2, good: 0 } }
}

/** Whether rows are from a moment on, and in the order of that. */
const ascends = (rows: ReadonlyArray<Row>, from: Instant.Instant | null): boolean => {
  // a record without the attribute can only stand before all others, in a walk that began at the very beginning
  let previous = from === null ? Number.NEGATIVE_INFINITY : Instant.toEpochMillis(from)
  for (const { at } of rows) {
    if (at === undefined) {
      if (previous !== Number.NEGATIVE_INFINITY) return false
      continue
    }
    const moment = Instant.toEpochMillis(at)
    if (moment < previous) return false
    previous = moment
  }
  return true
}

/** Whether no row is from before a moment. */
const isFrom = (rows: ReadonlyArray<Row>, from: Instant.Instant): boolean =>
  rows.every(({ at }) => at !== undefined && Instant.order(at, from) >= 0)

/** Whether no row is newer than one before it; those without a moment may stand at either end. */
const descends = (rows: ReadonlyArray<Row>): boolean => {
  const moments = rows.flatMap(({ at }) => (at === undefined ? [] : [Instant.toEpochMillis(at)]))
  return moments.every((moment, index) => index === 0 || moment <= (moments[index - 1] ?? moment))
}

/** Whether the listing does what it was asked to. */
const honoured = (cursor: Seeking, rows: ReadonlyArray<Row>): boolean => {
  switch (cursor._tag) {
    case "Keyset":
      return ascends(rows, cursor.from)
    case "Filtered":
      return isFrom(rows, cursor.from)
    case "Descending":
      return descends(rows)
    case "Offset":
      return true
  }
}

/** What a page says of how far changes were read. */
type Moments = Pick<Seen, "rows" | "now">

/** The latest plausible moment on a page. */
const latest = ({ now, rows }: Moments): Instant.Instant | null =>
  rows.reduce<Instant.Instant | null>((newest, row) => {
    const at = Watermark.plausible(row.at, now)
    return at !== undefined && (newest === null || Instant.order(at, newest) > 0) ? at : newest
  }, null)

/** What the first page says of when the walk began. */
const newest = (cursor: Exclude<Seeking, { readonly _tag: "Keyset" }>, page: Moments) =>
  cursor.skip === 0 ? latest(page) : cursor.newest

/**
 * The moment up to which everything that had changed is read once the walk ends with this page: in the order of changes,
 * the last one come to; else the latest there was on the first page, since nothing says when the others changed. It is never
 * after the source's own time: a record that says so is passed over.
 *
 * @since 0.1.0
 * @category combinators
 */
export const reached = (cursor: Open, page: Moments): Instant.Instant | undefined => {
  if (cursor._tag === "Linked") return along(cursor, page) ?? undefined
  return (cursor._tag === "Keyset" ? (latest(page) ?? cursor.reached) : newest(cursor, page)) ?? undefined
}

/** The same over links: an empty page takes nothing away from the pages before it. */
const along = ({ link, reached, walk }: Linked, page: Moments): Instant.Instant | null => {
  if (walk._tag === "Keyset") return latest(page) ?? reached
  return link === null ? latest(page) : reached
}

const sameMoment = (one: Instant.Instant | null | undefined, other: Instant.Instant | undefined): boolean =>
  one != null && other !== undefined && Instant.toEpochMillis(one) === Instant.toEpochMillis(other)

/**
 * Whether the page fails to go on where the last one ended. By an attribute, the last one read comes first, and still at
 * the moment it was read at: an edit may have taken it to this very place. Where records are counted, whatever comes
 * after it is new, wherever it stands.
 */
const moved = (cursor: Seeking, { rows }: Seen): boolean => {
  if (cursor.last === null) return false
  if (cursor._tag !== "Keyset") return !rows.some(({ id }) => id === cursor.last)
  const [first] = rows
  return first?.id !== cursor.last || !sameMoment(cursor.from, first.at)
}

/** How many rows come after the last one read before. */
const fresh = ({ last }: Seeking, rows: ReadonlyArray<Row>): number =>
  last === null ? rows.length : rows.length - 1 - rows.findLastIndex(({ id }) => id === last)

/** Whether a walk from the newest down has come to what was known. */
const isDown = (cursor: Seeking, rows: ReadonlyArray<Row>): boolean =>
  cursor._tag === "Descending" && rows.some(({ at }) => at !== undefined && Instant.order(at, cursor.until) < 0)

/** A listing that comes to nothing new so often is at its end. */
const belief = 3

/** Pages in a row that may be empty while the listing says that there is more: so many records may be hidden. */
const mostEmpty = 100
const tooManyEmpty = `${mostEmpty} pages in a row were empty, though the listing says that there is more`

/**
 * What a page without anything new means. Where it holds more than the last one read, as much was put before that as fits
 * a page, or it is the page that came before: what lies behind it is looked at, and a walk that sees only this again and
 * again gets nowhere. Else it is the end, unless the listing says that there is more: then that is looked at, since what the
 * page left out may be hidden. Where that leads nowhere, it is asked again.
 */
const stale = (cursor: Seeking, { more, onward, rows, total }: Seen, pageSize: number): Step => {
  const at = begins(cursor)
  const reached = at + rows.length
  if (cursor.last !== null && rows.length > 1) {
    return Step.Again({ cursor: { ...cursor, skip: reached, restarts: cursor.restarts + 1 } })
  }
  const isWhole = total !== undefined && total <= reached
  const idle = (cursor.idle ?? 0) + 1
  const next = onward ?? at + (sizeOf(cursor) ?? pageSize)
  if (more && !isWhole && next > at) {
    const on = { ...cursor, skip: next, last: null, idle }
    return idle > mostEmpty ? Step.Advance({ cursor: done, early: tooManyEmpty }) : Step.Advance({ cursor: on })
  }
  const owes = total === undefined ? more : !isWhole
  if (owes && idle < belief) return Step.Again({ cursor: { ...cursor, idle } })
  return more && !isWhole
    ? Step.Advance({ cursor: done, early: "the listing says that there is more, and does not go on" })
    : Step.Advance({ cursor: done })
}

/**
 * Where to look for the last one read: at the beginning of its moment; or, where records are counted, further back each
 * time, since any number of those before it may be gone. If it is gone itself, this ends at the very beginning.
 */
const again = (cursor: Seeking, pageSize: number): Cursor => {
  const { idle: _, ...on } = { ...cursor, restarts: cursor.restarts + 1 }
  if (on._tag === "Keyset") return { ...on, skip: 0, last: null }
  const skip = Math.max(0, cursor.skip - pageSize * 2 ** cursor.restarts)
  return { ...on, skip, last: skip === 0 ? null : cursor.last }
}

/** How many rows at the end of the page share the last one's moment: those may go on on the next page. */
const tied = (rows: ReadonlyArray<Row>, at: Instant.Instant): number => {
  const moment = Instant.toEpochMillis(at)
  let count = 0
  for (let index = rows.length - 1; index >= 0; index--) {
    const other = rows[index]?.at
    if (other === undefined || Instant.toEpochMillis(other) !== moment) break
    count++
  }
  return count
}

/** A walk as it was at its beginning. */
const begun = ({ idle: _, ...walk }: Seeking): Seeking =>
  walk._tag === "Keyset" ? { ...walk, skip: 0, last: null, restarts: 0 } : { ...walk, ...start }

/** A walk over links at its beginning. */
const linked = (walk: Seeking, { ends = 0, restarts = 0 } = {}): Linked => ({
  _tag: "Linked",
  walk,
  link: null,
  mark: null,
  pages: 0,
  read: 0,
  most: null,
  ends,
  reached: null,
  restarts
})

/**
 * The walk from its beginning, as if nothing had been tried: for whoever tries again after it was given up.
 *
 * @since 0.1.0
 * @category combinators
 */
export const anew = (cursor: Open): Cursor => (cursor._tag === "Linked" ? linked(cursor.walk) : begun(cursor))

/** The most of what is known. */
const most = (one: number | null, other: number | undefined) => (other === undefined ? one : Math.max(one ?? 0, other))

/**
 * What a page means where only links lead on. Nothing shows whether records moved, but that in the end there were fewer
 * than there should be: some were skipped, or deleted meanwhile, or the listing ended too early. Then all is read again;
 * the third end is believed.
 */
const follow = (cursor: Linked, page: Seen): Step => {
  const { ends, mark, pages, restarts, walk } = cursor
  const { rows, total } = page
  const anew = (more: 0 | 1) => Step.Again({ cursor: linked(walk, { ends: ends + more, restarts: restarts + 1 }) })
  if (page.lost === true) return anew(0)
  const begins = walk._tag === "Keyset" && cursor.reached !== null ? { ...walk, from: cursor.reached } : walk
  if (!honoured(begins, rows)) return Step.Ignored()
  const read = cursor.read + rows.length
  const known = most(cursor.most, total)
  const end = (isShort: boolean) => (isShort && ends + 1 < belief ? anew(1) : Step.Advance({ cursor: done }))
  if (isDown(walk, rows)) return end(known !== null && total !== undefined && total < known)
  const next = page.links?.next
  if (next === undefined) return end(known !== null && read < known)
  if (next === cursor.link || next === mark) return anew(0)
  const empty = rows.length > 0 ? 0 : (cursor.empty ?? 0) + 1
  if (empty > mostEmpty) return Step.Advance({ cursor: done, early: tooManyEmpty })
  const { empty: _, ...on } = cursor
  return Step.Advance({
    cursor: {
      ...on,
      ...(empty === 0 ? {} : { empty }),
      link: next,
      // moved further ahead each time, so that a circle of any length comes round to it
      mark: (pages & (pages - 1)) === 0 ? next : mark,
      pages: pages + 1,
      read,
      most: known,
      reached: along(cursor, page)
    }
  })
}

/**
 * What a page means for the way on.
 *
 * A keyset walk goes on at the moment of the last row, past the rows of that moment already read. A record that is edited
 * meanwhile comes up again at the end; one that leaves the moment being read shifts the rest of it, which the overlap
 * shows, and the moment is read again.
 *
 * @since 0.1.0
 * @category combinators
 */
export const advance = (cursor: Open, page: Seen, pageSize: number): Step => {
  const { rows } = page
  if (cursor._tag === "Linked") return follow(cursor, page)
  // from its first page on; one that counted before begins there too, since that is what was answered
  if (page.links !== undefined) return follow(linked(begun(cursor)), page)
  if (!honoured(cursor, rows)) return Step.Ignored()
  if (moved(cursor, page)) return Step.Again({ cursor: again(cursor, pageSize) })
  if (isDown(cursor, rows)) return Step.Advance({ cursor: done })
  const last = rows.at(-1)
  if (last === undefined || fresh(cursor, rows) === 0) return stale(cursor, page, pageSize)
  const counted = begins(cursor) + rows.length
  // a listing may say nothing of a next page and yet hold more than it has shown
  if (!page.more && (page.total === undefined || counted >= page.total)) return Step.Advance({ cursor: done })
  const { idle: _, ...on } = read(cursor)
  // the listing counts records that it does not show: what comes next has nothing to join
  const hides = page.more && page.onward !== undefined && page.onward > counted
  const joined = hides ? { skip: page.onward, last: null } : { skip: counted, last: last.id }
  if (on._tag !== "Keyset") {
    // headway is a page that joins the one before it; from the beginning anybody can start
    const restarts = cursor.last === null ? cursor.restarts : Math.max(0, cursor.restarts - 1)
    return Step.Advance({
      cursor: {
        ...on,
        ...joined,
        restarts,
        newest: newest(on, page)
      }
    })
  }
  if (last.at === undefined) return Step.Ignored()
  const within = sameMoment(on.from, last.at)
  const before = Watermark.isAhead(last.at, page.now) ? (latest(page) ?? on.reached) : undefined
  return Step.Advance({
    cursor: {
      ...on,
      from: last.at,
      // still within the moment the walk stood at: everything read of it so far; else only this page's rows of the new one
      ...(within ? joined : { skip: tied(rows, last.at), last: last.id }),
      // a moment that is begun again and again is no headway
      restarts: within ? cursor.restarts : 0,
      ...(before === undefined ? {} : { reached: before })
    }
  })
}
