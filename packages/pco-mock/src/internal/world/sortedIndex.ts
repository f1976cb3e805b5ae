/**
 * Keeps the rows of one type in one order while they change.
 */

import type { Json } from "../../Row.ts"
import * as Order from "./order.ts"

/** Slots in order. After a change only the changed rows are sorted again and merged in: cheap for one edit among a million rows. */
export interface SortedIndex {
  /** Says that the row of this slot was added, replaced or removed. */
  readonly touch: (slot: number) => void
  /** The slots of all rows, in order. The array must not be changed, and is a snapshot: later edits make a new one. */
  readonly slots: () => Uint32Array
}

/** The rows to be kept in order. */
export interface Source {
  /** Slots are below it. */
  readonly end: () => number
  readonly has: (slot: number) => boolean
  readonly read: Order.Read
  /** Whole seconds of a timestamp. */
  readonly seconds: (slot: number, attribute: "created_at" | "updated_at") => number
}

/** Sorts nothing until asked. */
export const make = (source: Source, order: Order.Order): SortedIndex => {
  const dirty = new Set<number>()
  let sorted: Uint32Array | undefined
  const slots = () => {
    if (sorted === undefined) sorted = sort(source, order)
    else if (dirty.size > 0) sorted = merge(sorted, source, dirty, Order.comparator(order, source.read))
    dirty.clear()
    return sorted
  }
  return { touch: (slot) => dirty.add(slot), slots }
}

const sort = (source: Source, order: Order.Order): Uint32Array => {
  const slots = living(source)
  const [key] = order
  if (key === undefined) return slots
  const { attribute } = key
  if (order.length === 1 && (attribute === "created_at" || attribute === "updated_at")) {
    return byTime(slots, (slot) => source.seconds(slot, attribute), key.descending)
  }
  const ranked = order.map((each) => ranks(slots, (slot) => source.read(slot, each.attribute), each.descending))
  const places = Uint32Array.from(slots, (_, place) => place)
  places.sort((a, b) => {
    for (const rank of ranked) {
      const difference = (rank[a] ?? 0) - (rank[b] ?? 0)
      if (difference !== 0) return difference
    }
    return a - b
  })
  return places.map((place) => slots[place] ?? 0)
}

const living = ({ end, has }: Source): Uint32Array => {
  const slots = new Uint32Array(end())
  let count = 0
  for (let slot = 0; slot < slots.length; slot++) if (has(slot)) slots[count++] = slot
  return count === slots.length ? slots : slots.slice(0, count)
}

// a second and a place fit in the 53 bits of one number, and numbers sort many times faster than rows
const byTime = (slots: Uint32Array, seconds: (slot: number) => number, descending: boolean): Uint32Array => {
  const room = slots.length + 1
  const keys = new Float64Array(slots.length)
  for (let place = 0; place < slots.length; place++) {
    const time = seconds(slots[place] ?? 0)
    keys[place] = (descending ? -time : time) * room + place
  }
  keys.sort()
  return Uint32Array.from(keys, (key) => slots[((key % room) + room) % room] ?? 0)
}

/** For each slot the rank of its value among all values, equal values having one rank. */
const ranks = (slots: Uint32Array, read: (slot: number) => Json, descending: boolean): Float64Array => {
  // text is compared without regard to case and accents, so texts that differ in nothing else are one value
  const known = new Map<Json, number>()
  const values: Array<Json> = []
  const of = Uint32Array.from(slots, (slot) => {
    const value = read(slot)
    const plain = typeof value === "string" ? Order.folded(value) : value
    const found = known.get(plain)
    if (found !== undefined) return found
    values.push(plain)
    known.set(plain, values.length - 1)
    return values.length - 1
  })
  const places = values.map((_, place) => place)
  places.sort((a, b) => Order.compareValues(values[a] ?? null, values[b] ?? null))
  const rank = new Float64Array(values.length)
  for (const [index, place] of places.entries()) {
    const before = places[index - 1]
    const equal = before !== undefined && Order.compareValues(values[before] ?? null, values[place] ?? null) === 0
    rank[place] = equal ? (rank[before] ?? 0) : descending ? -index : index
  }
  return Float64Array.from(of, (place) => rank[place] ?? 0)
}

const merge = (
  old: Uint32Array,
  source: Source,
  dirty: ReadonlySet<number>,
  compare: (a: number, b: number) => number
): Uint32Array => {
  const fresh = [...dirty].filter(source.has).sort(compare)
  const kept = without(old, dirty)
  const merged = new Uint32Array(kept.length + fresh.length)
  let [from, to] = [0, 0]
  for (const slot of fresh) {
    const until = firstNotBefore(kept, slot, compare, from)
    merged.set(kept.subarray(from, until), to)
    to += until - from
    merged[to++] = slot
    from = until
  }
  merged.set(kept.subarray(from), to)
  return merged
}

const without = (slots: Uint32Array, dirty: ReadonlySet<number>): Uint32Array => {
  const gone = new Uint8Array(Math.max(...dirty) + 1)
  for (const slot of dirty) gone[slot] = 1
  const kept = new Uint32Array(slots.length)
  let count = 0
  for (const slot of slots) if (gone[slot] !== 1) kept[count++] = slot
  return kept.subarray(0, count)
}

const firstNotBefore = (
  slots: Uint32Array,
  slot: number,
  compare: (a: number, b: number) => number,
  from: number
): number => {
  let [low, high] = [from, slots.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(slots[middle] ?? 0, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}
