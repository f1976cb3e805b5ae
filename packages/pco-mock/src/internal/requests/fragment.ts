/**
 * What of a record's text is the same in every list: written once, and copied from then on.
 */

import type { World } from "../../World.ts"
import type * as Catalog from "../facts/catalog.ts"
import * as Ring from "../webhooks/ring.ts"
import type { Table } from "../world/table.ts"
import * as Render from "./render.ts"
import * as Utf8 from "./utf8.ts"

/**
 * The fragments of one table. A fragment is the text of a record up to what is in `relationships`, which is left open; behind it,
 * where the record does not live at the root of its product, is where it lives.
 */
export interface Fragments {
  readonly table: Table
  /** Whether its fragments end within `relationships`, and whether something is there already. */
  readonly related: "none" | "empty" | "some"
  /** The path of a record without its id, where all that differs is the id. */
  readonly root: string | undefined
  /** Where a record lives, without the origin. */
  readonly pathOf: (slot: number) => string
  /** What a fragment begins with, up to the id. */
  readonly opening: Uint8Array
  readonly ring: Ring.Ring
  /** The position of each slot's fragment in the ring. */
  positions: Float64Array
  /** Writes what is behind the id. */
  readonly write: (writer: Utf8.Writer, slot: number) => void
}

/** Where the text of the fragment at a place begins. */
export const start = (place: number): number => place + 16

/** Where its text ends, and the path begins. */
export const end = ({ words }: Ring.Ring, place: number): number => place + 16 + (words[place >> 2] ?? 0)

/** Where its path ends. */
export const pathEnd = ({ words }: Ring.Ring, place: number): number => place + 16 + (words[(place >> 2) + 1] ?? 0)

/** How many bytes the id takes. */
export const idLength = ({ words }: Ring.Ring, place: number): number => words[(place >> 2) + 2] ?? 0

/** How many bytes more than characters its text has. */
export const surplus = ({ words }: Ring.Ring, place: number): number => words[(place >> 2) + 3] ?? 0

/** All that is kept of one world, and of which of its revisions. */
interface Kept {
  readonly ring: Ring.Ring
  readonly tables: Map<string, Fragments>
  revision: number
}

const kept = new WeakMap<World, Kept>()

/** Some sixty thousand records: a church with its emails and phone numbers, or what was seen last of a larger one. */
const limit = 64 * 1024 * 1024

/** The fragments of a table, without the relationships named. Those made before the world changed are forgotten. */
export const of = (world: World, table: Table, without: ReadonlyArray<string>): Fragments => {
  const known = kept.get(world) ?? { ring: Ring.make(limit), tables: new Map(), revision: world.revision() }
  kept.set(world, known)
  if (known.revision !== world.revision()) {
    // whatever a record shows may have changed with any other record
    Ring.forget(known.ring)
    known.revision = world.revision()
  }
  const name = `${table.resource.key} ${without.join(" ")}`
  const found = known.tables.get(name) ?? make(world, table, without, known.ring)
  known.tables.set(name, found)
  return found
}

const opening = (type: string): Uint8Array => Utf8.bytes(`{"type":"${type}","id":"`)

const make = (world: World, table: Table, without: ReadonlyArray<string>, ring: Ring.Ring): Fragments => {
  const { resource } = table
  const relationships = [...resource.relationships].filter(([name]) => !without.includes(name))
  const atRoot = resource.instance === `${resource.collection}/{}`
  return {
    table,
    related: resource.relationships.size === 0 ? "none" : relationships.length === 0 ? "empty" : "some",
    root: atRoot ? `/${resource.product}/v2/${resource.collection}/` : undefined,
    pathOf: (slot) => Render.instanceUrl(world, "", table.row(slot)),
    opening: opening(resource.type),
    ring,
    positions: new Float64Array(table.base),
    write: writing(world, table, relationships)
  }
}

const scratch = Utf8.make(64 * 1024)

