/**
 * Where in a listing a run is, what to ask next from there, and what an answer says about the way on. Pure: no clock, no
 * network, no store, so that its promises can be tested as laws.
 */
import { Instant } from "@openfaith/client-core"
import * as Data from "effect/Data"
import * as Schema from "effect/Schema"

/**
 * A place in a listing, as it is kept between pages.
 *
 * `Keyset` has read everything before `from` and the first `skip` records from there on; `Offset` the first `skip` records.
 * `last` is the id of the last record read, which the next page has to begin with: if it does not, records moved, and it
 * is looked for further back (`restarts` times by now).
 *
 * @since 0.1.0
 * @category schemas
 */
export const Cursor = Schema.Union(
  Schema.TaggedStruct("Keyset", {
    by: Schema.String,
    from: Schema.NullOr(Instant.Instant),
    skip: Schema.Int,
    last: Schema.NullOr(Schema.String),
    restarts: Schema.Int
  }),
  Schema.TaggedStruct("Offset", { skip: Schema.Int, last: Schema.NullOr(Schema.String), restarts: Schema.Int }),
  Schema.TaggedStruct("Done", {})
)

/** @since 0.1.0 */
export type Cursor = typeof Cursor.Type

/** A cursor from which there is something to read. */
export type Open = Exclude<Cursor, { readonly _tag: "Done" }>

/** Whether there is something left to read. */
export const isOpen = (cursor: Cursor): cursor is Open => cursor._tag !== "Done"

/** The end. */
export const done: Cursor = { _tag: "Done" }

/** The beginning of a walk in the order of an attribute, or of what comes at or after an instant. */
export const keyset = (by: string, from: Instant.Instant | null = null): Cursor => ({
  _tag: "Keyset",
  by,
  from,
  skip: 0,
  last: null,
  restarts: 0
})

/** The beginning of a walk that counts records. */
export const offset: Cursor = { _tag: "Offset", skip: 0, last: null, restarts: 0 }

/** What to ask a listing for. */
export interface Ask {
  readonly order: string | undefined
  readonly from: Instant.Instant | undefined
  readonly offset: number
}

/** One record of the page, as far as the way on depends on it. */
export interface Row {
  readonly id: string
  /** The attribute the walk goes by. */
  readonly at: Instant.Instant | undefined
}

/** A page, as far as the way on depends on it. */
export interface Seen {
  readonly rows: ReadonlyArray<Row>
  /** Whether the listing offers a next page. */
  readonly more: boolean
  /** How many records match what was asked for, where the API says. */
  readonly total: number | undefined
}

/**
 * What a page means for the way on.
 *
 * @since 0.1.0
 * @category models
 */
export type Step = Data.TaggedEnum<{
  /** The page is good: go on at `cursor`, which may be the end. */
  Advance: { readonly cursor: Cursor }
  /** Records moved since the last page: read again from `cursor`. What this page holds is good all the same. */
  Again: { readonly cursor: Cursor }
  /** The listing does not honour the filter or the order it was asked for. */
  Ignored: Record<never, never>
}>

/** @since 0.1.0 */
export const Step = Data.taggedEnum<Step>()

/** One record of overlap shows whether anything moved. */
const overlap = (skip: number) => Math.max(0, skip - 1)

/** What to ask for, to read on from a cursor. */
export const ask = (cursor: Open): Ask =>
  cursor._tag === "Keyset"
    ? { order: cursor.by, from: cursor.from ?? undefined, offset: overlap(cursor.skip) }
    : { order: undefined, from: undefined, offset: overlap(cursor.skip) }

/** Whether rows are where, and in the order, they were asked for. */
const honoured = (rows: ReadonlyArray<Row>, from: Instant.Instant | null): boolean => {
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

const sameMoment = (one: Instant.Instant | null | undefined, other: Instant.Instant | undefined): boolean =>
  one != null && other !== undefined && Instant.toEpochMillis(one) === Instant.toEpochMillis(other)

/**
 * Whether the page fails to go on where the last one ended. By an attribute, the last one read comes first, and still at
 * the moment it was read at: an edit may have taken it to this very place. Where records are counted, whatever comes
 * after it is new, wherever it stands.
 */
const moved = (cursor: Open, { rows }: Seen): boolean => {
  if (cursor.last === null) return false
  if (cursor._tag === "Offset") return !rows.some(({ id }) => id === cursor.last)
  const [first] = rows
  return first?.id !== cursor.last || !sameMoment(cursor.from, first.at)
}

/** A listing may say nothing of a next page and yet hold more than it has shown. */
const ended = (cursor: Open, { more, rows, total }: Seen): boolean => {
  const read = overlap(cursor.skip) + rows.length
  if (rows.length <= cursor.skip - overlap(cursor.skip)) return true
  return !more && (total === undefined || read >= total)
}

/**
 * Where to look for the last one read: at the beginning of its moment; or, where records are counted, further back each
 * time, since any number of those before it may be gone. If it is gone itself, this ends at the very beginning.
 */
const again = (cursor: Open, pageSize: number): Cursor => {
  const restarts = cursor.restarts + 1
  if (cursor._tag === "Keyset") return { ...cursor, skip: 0, last: null, restarts }
  const skip = Math.max(0, cursor.skip - pageSize * 2 ** cursor.restarts)
  return { ...cursor, skip, last: skip === 0 ? null : cursor.last, restarts }
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
  if (cursor._tag === "Keyset" && !honoured(rows, cursor.from)) return Step.Ignored()
  if (moved(cursor, page)) return Step.Again({ cursor: again(cursor, pageSize) })
  if (ended(cursor, page)) return Step.Advance({ cursor: done })
  const last = rows.at(-1)
  if (last === undefined) return Step.Advance({ cursor: done })
  const read = overlap(cursor.skip) + rows.length
  if (cursor._tag === "Offset") {
    // headway is a page that joins the one before it; from the beginning anybody can start
    const restarts = cursor.last === null ? cursor.restarts : Math.max(0, cursor.restarts - 1)
    return Step.Advance({ cursor: { _tag: "Offset", skip: read, last: last.id, restarts } })
  }
  if (last.at === undefined) return Step.Ignored()
  const within = sameMoment(cursor.from, last.at)
  return Step.Advance({
    cursor: {
      ...cursor,
      from: last.at,
      // still within the moment the walk stood at: everything read of it so far; else only this page's rows of the new one
      skip: within ? read : tied(rows, last.at),
      last: last.id,
      // a moment that is begun again and again is no headway
      restarts: within ? cursor.restarts : 0
    }
  })
}
