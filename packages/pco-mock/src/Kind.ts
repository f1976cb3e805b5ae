/**
 * How the records of one type come about: how many there are, what they point at, what they say. A kind is data and small
 * functions of a row's number, so that any record of a church of a million can be worked out without the others.
 */
import type { Dice } from "./Prng.ts"
import type { Json } from "./Row.ts"
import type { Table } from "./Table.ts"

/** What every size is worked out from. */
export interface Scale {
  readonly people: number
  /** No record is younger; whole seconds since the epoch. */
  readonly now: number
  /** When the church was opened; no record is older. */
  readonly opened: number
}

/** How many records there are of a kind. */
export type Size =
  /** So many. */
  | { readonly by: "number"; readonly count: (scale: Scale) => number }
  /** So many below each record of another kind, which the relationship `ref` points at. */
  | { readonly by: "owner"; readonly ref: string; readonly count: (dice: Dice, owner: number, scale: Scale) => number }
  /** The same records as another kind has, under the same ids, as other products know the people of People; all or some of them. */
  | { readonly by: "twin"; readonly of: string; readonly share: number }

/** Where a record points: the slot of the target, or -1 for nowhere. */
export type Pointing = (dice: Dice, slot: number, table: Table) => number

/** A relationship: to which kind, and to which record of it. */
export interface Ref {
  readonly to: string
  readonly at: Pointing
  /** The relationships it is reached along, where it follows from them: for records that were written it then does, too. */
  readonly path?: ReadonlyArray<string>
}

/** Works out a value for a record that nobody wrote. */
export type Maker = (dice: Dice, slot: number, table: Table) => Json

/** When a record was made and last changed, in whole seconds. */
export type Span = readonly [created: number, updated: number]

/** How the edge of a record is walked. */
export type Walk =
  /** Along a relationship of the record, or several in a row. */
  | { readonly by: "ref"; readonly refs: ReadonlyArray<string> }
  /** To the records of a kind that point at this one. */
  | { readonly by: "children"; readonly of: string; readonly ref: string }
  /** To those that point at it by any of several relationships, each once. */
  | { readonly by: "anyOf"; readonly of: string; readonly refs: ReadonlyArray<string> }
  /** Through the records of a kind that point at this one, to what else they point at. */
  | { readonly by: "through"; readonly of: string; readonly ref: string; readonly to: string }
  /** To the record of another kind with the same id. */
  | { readonly by: "twin"; readonly of: string }
  /** To every record of a kind, from the church itself; where one is meant, to the only one. */
  | { readonly by: "all"; readonly of: string }
  /** To the church itself. */
  | { readonly by: "organization" }
  /** Along edges, one after the other, each named with the kind it starts from. */
  | { readonly by: "chain"; readonly edges: ReadonlyArray<readonly [of: string, edge: string]> }
  /** To the record itself. */
  | { readonly by: "itself" }
  /** To nothing, ever. */
  | { readonly by: "nothing" }

/** One kind of record. */
export interface Kind {
  readonly size: Size
  readonly refs: { readonly [name: string]: Ref }
  /** Values by attribute; others are made up from their names and types. */
  readonly attributes: { readonly [name: string]: Maker }
  /** Values that follow from other records and are never stored: they hold for records that were written, too. */
  readonly live: { readonly [name: string]: Maker }
  /** A relationship that points at records of several kinds, by the refs of which one is set. */
  readonly any: { readonly [relationship: string]: ReadonlyArray<string> }
  /** Relationships that name a record by an attribute of the same name and `_id`, whether it is there or not; the kind they name. */
  readonly loose: { readonly [relationship: string]: string }
  /** How edges are walked that do not follow from the relationships. */
  readonly edges: { readonly [name: string]: Walk }
  readonly span?: (dice: Dice, slot: number, table: Table) => Span
  /** Refs besides the owner whose records are older. */
  readonly after: ReadonlyArray<string>
  /** Whether its last change is never later than its owner's: changing it touches the owner. */
  readonly inside: boolean
  /** Whether it goes when its owner goes. */
  readonly belongs: boolean
  /** Whether one is made with each record of its owner. */
  readonly accompanies?: boolean
  /** Ids that are not numbers, by slot. */
  readonly ids?: { readonly [slot: number]: string }
}

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
