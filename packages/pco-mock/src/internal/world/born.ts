/**
 * The records a church of one kind is born with. None is stored: each is worked out when it is asked for, from the seed, its kind
 * and its number, so that the millionth costs what the first does.
 */

import type { Dice } from "../../Prng.ts"
import * as Prng from "../../Prng.ts"
import type { Json } from "../../Row.ts"
import type * as Catalog from "../facts/catalog.ts"
import * as Invent from "./invent.ts"
import type { Born, Kind, Maker, Scale, Span, Table } from "./model.ts"

export type { Born } from "./model.ts"

/** What they are made from. */
export interface Options {
  readonly seed: number
  readonly scale: Scale
  readonly kind: Kind
  readonly resource: Catalog.Resource
  readonly other: (key: string) => Table
  /** The table they are of; asked only once something is asked of them. */
  readonly table: () => Table
  /** Grows with every change anywhere: some values are those of other records. */
  readonly revision: () => number
}

const none: ReadonlyArray<number> = []

/** Works out how many there are, and leaves the rest until it is asked for. */
export const make = ({ kind, other, resource, revision, scale, seed, table }: Options): Born => {
  const name = resource.key
  const { size } = kind
  const dice = (part: string) => Prng.dice(seed, `${name}/${part}`)
  const offsets = size.by === "owner" ? countBelow(kind, dice("size"), other, scale) : undefined
  const twins =
    size.by === "twin" && size.share < 1 ? chosen(dice("share"), other(size.of).base, size.share) : undefined
  const base =
    size.by === "number"
      ? size.count(scale)
      : size.by === "owner"
        ? (offsets?.at(-1) ?? 0)
        : (twins?.length ?? other(size.of).base)

  const owner = (slot: number): number => {
    if (size.by === "twin") return twins === undefined ? slot : (twins[slot] ?? -1)
    return offsets === undefined ? -1 : lastNotAbove(offsets, slot)
  }

  const ids = numbering(seed, name, base, kind.ids ?? {})
  const idOf = size.by === "twin" ? (slot: number) => other(size.of).id(owner(slot)) : ids.id
  const slotOf = (id: string): number => {
    if (size.by !== "twin") return ids.slot(id)
    const source = other(size.of).born.slot(id)
    if (twins === undefined || source < 0) return source
    const at = lastNotAbove(twins, source)
    return twins[at] === source ? at : -1
  }

  const pointing = new Map(
    Object.entries(kind.refs).map(([ref, { at }]) => [ref, { at, dice: dice(`ref/${ref}`) }] as const)
  )
  const ref = (slot: number, to: string): number => {
    const found = slot < base ? pointing.get(to) : undefined
    return found === undefined ? -1 : found.at(found.dice.at(slot), slot, table())
  }

  const reversed = new Map<string, Reverse>()
  const children = (by: string, target: number): ArrayLike<number> => {
    if (size.by === "owner" && size.ref === by && offsets !== undefined) {
      const from = offsets[target] ?? 0
      const to = offsets[target + 1] ?? from
      return from === to ? none : range(from, to)
    }
    const known = reversed.get(by) ?? reverse(base, other(kind.refs[by]?.to ?? name).base, (slot) => ref(slot, by))
    reversed.set(by, known)
    return known.slots.subarray(known.offsets[target] ?? 0, known.offsets[target + 1] ?? 0)
  }

  const spans = spanning(kind, scale, base, dice("span"), { owner, ref, other })
  const spanDice = dice("lives")
  const live = (slot: number): Span => {
    if (kind.span !== undefined) return kind.span(spanDice.at(slot), slot, table())
    return size.by === "twin" ? other(size.of).born.span(owner(slot)) : spans(slot)
  }
  // the same row is asked several times in a row
  let last: readonly [slot: number, span: Span] = [-1, [0, 0]]
  const span = (slot: number): Span => {
    if (last[0] !== slot) last = [slot, live(slot)]
    return last[1]
  }

  const readers = new Map<string, (slot: number) => Json>()
  const reader: Born["reader"] = (attribute) => {
    const known = readers.get(attribute)
    if (known !== undefined) return known
    const make: Maker = kind.attributes[attribute] ?? Invent.maker(resource, attribute)
    const own = dice(`attribute/${attribute}`)
    // other attributes of the same row ask for the same ones over and over: whether it is a child
    const last: { slot: number; revision: number; value: Json } = { slot: -1, revision: -1, value: null }
    const read = (slot: number) => {
      if (slot >= base) return null
      if (last.slot === slot && last.revision === revision()) return last.value
      const value = make(own.at(slot), slot, table())
      last.slot = slot
      last.revision = revision()
      last.value = value
      return value
    }
    readers.set(attribute, read)
    return read
  }

  const rank = (slot: number) => {
    const of = owner(slot)
    return offsets === undefined ? slot : slot - (offsets[of] ?? 0)
  }
  return {
    base,
    id: idOf,
    slot: slotOf,
    lastId: ids.last,
    owner,
    rank,
    ref,
    children,
    span,
    reader,
    value: (slot, attribute) => reader(attribute)(slot)
  }
}

