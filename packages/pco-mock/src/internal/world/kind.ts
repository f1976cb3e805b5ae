/**
 * How the records of one type come about: how many there are, what they point at, what they say. A kind is data and small
 * functions of a row's number, so that any record of a church of a million can be worked out without the others.
 */

import type { Dice } from "../../Prng.ts"
import type { Json } from "../../Row.ts"
import type { Kind, Maker, Ref, Scale, Table, Walk } from "./model.ts"

export type { Kind, Maker, Pointing, Ref, Scale, Size, Span, Walk } from "./model.ts"

/** What a kind says beyond its size. */
export type Parts = Partial<Omit<Kind, "size">>

const none = {
  refs: {},
  attributes: {},
  live: {},
  any: {},
  loose: {},
  edges: {},
  after: [],
  inside: false,
  belongs: true
}

/** So many records. */
export const some = (count: number | ((scale: Scale) => number), parts: Parts = {}): Kind => ({
  ...none,
  ...parts,
  size: { by: "number", count: typeof count === "number" ? () => count : count }
})

/** How many below an owner: a number, chances in the form `[[0, 18], [1, 62]]`, or a function. */
export type Fanout =
  | number
  | readonly [readonly [number, number], ...Array<readonly [number, number]>]
  | ((dice: Dice, owner: number, scale: Scale) => number)

/** Records below each record of `owner`, which the relationship `ref` points at. */
export const below = (owner: string, ref: string, fanout: Fanout, parts: Parts = {}): Kind => ({
  ...none,
  ...parts,
  refs: { ...parts.refs, [ref]: { to: owner, at: (_, slot, table) => table.owner(slot) } },
  size: { by: "owner", ref, count: counting(fanout) }
})

const counting = (fanout: Fanout) => {
  if (typeof fanout === "number") return () => fanout
  return typeof fanout === "function" ? fanout : (dice: Dice) => dice.weighted(fanout)
}

/** The records of another kind, as this product knows them. */
export const twin = (of: string, parts: Parts = {}, share = 1): Kind => ({
  ...none,
  ...parts,
  size: { by: "twin", of, share }
})

/** Two kinds of record that know each other, a few to a few; a kind without a type of its own on the wire. */
export const pairs = (owner: string, other: string, fanout: Fanout, parts: Parts = {}): Kind =>
  below(owner, "one", fanout, { ...parts, refs: { ...parts.refs, other: spread(other) } })

/** Few have very many, most a few: at least `least`, at most `most`. */
export const skewed =
  (least: number, most: number | ((scale: Scale) => number)) =>
  (dice: Dice, _: number, scale: Scale): number => {
    const top = typeof most === "number" ? most : Math.max(least, Math.floor(most(scale)))
    return Math.min(top, Math.floor(least / (1 - dice.next()) ** 1.1))
  }

/** One for so many people, but at least and at most so many. */
export const per =
  (people: number, least: number, most: number) =>
  (scale: Scale): number =>
    Math.max(least, Math.min(most, Math.ceil(scale.people / people)))

/** Any record of a kind, or with a chance none; the kinds' first records are chosen more often. */
export const pick = (to: string, nowhere = 0): Ref => ({
  to,
  at: (dice, _, table) => {
    if (nowhere > 0 && dice.chance(nowhere)) return -1
    const { base } = table.other(to)
    return base === 0 ? -1 : Math.floor(dice.next() ** 2 * base)
  }
})

/** Any record of a kind, each as likely as the others, or with a chance none. */
export const spread = (to: string, nowhere = 0): Ref => ({
  to,
  at: (dice, _, table) => {
    if (nowhere > 0 && dice.chance(nowhere)) return -1
    const { base } = table.other(to)
    return base === 0 ? -1 : Math.floor(dice.next() * base)
  }
})

/** One of the first records of a kind: the few people who do the work. */
export const oneOf = (to: string, first: number, nowhere = 0): Ref => ({
  to,
  at: (dice, _, table) => {
    if (nowhere > 0 && dice.chance(nowhere)) return -1
    const { base } = table.other(to)
    return base === 0 ? -1 : Math.floor(dice.next() * Math.min(first, base))
  }
})

/** Where the record that `ref` points at points: the service type of a plan, for whatever is below the plan. */
export const along = (to: string, ...refs: ReadonlyArray<string>): Ref => ({
  to,
  at: (_, slot, table) => follow(table, slot, refs)[1],
  path: refs
})

/** One of the records that are below what `refs` lead to: one of the fields of the form that was submitted. */
export const among = (to: string, ref: string, ...refs: ReadonlyArray<string>): Ref => ({
  to,
  at: (dice, slot, table) => {
    const owner = follow(table, slot, refs)[1]
    const children = owner < 0 ? [] : table.other(to).born.children(ref, owner)
    return children[Math.floor(dice.next() * children.length)] ?? -1
  }
})

