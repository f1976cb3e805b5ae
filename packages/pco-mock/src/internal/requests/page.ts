/**
 * Writes the rows of a page as JSON:API, and what they include. Where nothing stands before the world it is put together from
 * fragments; otherwise row by row, by `Render`.
 */

import { isPlain, type View, type World } from "../../World.ts"
import * as Edges from "../world/edges.ts"
import type { Table } from "../world/table.ts"
import * as Fragment from "./fragment.ts"
import type * as Query from "./query.ts"
import * as Render from "./render.ts"
import * as Utf8 from "./utf8.ts"

/** What is written, and where. */
export interface Page {
  /** The rows, in order. */
  readonly rows: View
  /** The path of the list, which the links of its rows begin with. */
  readonly path: string
  readonly include: Query.Include
  /** So many of the last included records are left out. */
  readonly dropIncluded: number
}

/** Writes `"data":[…],"included":[…]`. */
export const write = (writer: Utf8.Writer, context: Render.Context, page: Page): void => {
  const { at, surplus } = writer
  const quick = isPlain(context.world) && context.fields.size === 0 && page.dropIncluded === 0
  if (quick && quickly(writer, context, page)) return
  writer.at = at
  writer.surplus = surplus
  slowly(writer, context, page)
}

const slowly = (writer: Utf8.Writer, context: Render.Context, page: Page): void => {
  const { slots, table } = page.rows
  const included: Render.Included = new Map()
  const self = `${context.origin}${page.path}/`
  const rows = Array.from(slots, (slot) => {
    const row = table.row(slot)
    return Render.listRow(context, row, self + row.id, page.include, included)
  })
  const kept = [...included.values()].slice(0, Math.max(0, included.size - page.dropIncluded))
  Utf8.text(writer, `"data":[${rows.join(",")}],"included":[${kept.join(",")}]`)
}

const data = Utf8.bytes(`"data":[`)
const andIncluded = Utf8.bytes(`],"included":[`)
const comma = Utf8.bytes(",")
const closeList = Utf8.bytes("]")
const nobody = Utf8.bytes("null")
const closeIdentifier = Utf8.bytes(`"}`)
const closeLink = Utf8.bytes(`"}}`)
const nothing: Query.Include = new Map()

/** One page while it is written. */
interface Run {
  readonly context: Render.Context
  /** Where each record that is included goes. */
  readonly included: Utf8.Writer
  /** Which records were included already. */
  readonly seen: Map<Table, Set<number>>
}

/** Records of one table that include the same, in this page. */
interface Part {
  readonly fragments: Fragment.Fragments
  readonly inclusions: ReadonlyArray<Inclusion>
  /** What a row ends with, up to its id or its path: where nothing is included, and where something is. */
  readonly ends: readonly [alone: Uint8Array, including: Uint8Array]
  /** Whether the links end with the id of the record, and not with its path. */
  readonly byId: boolean
  readonly seen: Set<number>
}

/** A name in `include`, for the records that have it. */
interface Inclusion {
  /** Up to the id of the record, or its path. */
  readonly before: Uint8Array
  /** From there up to what it leads to, and what stands behind that. */
  readonly between: Uint8Array
  readonly behind: Uint8Array
  readonly many: boolean
  /** How an identifier begins that names a role, and not the type of the record. */
  readonly role: Uint8Array | undefined
  readonly next: Query.Include
  readonly reach: (slot: number) => readonly [Table, ArrayLike<number>] | undefined
  /** What is reached, once anything was. */
  part: Part | undefined
}

/** A record that a row leads to. */
interface Met {
  readonly part: Part
  readonly slot: number
}

// a page is written in one go, so one is enough
const aside = Utf8.make(64 * 1024)

/** False when something of the page is not put together from fragments; what was written then means nothing. */
const quickly = (writer: Utf8.Writer, context: Render.Context, { include, path, rows }: Page): boolean => {
  Utf8.clear(aside)
  const run: Run = { context, included: aside, seen: new Map() }
  const part = makePart(run, rows.table, include, path)
  if (part === undefined) return false
  const met: Array<Met> = []
  Utf8.copy(writer, data)
  for (let n = 0; n < rows.slots.length; n++) {
    if (n > 0) Utf8.copy(writer, comma)
    if (!writeRow(run, writer, part, rows.slots[n] ?? 0, met)) return false
    if (!addIncluded(run, met)) return false
  }
  Utf8.copy(writer, andIncluded)
  Utf8.append(writer, aside)
  Utf8.copy(writer, closeList)
  return true
}

/** Undefined where its records need more than fragments. */
const makePart = (run: Run, table: Table, include: Query.Include, list?: string): Part | undefined => {
  const { resource } = table
  const { origin, world } = run.context
  if (resource.type === "Organization") return undefined
  const seen = run.seen.get(table) ?? new Set<number>()
  if (list === undefined) {
    // records of two products under one name on the wire would be told apart here, and nowhere else
    for (const other of run.seen.keys()) if (other !== table && other.resource.type === resource.type) return undefined
    run.seen.set(table, seen)
  }
  const without = [...include.keys()].filter((name) => resource.relationships.has(name))
  const fragments = Fragment.of(world, table, without)
  const { related, root } = fragments
  const self = `,"links":{"self":"${origin}${list === undefined ? (root ?? "") : `${list}/`}`
  return {
    fragments,
    inclusions: [...include].map(([name, further], index) => {
      const lead = index > 0 || related === "some" ? "," : related === "none" ? `,"relationships":{` : ""
      return inclusion(run, fragments, include, name, further, lead)
    }),
    ends: [Utf8.bytes(related === "none" ? self : `}${self}`), Utf8.bytes(`}${self}`)],
    byId: list !== undefined || root !== undefined,
    seen
  }
}

