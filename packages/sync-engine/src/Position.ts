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
export const Position = Schema.Union(
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
export type Position = typeof Position.Type

/** A position from which there is something to read. */
export type Open = Exclude<Position, { readonly _tag: "Done" }>

/** The end. */
export const done: Position = { _tag: "Done" }

/** The beginning of a walk in the order of an attribute, or of what comes at or after an instant. */
export const keyset = (by: string, from: Instant.Instant | null = null): Position => ({
  _tag: "Keyset",
  by,
  from,
  skip: 0,
  last: null,
  restarts: 0
})

/** The beginning of a walk that counts records. */
export const offset: Position = { _tag: "Offset", skip: 0, last: null, restarts: 0 }

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
  /** The page is good: go on at `position`, which may be the end. */
  Advance: { readonly position: Position }
  /** Records moved since the last page: read again from `position`. What this page holds is good all the same. */
  Again: { readonly position: Position }
  /** The listing does not honour the filter or the order it was asked for. */
  Ignored: Record<never, never>
}>

/** @since 0.1.0 */
export const Step = Data.taggedEnum<Step>()

/** One record of overlap shows whether anything moved. */
const overlap = (skip: number) => Math.max(0, skip - 1)

/** What to ask for, to read on from a position. */
export const ask = (position: Open): Ask =>
  position._tag === "Keyset"
    ? { order: position.by, from: position.from ?? undefined, offset: overlap(position.skip) }
    : { order: undefined, from: undefined, offset: overlap(position.skip) }

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
const moved = (position: Open, { rows }: Seen): boolean => {
  if (position.last === null) return false
  if (position._tag === "Offset") return !rows.some(({ id }) => id === position.last)
  const [first] = rows
  return first?.id !== position.last || !sameMoment(position.from, first.at)
}

/** A listing may say nothing of a next page and yet hold more than it has shown. */
const ended = (position: Open, { more, rows, total }: Seen): boolean => {
  const read = overlap(position.skip) + rows.length
  if (rows.length <= position.skip - overlap(position.skip)) return true
  return !more && (total === undefined || read >= total)
}

/**
 * Where to look for the last one read: at the beginning of its moment; or, where records are counted, further back each
 * time, since any number of those before it may be gone. If it is gone itself, this ends at the very beginning.
 */
const again = (position: Open, pageSize: number): Position => {
  const restarts = position.restarts + 1
  if (position._tag === "Keyset") return { ...position, skip: 0, last: null, restarts }
  const skip = Math.max(0, position.skip - pageSize * 2 ** position.restarts)
  return { ...position, skip, last: skip === 0 ? null : position.last, restarts }
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
export const advance = (position: Open, page: Seen, pageSize: number): Step => {
  const { rows } = page
  if (position._tag === "Keyset" && !honoured(rows, position.from)) return Step.Ignored()
  if (moved(position, page)) return Step.Again({ position: again(position, pageSize) })
  if (ended(position, page)) return Step.Advance({ position: done })
  const last = rows.at(-1)
  if (last === undefined) return Step.Advance({ position: done })
  const read = overlap(position.skip) + rows.length
  if (position._tag === "Offset") {
    // headway is a page that joins the one before it; from the beginning anybody can start
    const restarts = position.last === null ? position.restarts : Math.max(0, position.restarts - 1)
    return Step.Advance({ position: { _tag: "Offset", skip: read, last: last.id, restarts } })
  }
  if (last.at === undefined) return Step.Ignored()
  const within = sameMoment(position.from, last.at)
  return Step.Advance({
    position: {
      ...position,
      from: last.at,
      // still within the moment the walk stood at: everything read of it so far; else only this page's rows of the new one
      skip: within ? read : tied(rows, last.at),
      last: last.id,
      // a moment that is begun again and again is no headway
      restarts: within ? position.restarts : 0
    }
  })
}
