/**
 * Walks the edges of records: which ones lead where.
 */

import { compareIds, type Row } from "../../Row.ts"
import * as Catalog from "../facts/catalog.ts"
import type { Kind, Kinds, Table, Walk, World } from "./model.ts"

export type { Kinds } from "./model.ts"

/**
 * How an edge is walked: as its kind says, or else as its relationships suggest; undefined when they suggest nothing, or more than
 * one way.
 */
export const walk = (kinds: Kinds, from: string, name: string): Walk | undefined => {
  const known = walks.get(kinds) ?? new Map<string, Walk | undefined>()
  walks.set(kinds, known)
  const key = `${from}/${name}`
  if (!known.has(key)) known.set(key, suggested(kinds, from, name))
  return known.get(key)
}

// asked for each row of a page, and the same for all of a type
const walks = new WeakMap<Kinds, Map<string, Walk | undefined>>()

const suggested = (kinds: Kinds, from: string, name: string): Walk | undefined => {
  const kind = kinds.get(from)
  const resource = Catalog.find(from)
  const edge = resource?.edges.get(name)
  const said = kind !== undefined && Object.hasOwn(kind.edges, name) ? kind.edges[name] : undefined
  if (said !== undefined) return said
  const to = edge?.to
  if (kind === undefined || to === undefined) return undefined
  if (to.endsWith(".Organization")) return { by: "organization" }
  if (from.endsWith(".Organization")) return { by: "all", of: to }
  return edge?.many === true ? (back(kinds, from, to) ?? undefined) : (along(kind, name, to) ?? back(kinds, from, to))
}

const along = (kind: Kind, name: string, to: string): Walk | undefined => {
  if (kind.refs[name]?.to === to) return { by: "ref", refs: [name] }
  const fitting = Object.entries(kind.refs).filter(([, ref]) => ref.to === to)
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? { by: "ref", refs: [only[0]] } : undefined
}

const back = (kinds: Kinds, from: string, to: string): Walk | undefined => {
  const kind = kinds.get(to)
  if (kind === undefined) return undefined
  const { size } = kind
  if (size.by === "owner" && kind.refs[size.ref]?.to === from) return { by: "children", of: to, ref: size.ref }
  const fitting = Object.entries(kind.refs).filter(([, ref]) => ref.to === from)
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? { by: "children", of: to, ref: only[0] } : undefined
}

/** The rows an edge leads to, through what single reads of the world show; in the order of their ids. */
export const rows = (world: World, row: Row, name: string): ReadonlyArray<Row> => {
  const found = walk(world.kinds, row.key, name)
  return found === undefined ? [] : byId(walked(world, row, found))
}

const walked = (world: World, row: Row, by: Walk): ReadonlyArray<Row> => {
  switch (by.by) {
    case "ref": {
      let at: Row | undefined = row
      for (const ref of by.refs) at = at === undefined ? undefined : pointedAt(world, at, ref)
      return at === undefined ? [] : [at]
    }
    case "children":
      return world.children(by.of, by.ref, row.id)
    case "anyOf":
      return inOrder(by.refs.flatMap((ref) => world.children(by.of, ref, row.id)))
    case "through":
      return world.children(by.of, by.ref, row.id).flatMap((between) => pointedAt(world, between, by.to) ?? [])
    case "twin": {
      const twin = world.get(by.of, row.id)
      return twin === undefined ? [] : [twin]
    }
    case "chain":
      return by.edges.reduce<ReadonlyArray<Row>>((at, [, edge]) => at.flatMap((each) => rows(world, each, edge)), [row])
    case "itself":
      return [row]
    case "all":
      return world.rows(by.of)
    case "organization":
      return [world.organizationOf(row.key)]
    case "nothing":
      return []
  }
}

const inOrder = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> => [...rows].sort((a, b) => compareIds(a.id, b.id))

/** The record a relationship points at, if it is there. */
export const pointedAt = (world: World, row: Row, ref: string): Row | undefined => {
  const to = world.kinds.get(row.key)?.refs[ref]?.to
  const target = row.relationships[ref]
  return to === undefined || target === null || target === undefined ? undefined : world.get(to, target.id)
}

/** Each once, in the order of their ids. */
const byId = (found: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  if (found.length < 2) return found
  return [...new Map(found.map((row) => [row.id, row])).values()].sort((a, b) => compareIds(a.id, b.id))
}

/** The slots an edge leads to, each once and in order, without making a row of any. */
export const slots = (
  kinds: Kinds,
  table: Table,
  slot: number,
  name: string
): readonly [Table, Uint32Array] | undefined => {
  const found = walk(kinds, table.resource.key, name)
  return found === undefined ? undefined : slotsBy(kinds, table, slot, found)
}

const slotsBy = (kinds: Kinds, table: Table, slot: number, by: Walk): readonly [Table, Uint32Array] => {
  switch (by.by) {
    case "ref": {
      let [at, where]: [Table, number] = [table, slot]
      for (const ref of by.refs) {
        const next = at.target(ref)
        where = next === undefined || where < 0 ? -1 : at.ref(where, ref)
        at = next ?? at
      }
      return [at, where < 0 ? new Uint32Array() : Uint32Array.of(where)]
    }
    case "children": {
      const to = table.other(by.of)
      return [to, Uint32Array.from(to.children(by.ref, slot))]
    }
    case "anyOf": {
      const to = table.other(by.of)
      return [to, once(by.refs.flatMap((ref) => to.children(ref, slot)))]
    }
    case "through": {
      const between = table.other(by.of)
      const to = between.target(by.to) ?? between
      return [to, once(between.children(by.ref, slot).map((each) => between.ref(each, by.to)))]
    }
    case "twin": {
      const to = table.other(by.of)
      return [to, once([to.slot(table.id(slot))])]
    }
    case "chain": {
      let at = table
      let where: ReadonlyArray<number> = [slot]
      for (const [, edge] of by.edges) {
        const reached = where.flatMap((each) => slots(kinds, at, each, edge) ?? [])
        const parts = reached.filter((part): part is Uint32Array => part instanceof Uint32Array)
        at = reached.find((part): part is Table => !(part instanceof Uint32Array)) ?? at
        where = parts.flatMap((part) => [...part])
      }
      return [at, once(where)]
    }
    case "itself":
      return [table, Uint32Array.of(slot)]
    case "all": {
      const to = table.other(by.of)
      return [to, to.ordered([])]
    }
    case "organization": {
      const to = table.other(`${table.resource.product}.Organization`)
      return [to, to.ordered([])]
    }
    case "nothing":
      return [table, new Uint32Array()]
  }
}

const once = (slots: ReadonlyArray<number>): Uint32Array =>
  Uint32Array.from(new Set(slots.filter((slot) => slot >= 0))).sort()
