/** A listing in memory that can be filtered, ordered and paged, and changes between two pages. */
import { Instant } from "@openfaith/client-core"
import * as FastCheck from "effect/FastCheck"
import * as Cursor from "../src/Cursor.ts"

export interface Row {
  readonly id: number
  /** Whole seconds; none where the record has no such moment. */
  readonly at: number | null
  readonly version: number
}

/** Something that happens to the listing; `nth` picks the row among those there are. */
export type Change =
  | { readonly op: "edit" | "delete"; readonly nth: number }
  | { readonly op: "insert" }
  | { readonly op: "wait"; readonly seconds: number }

const epoch = Date.UTC(2026, 0, 1)

export const instant = (seconds: number): Instant.Instant =>
  Instant.Instant.make(`${new Date(epoch + seconds * 1000).toISOString().slice(0, 19)}Z`)

const secondsOf = (moment: Instant.Instant) => (Instant.toEpochMillis(moment) - epoch) / 1000

/** What a server may get wrong. */
export interface Manners {
  readonly ignoresFilter?: boolean
  readonly ignoresOrder?: boolean
  /** Offers no next page, though its total says there is more. */
  readonly forgetsNext?: boolean
  readonly saysTotal?: boolean
  /** Puts the rows in another order for each page. */
  readonly shuffles?: boolean
  /** Begins at the beginning, whatever it is asked to skip. */
  readonly ignoresOffset?: boolean
  /** Holds something else than asked for: the nth page that is asked for, counted from 1, has so many rows at most. */
  readonly short?: Readonly<Record<number, number>>
  /** Is added to the total. */
  readonly totalOff?: number
  /** Offers a next page on each page, the last one too. */
  readonly alwaysMore?: boolean
  /** Cannot be asked to skip anything: its links alone lead on, to what comes after a row, or after so many. */
  readonly links?: "after a row" | "after so many"
  /** Where the link on the nth page leads that is asked for, counted from 1; the last of them for all that follow, if so said. */
  readonly lies?: Readonly<Record<number, Lie>>
  readonly liesOn?: boolean
}

/** Back to the first page or to this one, past a page, to nowhere at all, or to what is not known any more. */
export type Lie = "back" | "here" | "past" | "end" | "lost"

export const make = (ats: ReadonlyArray<number | null>, manners: Manners = {}) => {
  const rows = new Map<number, Row>(ats.map((at, index) => [index + 1, { id: index + 1, at, version: 0 }]))
  let nextId = ats.length + 1
  let pages = 0
  let asked = 0
  let now = Math.max(0, ...ats.map((at) => at ?? 0))

  const change = (one: Change) => {
    if (one.op === "wait") now += one.seconds
    else if (one.op === "insert") {
      rows.set(nextId, { id: nextId++, at: now, version: 0 })
    } else {
      const row = [...rows.values()][one.nth % Math.max(1, rows.size)]
      if (row === undefined) return
      if (one.op === "delete") rows.delete(row.id)
      else rows.set(row.id, { ...row, at: now, version: row.version + 1 })
    }
  }

  const moment = ({ at }: Row) => at ?? Number.NEGATIVE_INFINITY

  const page = (ask: Cursor.Ask, pageSize: number): Cursor.Seen & { readonly read: ReadonlyArray<Row> } =>
    manners.links === undefined ? seek(ask, pageSize) : follow(manners.links, ask, pageSize)

  const lie = (nth: number): Lie | undefined => {
    const { lies = {}, liesOn = false } = manners
    const last = Object.keys(lies).at(-1)
    return lies[nth] ?? (liesOn && last !== undefined && nth > Number(last) ? lies[Number(last)] : undefined)
  }

  /** What a link says: the row it goes on after, and its place. */
  const follow = (by: NonNullable<Manners["links"]>, ask: Cursor.Ask, pageSize: number) => {
    if (ask.link === "lost") return { rows: [], read: [], more: false, total: undefined, links: undefined, lost: true }
    const whole = seek({ ...ask, offset: 0 }, rows.size + 1)
    const [place, at, id] = (ask.link ?? "0//").split("/")
    const sortKey = (row: Row) =>
      ask.order === undefined ? 0 : ask.order.startsWith("-") ? -(row.at ?? 0) : (row.at ?? 0)
    const isAfter = (row: Row) => sortKey(row) > Number(at) || (sortKey(row) === Number(at) && row.id > Number(id))
    const found = by === "after a row" && id !== "" ? whole.read.findIndex(isAfter) : Number(place)
    const from = found < 0 ? whole.read.length : found
    const link = (to: number) => {
      const last = whole.read[to - 1]
      return last === undefined ? undefined : `${to}/${sortKey(last)}/${last.id}`
    }
    const end = Math.min(from + pageSize, whole.read.length)
    const honest = end < whole.read.length ? link(end) : undefined
    const lying = {
      back: link(Math.min(pageSize, whole.read.length)),
      here: ask.link ?? link(end),
      past: link(end + pageSize),
      end: undefined,
      lost: "lost"
    }
    const told = lie(asked)
    const next = told === undefined ? honest : lying[told]
    return {
      ...whole,
      read: whole.read.slice(from, end),
      rows: whole.rows.slice(from, end),
      more: next !== undefined,
      links: { next }
    }
  }

  const seek = (ask: Cursor.Ask, pageSize: number): Cursor.Seen & { readonly read: ReadonlyArray<Row> } => {
    const { alwaysMore = false, ignoresOffset = false, saysTotal = true, short = {}, totalOff = 0 } = manners
    const offset = ignoresOffset ? 0 : ask.offset
    const length = Math.min(pageSize, short[++asked] ?? pageSize)
    const from = ask.from === undefined || manners.ignoresFilter === true ? undefined : secondsOf(ask.from)
    const backwards = ask.order?.startsWith("-") === true ? -1 : 1
    const matching = [...rows.values()]
      .filter((row) => from === undefined || moment(row) >= from)
      .sort((a, b) =>
        ask.order === undefined || manners.ignoresOrder === true || moment(a) === moment(b)
          ? a.id - b.id
          : backwards * (moment(a) - moment(b))
      )
    if (manners.shuffles === true)
      matching.push(...matching.splice(0, (matching.length / 2 + pages++) % matching.length))
    const read = matching.slice(offset, offset + length)
    return {
      read,
      rows: read.map(({ at, id }) => ({
        id: `${id}`,
        at: at === null ? undefined : instant(at)
      })),
      more: alwaysMore || (manners.forgetsNext !== true && length === pageSize && offset + length < matching.length),
      total: saysTotal ? Math.max(0, matching.length + totalOff) : undefined
    }
  }

  return { rows, change, page, now: () => now }
}

