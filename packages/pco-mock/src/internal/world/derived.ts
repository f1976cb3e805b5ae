/**
 * What follows from the relationships of records that were written: a place in a plan is in the service type the plan is in, comes with
 * what somebody sees of their own serving, and goes when the plan goes.
 */
import type { Kinds, Table } from "./model.ts"

/** Slots by relationship, -1 for nowhere. */
export type Refs = { readonly [name: string]: number }

/** Every relationship of a new record: what was given, what follows from that, and nowhere for the rest. */
export const filled = (table: Table, given: Refs): Refs => {
  const known: Record<string, number> = { ...given }
  const find = (name: string): number => {
    const found = known[name]
    if (found !== undefined) return found
    // before it is looked for: a relationship that follows from itself leads nowhere
    known[name] = -1
    const [first, ...rest] = table.kind.refs[name]?.path ?? []
    const slot = first === undefined ? -1 : follow(table, first, find(first), rest)
    known[name] = slot
    return slot
  }
  for (const name of Object.keys(table.kind.refs)) find(name)
  return known
}

/** What follows when a record's own relationships change: the changes, and what they bring with them. */
export const changed = (table: Table, given: Refs): Refs => {
  const following = Object.entries(table.kind.refs).flatMap(([name, { path }]): ReadonlyArray<[string, number]> => {
    const [first, ...rest] = path ?? []
    const to = first === undefined ? undefined : given[first]
    return first === undefined || to === undefined ? [] : [[name, follow(table, first, to, rest)]]
  })
  return { ...Object.fromEntries(following), ...given }
}

/** Where a record's relationship leads now, if it is one that follows from others. */
export const current = (table: Table, slot: number, name: string): number => {
  const [first, ...rest] = table.kind.refs[name]?.path ?? []
  return first === undefined ? -1 : follow(table, first, table.ref(slot, first), rest)
}

/** Along `first`, which leads to a slot, and then along the others. */
const follow = (table: Table, first: string, to: number, others: ReadonlyArray<string>): number => {
  let at = table.target(first)
  let where = to
  for (const ref of others) {
    if (at === undefined || where < 0) return -1
    where = at.ref(where, ref)
    at = at.target(ref)
  }
  return where
}

/** A relationship of a kind that follows from what `through` leads to. */
export interface Follower {
  readonly key: string
  readonly through: string
  readonly ref: string
}

/** Who follows the relationship of a kind, as `{key}/{relationship}`. */
export const followers = (kinds: Kinds): ReadonlyMap<string, ReadonlyArray<Follower>> => {
  const found = new Map<string, Array<Follower>>()
  for (const [key, { refs }] of kinds) {
    for (const [ref, { path }] of Object.entries(refs)) {
      const [through, next] = path ?? []
      const to = through === undefined ? undefined : refs[through]?.to
      if (through === undefined || next === undefined || to === undefined) continue
      const name = `${to}/${next}`
      found.set(name, [...(found.get(name) ?? []), { key, through, ref }])
    }
  }
  return found
}

/** The kinds of which one comes with each record of a kind, and by which relationship it is that record's. */
export const companions = (kinds: Kinds): ReadonlyMap<string, ReadonlyArray<readonly [key: string, ref: string]>> => {
  const found = new Map<string, Array<readonly [string, string]>>()
  for (const [key, { accompanies, refs, size }] of kinds) {
    const owner = size.by === "owner" && accompanies === true ? refs[size.ref]?.to : undefined
    if (size.by === "owner" && owner !== undefined)
      found.set(owner, [...(found.get(owner) ?? []), [key, size.ref] as const])
  }
  return found
}

/** Which kinds go with a record of each kind, and by which relationship they are its own. */
export const dependents = (kinds: Kinds): ReadonlyMap<string, ReadonlyArray<readonly [string, string]>> => {
  const found = new Map<string, Array<readonly [string, string]>>()
  for (const [key, { belongs, refs, size }] of kinds) {
    const owner = size.by === "owner" ? refs[size.ref]?.to : undefined
    if (size.by !== "owner" || owner === undefined || !belongs) continue
    found.set(owner, [...(found.get(owner) ?? []), [key, size.ref]])
  }
  return found
}