const range = (from: number, to: number): ReadonlyArray<number> => {
  const found: Array<number> = []
  for (let slot = from; slot < to; slot++) found.push(slot)
  return found
}

/** Where the records below each owner begin; the last entry is how many there are. */
const countBelow = (kind: Kind, dice: Dice, other: (key: string) => Table, scale: Scale): Uint32Array => {
  const { size } = kind
  if (size.by !== "owner") return new Uint32Array(1)
  const owners = other(kind.refs[size.ref]?.to ?? "").base
  const offsets = new Uint32Array(owners + 1)
  for (let owner = 0; owner < owners; owner++) {
    offsets[owner + 1] = (offsets[owner] ?? 0) + size.count(dice.at(owner), owner, scale)
  }
  return offsets
}

/** The slots of those that are chosen, in order. */
const chosen = (dice: Dice, among: number, share: number): Uint32Array => {
  const slots = new Uint32Array(among)
  let count = 0
  for (let slot = 0; slot < among; slot++) if (dice.at(slot).chance(share)) slots[count++] = slot
  return slots.slice(0, count)
}

/** The index of the last entry that is not above a value, in an ascending list that begins with 0. */
const lastNotAbove = (ascending: Uint32Array, value: number): number => {
  let [low, high] = [0, ascending.length]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) <= value) low = middle
    else high = middle
  }
  return low
}

interface Reverse {
  readonly offsets: Uint32Array
  readonly slots: Uint32Array
}

/** Who points at each target: one pass to count, one to sort. */
const reverse = (base: number, targets: number, ref: (slot: number) => number): Reverse => {
  const to = new Int32Array(base)
  const offsets = new Uint32Array(targets + 1)
  for (let slot = 0; slot < base; slot++) {
    const target = ref(slot)
    to[slot] = target
    if (target >= 0) offsets[target + 1] = (offsets[target + 1] ?? 0) + 1
  }
  for (let target = 0; target < targets; target++)
    offsets[target + 1] = (offsets[target + 1] ?? 0) + (offsets[target] ?? 0)
  const slots = new Uint32Array(offsets[targets] ?? 0)
  const next = offsets.slice()
  for (let slot = 0; slot < base; slot++) {
    const target = to[slot] ?? -1
    if (target < 0) continue
    const at = next[target] ?? 0
    slots[at] = slot
    next[target] = at + 1
  }
  return { offsets, slots }
}

const stride = 3

/** Ids with gaps, ascending, that begin just below a power of ten: their order as text is not their order as numbers. */
const numbering = (seed: number, name: string, base: number, special: { readonly [slot: number]: string }) => {
  const salt = Prng.hash(`id/${name}`)
  const digits = name === "people.Person" ? 7 : 3 + (salt % 6)
  const first = 10 ** digits - stride * Math.min(100, Math.max(1, base >>> 1))
  const number = (slot: number) => first + stride * slot + ((Prng.mix(seed ^ salt, slot) >>> 0) % stride)
  const slots = new Map(Object.entries(special).map(([slot, id]) => [id, Number(slot)]))
  return {
    last: base === 0 ? first - 1 : number(base - 1),
    id: (slot: number) => special[slot] ?? `${number(slot)}`,
    slot: (id: string) => {
      const known = slots.get(id)
      if (known !== undefined && known < base) return known
      const slot = Math.floor((Number(id) - first) / stride)
      return slot >= 0 && slot < base && special[slot] === undefined && `${number(slot)}` === id ? slot : -1
    }
  }
}

interface Surroundings {
  readonly owner: Born["owner"]
  readonly ref: Born["ref"]
  readonly other: (key: string) => Table
}

/**
 * Lives as most kinds have them: a record is not older than its owner, and not younger than `now`; those without an owner came one
 * after the other over the years. A third was never touched again.
 */
const spanning = (kind: Kind, { now, opened }: Scale, base: number, dice: Dice, around: Surroundings) => {
  const { size } = kind
  const above = size.by === "owner" ? kind.refs[size.ref]?.to : undefined
  const notBefore = (slot: number, since: number) => {
    let latest = since
    for (const ref of kind.after) {
      const target = around.ref(slot, ref)
      const to = kind.refs[ref]?.to
      if (target >= 0 && to !== undefined) latest = Math.max(latest, around.other(to).born.span(target)[0])
    }
    return latest
  }
  return (slot: number): Span => {
    dice.at(slot)
    const [first, second, third] = [dice.next(), dice.next(), dice.next()]
    if (above === undefined) {
      const spread = opened + Math.floor(((now - opened) * 0.97 * (slot + first)) / Math.max(1, base))
      const created = notBefore(slot, spread)
      return [created, third < 0.35 ? created : created + Math.floor(second * (now - created))]
    }
    const [since, until] = around.other(above).born.span(around.owner(slot))
    const from = notBefore(slot, since)
    const to = kind.inside ? Math.max(from, until) : now
    const created = kind.inside && first < 0.7 ? from : from + Math.floor(first * first * (to - from))
    return [created, third < 0.5 ? created : created + Math.floor(second * (to - created))]
  }
}