/** The nth record of what `refs` lead to, where this is the nth of its owner. */
export const nth = (to: string, ref: string, ...refs: ReadonlyArray<string>): Ref => ({
  to,
  at: (_, slot, table) => {
    const owner = follow(table, slot, refs)[1]
    const children = owner < 0 ? [] : table.other(to).born.children(ref, owner)
    return children[table.rank(slot) % Math.max(1, children.length)] ?? -1
  }
})

/** The record of another kind under the same number. */
export const same = (to: string): Ref => ({ to, at: (_, slot, table) => (slot < table.other(to).base ? slot : -1) })

/** Always nowhere. */
export const nowhere = (to: string): Ref => ({ to, at: () => -1 })

/** Follows relationships as they were before anything was changed; the table and slot they end at, -1 for nowhere. */
const follow = (table: Table, slot: number, refs: ReadonlyArray<string>): readonly [Table, number] => {
  let [at, where]: [Table, number] = [table, slot]
  for (const ref of refs) {
    const next = at.target(ref)
    if (next === undefined || where < 0) return [at, -1]
    where = at.born.ref(where, ref)
    at = next
  }
  return [at, where]
}

/** An edge along relationships. */
export const via = (...refs: ReadonlyArray<string>): Walk => ({ by: "ref", refs })

/** An edge to those that point back by a relationship. */
export const children = (of: string, ref: string): Walk => ({ by: "children", of, ref })

/** An edge to those that point back by any of several relationships. */
export const childrenBy = (of: string, ...refs: ReadonlyArray<string>): Walk => ({ by: "anyOf", of, refs })

/** An edge through records between. */
export const through = (of: string, ref: string, to: string): Walk => ({ by: "through", of, ref, to })

/** An edge that is several edges, one after the other. */
export const chain = (...edges: ReadonlyArray<readonly [of: string, edge: string]>): Walk => ({ by: "chain", edges })

/** An edge that leads back to where it began. */
export const itself: Walk = { by: "itself" }

/** An edge that leads nowhere. */
export const nothing: Walk = { by: "nothing" }

/** The value another product has for the same record: the name of a donor is that of the person. */
export const borrowed =
  (of: string, attribute: string): Maker =>
  (_, slot, table) => {
    const source = table.other(of)
    return source.value(source.slot(table.id(slot)), attribute)
  }

/** How many records point at this one now. */
export const counted =
  (of: string, ref: string): Maker =>
  (_, slot, table) =>
    table.other(of).children(ref, slot).length

/** The sum of an attribute over the records that point at this one now. */
export const total =
  (of: string, ref: string, attribute: string): Maker =>
  (_, slot, table) => {
    const from = table.other(of)
    return from.children(ref, slot).reduce((sum, child) => sum + Number(from.value(child, attribute) ?? 0), 0)
  }

/** What an attribute of the record says that relationships lead to now. */
export const told =
  (attribute: string, ...refs: ReadonlyArray<string>): Maker =>
  (_, slot, table) => {
    let [at, where]: [Table, number] = [table, slot]
    for (const ref of refs) {
      const next = at.target(ref)
      where = next === undefined || where < 0 ? -1 : at.ref(where, ref)
      if (next === undefined || where < 0) return null
      at = next
    }
    return at.value(where, attribute)
  }

/** The record of a kind that is as far along among its kind as this one is among its own: a donation is in the batch of its week. */
export const paced = (to: string, nowhere = 0): Ref => ({
  to,
  at: (dice, slot, table) => {
    if (nowhere > 0 && dice.chance(nowhere)) return -1
    const { base } = table.other(to)
    return base === 0 ? -1 : Math.floor((slot * base) / Math.max(1, table.base))
  }
})

/** Texts in turn. */
export const inTurn =
  (...values: readonly [string, ...Array<string>]): Maker =>
  (_, slot) =>
    values[slot % values.length] ?? values[0]

/** Always the same value. */
export const always =
  (value: Json): Maker =>
  () =>
    value

/** The id of the church. */
export const organizationId: Maker = (_dice, _slot, table) => table.other("people.Organization").id(0)

/** The church as a product knows it. */
export const church = (parts: Parts = {}): Kind =>
  some(1, {
    ids: { 0: "100093" },
    // the same church is known to every product
    span: () => [1_417_392_000, 1_417_392_000],
    ...parts,
    attributes: {
      name: always("Example Church"),
      time_zone: always("America/New_York"),
      subdomain: always("example-church"),
      ...parts.attributes
    }
  })