const inclusion = (
  { context: { origin, world } }: Run,
  { root, table }: Fragment.Fragments,
  include: Query.Include,
  name: string,
  further: ReadonlyArray<string>,
  lead: string
): Inclusion => {
  const { edges, relationships } = table.resource
  const many = edges.get(name)?.many === true
  const role = many ? undefined : relationships.get(name)?.role
  // observed with `include=households.people`: the second name hangs on the first record too, leading nowhere
  const strays = further.flatMap((second) =>
    relationships.has(second) || include.has(second) ? [] : [`,"${second}":${Render.nowhere}`]
  )
  return {
    before: Utf8.bytes(`${lead}"${name}":{"links":{"related":"${origin}${root ?? ""}`),
    between: Utf8.bytes(`/${name}"},"data":${many ? "[" : ""}`),
    behind: Utf8.bytes(`${many ? "]" : ""}}${strays.join("")}`),
    many,
    role: role === undefined ? undefined : Utf8.bytes(`{"type":"${role}","id":"`),
    next: further.length === 0 ? nothing : new Map(further.map((second) => [second, []])),
    reach: reaching(world, table, name),
    part: undefined
  }
}

const reaching = (world: World, table: Table, name: string): Inclusion["reach"] => {
  const walk = Edges.walk(world.kinds, table.resource.key, name)
  if (walk?.by !== "children") return (slot) => Edges.slots(world.kinds, table, slot, name)
  const to = table.other(walk.of)
  return (slot) => [to, to.children(walk.ref, slot)]
}

/** Puts records behind those that were included before, each once, and what they include in turn behind each of them. */
const addIncluded = (run: Run, met: Array<Met>): boolean => {
  const { included } = run
  for (const { part, slot } of met) {
    if (part.seen.has(slot)) continue
    part.seen.add(slot)
    if (included.at > 0) Utf8.copy(included, comma)
    const further: Array<Met> = []
    if (!writeRow(run, included, part, slot, further) || !addIncluded(run, further)) return false
  }
  met.length = 0
  return true
}

/** Writes a row, and says which records it leads to. */
const writeRow = (run: Run, writer: Utf8.Writer, part: Part, slot: number, met: Array<Met>): boolean => {
  const { byId, ends, fragments, inclusions } = part
  const { ring } = fragments
  const place = Fragment.at(fragments, slot)
  if (place < 0) return false
  // copied along with the row: the fragment may move as soon as others are asked for
  const id = writer.at + fragments.opening.length
  const idEnd = id + Fragment.idLength(ring, place)
  const surplus = Fragment.surplus(ring, place)
  Utf8.copy(writer, ring.bytes, Fragment.start(place), Fragment.end(ring, place))
  writer.surplus += surplus
  for (let n = 0; n < inclusions.length; n++) {
    const each = inclusions[n]
    if (each === undefined) continue
    Utf8.copy(writer, each.before)
    if (fragments.root === undefined) writePath(writer, fragments, slot)
    else Utf8.copy(writer, writer.bytes, id, idEnd)
    Utf8.copy(writer, each.between)
    if (!writeTargets(run, writer, each, slot, met)) return false
    Utf8.copy(writer, each.behind)
  }
  Utf8.copy(writer, ends[inclusions.length === 0 ? 0 : 1])
  if (byId) Utf8.copy(writer, writer.bytes, id, idEnd)
  else writePath(writer, fragments, slot)
  Utf8.copy(writer, closeLink)
  return true
}

const writePath = (writer: Utf8.Writer, fragments: Fragment.Fragments, slot: number): void => {
  const place = Fragment.at(fragments, slot)
  const { ring } = fragments
  Utf8.copy(writer, ring.bytes, Fragment.end(ring, place), Fragment.pathEnd(ring, place))
}

/** Writes the identifiers of what a record leads to. */
const writeTargets = (run: Run, writer: Utf8.Writer, of: Inclusion, slot: number, met: Array<Met>): boolean => {
  const { many, next, reach, role } = of
  const found = reach(slot)
  const count = found === undefined ? 0 : found[1].length
  for (let n = 0; found !== undefined && n < count; n++) {
    const [table, slots] = found
    if (of.part?.fragments.table !== table) of.part = makePart(run, table, next)
    const { part } = of
    const target = slots[n] ?? 0
    const place = part === undefined ? -1 : Fragment.at(part.fragments, target)
    if (part === undefined || place < 0) return false
    met.push({ part, slot: target })
    if (n > 0 && !many) continue
    if (n > 0) Utf8.copy(writer, comma)
    const { opening, ring } = part.fragments
    const start = Fragment.start(place)
    const id = start + opening.length
    if (role !== undefined) Utf8.copy(writer, role)
    Utf8.copy(writer, ring.bytes, role === undefined ? start : id, id + Fragment.idLength(ring, place))
    Utf8.copy(writer, closeIdentifier)
  }
  if (count === 0 && !many) Utf8.copy(writer, nobody)
  return true
}