export type Listing = ReturnType<typeof make>

/** How a walk went. */
export interface Walked {
  /** The newest version seen of each row. */
  readonly seen: ReadonlyMap<number, number>
  readonly pages: number
  /** The second in which it first came upon rows of the same second; none where the listing was ahead of it to the end. */
  readonly caughtUp: number
  /** The most attempts in a row that did not go on. */
  readonly restarts: number
  readonly end: "done" | "ignored" | "endless"
  /** The second from which another walk has to begin, as the last page tells it. */
  readonly reached: number | undefined
}

/** Walks to the end, letting one round of changes happen before each page. */
export const walk = (
  listing: Listing,
  start: Cursor.Cursor,
  pageSize: number,
  rounds: ReadonlyArray<ReadonlyArray<Change>> = []
): Walked => {
  const seen = new Map<number, number>()
  const enough = rounds.length + 20 * (listing.rows.size + rounds.flat().length + 5)
  let cursor = start
  let restarts = 0
  let caughtUp = Number.POSITIVE_INFINITY
  let reached: number | undefined
  for (let pages = 0; pages < enough; pages++) {
    if (cursor._tag === "Done") return { seen, pages, caughtUp, restarts, end: "done", reached }
    for (const change of pages === 0 ? [] : (rounds[pages - 1] ?? [])) listing.change(change)
    const page = listing.page(Cursor.ask(cursor), pageSize)
    for (const { id, version } of page.read) seen.set(id, Math.max(version, seen.get(id) ?? 0))
    if (page.read.at(-1)?.at === listing.now()) caughtUp = Math.min(caughtUp, listing.now())
    const step = Cursor.advance(cursor, page, pageSize)
    const moment = Cursor.reached(cursor, page)
    reached = moment === undefined ? undefined : secondsOf(moment)
    if (step._tag === "Ignored") return { seen, pages: pages + 1, caughtUp, restarts, end: "ignored", reached }
    cursor = step.cursor
    if (cursor._tag !== "Done") restarts = Math.max(restarts, cursor.restarts)
  }
  return { seen, pages: enough, caughtUp, restarts, end: "endless", reached }
}

const nth = FastCheck.nat(60)

const edit = FastCheck.record({ op: FastCheck.constant("edit" as const), nth })
const removal = FastCheck.record({ op: FastCheck.constant("delete" as const), nth })
const insert = FastCheck.constant({ op: "insert" as const })
const wait = FastCheck.record({
  op: FastCheck.constant("wait" as const),
  seconds: FastCheck.integer({ min: 1, max: 2 })
})

/** Rows within few seconds, so that many tie. */
export const moments = FastCheck.array(FastCheck.nat(5), { maxLength: 40 })

export const pageSize = FastCheck.integer({ min: 3, max: 7 })

/** What happens between pages, for as long as it happens. */
export const rounds: FastCheck.Arbitrary<ReadonlyArray<ReadonlyArray<Change>>> = FastCheck.array(
  FastCheck.array(FastCheck.oneof(edit, removal, insert, wait), { maxLength: 4 }),
  { maxLength: 30 }
)

/** Rows go, in bulk at times, and come in at the end. */
export const removals: FastCheck.Arbitrary<ReadonlyArray<ReadonlyArray<Change>>> = FastCheck.array(
  FastCheck.array(FastCheck.oneof({ arbitrary: removal, weight: 3 }, { arbitrary: insert, weight: 1 }), {
    maxLength: 14
  }),
  { maxLength: 15 }
)