/** Where in the ring the fragment of a slot is, its numbers first; -1 when it is too long to be kept. The next call may move it. */
export const at = (fragments: Fragments, slot: number): number => {
  const { positions, ring } = fragments
  const known = Ring.place(ring, positions[slot] ?? 0)
  return known >= 0 ? known : add(fragments, slot)
}

const add = (fragments: Fragments, slot: number): number => {
  const { opening, pathOf, ring, root, table, write } = fragments
  // worked out first: it may take the scratch for something else
  const path = root === undefined ? pathOf(slot) : ""
  Utf8.clear(scratch)
  Utf8.copy(scratch, opening)
  Utf8.text(scratch, table.id(slot))
  const idLength = scratch.at - opening.length
  write(scratch, slot)
  const { at: length, surplus } = scratch
  Utf8.text(scratch, path)
  if (scratch.at > Ring.longest(ring)) return -1
  const position = Ring.reserve(ring, start(scratch.at))
  const place = Ring.place(ring, position)
  const word = place >> 2
  ring.words[word] = length
  ring.words[word + 1] = scratch.at
  ring.words[word + 2] = idLength
  ring.words[word + 3] = surplus
  ring.bytes.set(scratch.bytes.subarray(0, scratch.at), start(place))
  if (slot >= fragments.positions.length) {
    const { positions } = fragments
    fragments.positions = new Float64Array(Math.max(slot + 1, positions.length * 2))
    fragments.positions.set(positions)
  }
  fragments.positions[slot] = position
  return place
}

/** Everything that is the same for all records of a type is found out once. */
const writing = (world: World, table: Table, relationships: ReadonlyArray<Relationship>): Fragments["write"] => {
  const { resource } = table
  const attributes = Render.keysOf(resource).map(({ name }, index) => ({
    key: Utf8.bytes(`${index === 0 ? "" : ","}"${name}":`),
    write: valuing(table, name)
  }))
  const related = relationships.map(([name, relationship], index) => ({
    key: Utf8.bytes(`${index === 0 ? "" : ","}"${name}":{"data":`),
    write: relating(world, table, name, relationship)
  }))
  const close = resource.relationships.size === 0 ? closed : unrelated
  return (writer, slot) => {
    Utf8.copy(writer, identified)
    for (const { key, write } of attributes) {
      Utf8.copy(writer, key)
      write(writer, slot)
    }
    Utf8.copy(writer, close)
    for (const { key, write } of related) {
      Utf8.copy(writer, key)
      write(writer, slot)
      Utf8.copy(writer, closed)
    }
  }
}

const valuing = (table: Table, name: string): Fragments["write"] => {
  // each record has two, and they are costly as texts
  if (name === "created_at" || name === "updated_at") {
    return (writer, slot) => Utf8.moment(writer, table.seconds(slot, name))
  }
  const read = table.reader(name)
  return (writer, slot) => Utf8.json(writer, read(slot))
}

type Relationship = readonly [name: string, Catalog.Relationship]

const identified = Utf8.bytes(`","attributes":{`)
const closed = Utf8.bytes("}")
const unrelated = Utf8.bytes(`},"relationships":{`)
const nobody = Utf8.bytes("null")
const quoted = Utf8.bytes(`"}`)

const relating = (world: World, table: Table, name: string, relationship: Catalog.Relationship): Fragments["write"] => {
  const to = table.target(name)
  const { any, loose } = table.kind
  const known = relationship.to.length > 0 || Object.hasOwn(any, name) || Object.hasOwn(loose, name)
  if (to === undefined && !known && !relationship.many) return (writer) => Utf8.copy(writer, nobody)
  if (relationship.many || to === undefined) {
    const context = { world, origin: "", fields: new Map<string, ReadonlySet<string>>() }
    return (writer, slot) => Utf8.text(writer, Render.data(context, table.row(slot), name, relationship))
  }
  const open = opening(relationship.role ?? to.resource.type)
  return (writer, slot) => {
    const target = table.ref(slot, name)
    if (target < 0) return Utf8.copy(writer, nobody)
    Utf8.copy(writer, open)
    Utf8.text(writer, to.id(target))
    Utf8.copy(writer, quoted)
  }
}
