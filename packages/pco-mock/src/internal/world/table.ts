/**
 * The records of one type as they are now: those they were born with, and what was written since. Only what was written is stored.
 */

import * as Prng from "../../Prng.ts"
import { type Attributes, type Identifier, type Json, moment, type Relationships, type Row } from "../../Row.ts"
import type * as Catalog from "../facts/catalog.ts"
import * as Born from "./born.ts"
import * as Memory from "./memory.ts"
import type { Kind, Scale, Table } from "./model.ts"
import * as Order from "./order.ts"
import * as SortedIndex from "./sortedIndex.ts"

export type { Content, Table } from "./model.ts"

/** What a table is made from. */
export interface Options {
  readonly seed: number
  readonly scale: Scale
  readonly kind: Kind
  readonly resource: Catalog.Resource
  readonly organization: Identifier
  readonly other: (key: string) => Table
  /** Grows with every change anywhere. */
  readonly revision: () => number
}

interface Written {
  readonly id?: string
  attributes: Attributes
  refs: { readonly [name: string]: number }
  created?: number
  updated?: number
}

/** Rows that were made are kept, so many of each type, until anything changes. More would cost more than making them again. */
const remembered = 500

/** A table whose records are as they were born. */
export const make = (options: Options): Table => {
  const { kind, other, resource, revision, scale, seed } = options
  const self = (): Table => table
  const born = Born.make({ seed, scale, kind, resource, other, table: self, revision })
  const { base } = born
  const written = new Map<number, Written>()
  const gone = new Set<number>()
  const added = new Map<string, number>()
  /** Slots that were written to point at a target, by relationship and target. */
  const pointed = new Map<string, Set<number>>()
  const indexes = new Map<string, { readonly index: SortedIndex.SortedIndex; readonly revision: number }>()
  const rows = Memory.make<Row>(remembered, revision)
  let end = base
  let lastId = born.lastId

  const has: Table["has"] = (slot) => slot >= 0 && slot < end && !gone.has(slot)

  const id: Table["id"] = (slot) => (slot < base ? born.id(slot) : (written.get(slot)?.id ?? ""))

  const slot: Table["slot"] = (text) => {
    const found = added.get(text) ?? born.slot(text)
    return has(found) ? found : -1
  }

  const seconds: Table["seconds"] = (slot, attribute) => {
    const change = written.size === 0 ? undefined : written.get(slot)
    const known = attribute === "created_at" ? change?.created : change?.updated
    return known ?? (slot < base ? born.span(slot)[attribute === "created_at" ? 0 : 1] : 0)
  }

  const targets = new Map<string, Table | undefined>()
  const target: Table["target"] = (name) => {
    const known = targets.get(name)
    if (known !== undefined) return known
    const to = Object.hasOwn(kind.refs, name) ? kind.refs[name]?.to : undefined
    const found = to === undefined ? undefined : other(to)
    targets.set(name, found)
    return found
  }

  const ref: Table["ref"] = (slot, name) => {
    const change = written.size === 0 ? undefined : written.get(slot)?.refs
    const to = change !== undefined && Object.hasOwn(change, name) ? (change[name] ?? -1) : born.ref(slot, name)
    return to >= 0 && target(name)?.has(to) === true ? to : -1
  }

  /** Whatever there is to find out about an attribute is found out once, for all rows. */
  const reading = (attribute: string): ((slot: number) => Json) => {
    if (attribute === "created_at" || attribute === "updated_at") return (slot) => moment(seconds(slot, attribute))
    if (attribute === "id") return id
    const live = Object.hasOwn(kind.live, attribute) ? kind.live[attribute] : undefined
    if (live !== undefined) {
      const dice = Prng.dice(seed, `${resource.key}/live/${attribute}`)
      return (slot) => live(dice.at(slot), slot, self())
    }
    const named = attribute.endsWith("_id") ? attribute.slice(0, -3) : ""
    if (named !== "" && Object.hasOwn(kind.refs, named)) {
      return (slot) => {
        const to = ref(slot, named)
        return to < 0 ? null : (target(named)?.id(to) ?? null)
      }
    }
    const first = born.reader(attribute)
    return (slot) => {
      const change = written.size === 0 ? undefined : written.get(slot)?.attributes
      return change !== undefined && Object.hasOwn(change, attribute) ? (change[attribute] ?? null) : first(slot)
    }
  }

  /** Some ids are written as numbers. */
  const asWritten = (read: (slot: number) => Json, attribute: string): ((slot: number) => Json) => {
    if (!attribute.endsWith("_id") || resource.attributes.get(attribute)?.type !== "integer") return read
    return (slot) => {
      const value = read(slot)
      return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value
    }
  }

  const readers = new Map<string, (slot: number) => Json>()
  const reader = (attribute: string) => {
    const known = readers.get(attribute) ?? asWritten(reading(attribute), attribute)
    readers.set(attribute, known)
    return known
  }

  const value: Table["value"] = (slot, attribute) => reader(attribute)(slot)

  const children: Table["children"] = (name, to) => {
    const bySlot = born.children(name, to)
    const found: Array<number> = []
    const untouched = gone.size === 0 && written.size === 0
    for (let place = 0; place < bySlot.length; place++) {
      const child = bySlot[place] ?? 0
      if (untouched || (!gone.has(child) && !Object.hasOwn(written.get(child)?.refs ?? {}, name))) found.push(child)
    }
    const more = pointed.size === 0 ? undefined : pointed.get(`${name}/${to}`)
    return more === undefined ? found : [...found, ...more].sort((a, b) => a - b)
  }

  const identify = (to: Table | undefined, slot: number): Identifier | null =>
    to === undefined || slot < 0 ? null : { type: to.resource.type, id: to.id(slot) }

  const church = [...resource.relationships].flatMap(([name, { many, to }]) =>
    !many && !Object.hasOwn(kind.refs, name) ? [[name, to[0]?.endsWith(".Organization") === true] as const] : []
  )
  const refs = Object.keys(kind.refs)
  const several = Object.entries(kind.any)
  const loose = Object.entries(kind.loose)
  const unrelated: Relationships = shape([...church.map(([name]) => name), ...refs, ...Object.keys(kind.any)])

  const relationships = (slot: number): Relationships => {
    const found: Record<string, Identifier | null> = { ...unrelated }
    for (const [name, ours] of church) found[name] = ours ? options.organization : null
    for (const name of refs) found[name] = identify(target(name), ref(slot, name))
    for (const [name, among] of several) {
      const set = among.find((each) => ref(slot, each) >= 0)
      found[name] = set === undefined ? null : (found[set] ?? null)
    }
    for (const [name, of] of loose) {
      const named = value(slot, `${name}_id`)
      found[name] = named === null ? null : { type: other(of).resource.type, id: `${named}` }
    }
    return found
  }

  const names = [...resource.attributes.keys()].filter((name) => name !== "created_at" && name !== "updated_at")
  let columns: ReadonlyArray<readonly [name: string, read: (slot: number) => Json]> | undefined
  const unsaid: Attributes = shape(names)

  const row: Table["row"] = (slot) =>
    rows(slot, () => {
      const attributes: Record<string, Json> = { ...unsaid }
      columns ??= names.map((name) => [name, reader(name)])
      for (const [name, read] of columns) attributes[name] = read(slot)
      return {
        key: resource.key,
        type: resource.type,
        id: id(slot),
        attributes,
        relationships: relationships(slot),
        created_at: moment(seconds(slot, "created_at")),
        updated_at: moment(seconds(slot, "updated_at"))
      }
    })

  const ordered: Table["ordered"] = (order) => {
    const name = Order.name(order)
    const known = indexes.get(name)
    // what a live attribute says may change with any other record
    const stale = known?.revision !== revision() && order.some((key) => follows(kind, key.attribute))
    const index = stale || known === undefined ? SortedIndex.make(source, order) : known.index
    indexes.set(name, { index, revision: revision() })
    return index.slots()
  }
  const source: SortedIndex.Source = { end: () => end, has, read: value, seconds }

  const touch = (slot: number) => {
    for (const { index } of indexes.values()) index.touch(slot)
  }

  /** Keeps the lists of those who were written to point somewhere right. */
  const point = (slot: number, before: Written["refs"], after: Written["refs"]) => {
    for (const [name, to] of Object.entries(before)) pointed.get(`${name}/${to}`)?.delete(slot)
    for (const [name, to] of Object.entries(after)) {
      if (to < 0) continue
      const slots = pointed.get(`${name}/${to}`) ?? new Set()
      pointed.set(`${name}/${to}`, slots.add(slot))
    }
  }

  const add: Table["add"] = (content, given) => {
    const slot = end++
    const name = given ?? `${++lastId}`
    lastId = Math.max(lastId, Number(name) || 0)
    written.set(slot, { ...content, id: name })
    added.set(name, slot)
    point(slot, {}, content.refs)
    touch(slot)
    return slot
  }

  const change: Table["change"] = (slot, content) => {
    const before: Written = written.get(slot) ?? { attributes: {}, refs: {} }
    const after: Written = {
      ...before,
      attributes: { ...before.attributes, ...content.attributes },
      refs: { ...before.refs, ...content.refs },
      ...(content.created === undefined ? {} : { created: content.created }),
      ...(content.updated === undefined ? {} : { updated: content.updated })
    }
    written.set(slot, after)
    point(slot, before.refs, after.refs)
    touch(slot)
  }

  const remove: Table["remove"] = (slot) => {
    gone.add(slot)
    point(slot, written.get(slot)?.refs ?? {}, {})
    touch(slot)
  }

  const table: Table = {
    resource,
    kind,
    base,
    born,
    owner: born.owner,
    rank: born.rank,
    size: () => end - gone.size,
    has,
    id,
    slot,
    seconds,
    value,
    reader,
    ref,
    target,
    children,
    row,
    ordered,
    other,
    add,
    change,
    remove
  }
  return table
}

/** An object with these keys, all null. Copies of it are quick to make and to fill; objects that grow key by key are neither. */
const shape = (names: ReadonlyArray<string>): { readonly [name: string]: null } =>
  // an object that was parsed is laid out at once, with all its keys
  JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join(",")}}`)

const follows = (kind: Kind, attribute: string): boolean =>
  Object.hasOwn(kind.live, attribute) || (attribute.endsWith("_id") && Object.hasOwn(kind.refs, attribute.slice(0, -3)))
