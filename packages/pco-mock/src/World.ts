/**
 * The pretend church: records worked out from a seed, and what was changed since.
 */

import * as Catalog from "./internal/facts/catalog.ts"
import * as Blank from "./internal/world/blank.ts"
import * as Church from "./internal/world/church.ts"
import * as Derived from "./internal/world/derived.ts"
import type { Change, Kind, Scale, World } from "./internal/world/model.ts"
import * as Table from "./internal/world/table.ts"
import { type Attributes, type Identifier, type Json, moment, type Relationships } from "./Row.ts"

export type { Change, Mutation, View, World } from "./internal/world/model.ts"

/**
 * How a world is made; only `seed`, `people` and `now` decide the rows it starts with.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  readonly seed: number
  readonly people: number
  /** No generated row is newer; milliseconds since the epoch, or an ISO instant. Default `2026-01-01T00:00:00Z`. */
  readonly now?: number | string
  /** What time it is when something changes, in milliseconds since the epoch. Default: the real time. */
  readonly clock?: () => number
  /** Whether adding, changing or removing an email, a phone number or an address moves its person's `updated_at`. Default true. */
  readonly touchParent?: boolean
  /**
   * Attributes whose change leaves `updated_at` where it is, by type: `{ Person: ["medical_notes"] }` does what some users of
   * Planning Center reported. Default none.
   */
  readonly quiet?: { readonly [type: string]: ReadonlyArray<string> }
  /**
   * In which order rows come that tie on every key of an `order`: by id, or differently in each request. Planning Center documents
   * no tiebreak. Default `id`.
   */
  readonly ties?: "id" | "unstable"
  /** The id of the church. Default `100093`. */
  readonly organizationId?: string
}

/** What a person has one primary of. */
const withPrimary: ReadonlySet<string> = new Set(["people.Email", "people.PhoneNumber", "people.Address"])

/** Attributes without the two stamps, and the stamps in whole seconds where they were given. */
const stamped = ({
  created_at,
  updated_at,
  ...attributes
}: Attributes): readonly [Attributes, { readonly created?: number; readonly updated?: number }] => [
  attributes,
  { ...second("created", created_at), ...second("updated", updated_at) }
]

const second = <Name extends string>(name: Name, value: Json | undefined) => {
  const seconds = typeof value === "string" ? Math.floor(Date.parse(value) / 1000) : Number.NaN
  return Number.isNaN(seconds) ? {} : { [name]: seconds }
}

const opened = Date.UTC(2015, 0, 4) / 1000
const defaultNow = Date.UTC(2026, 0, 1)

const made = new WeakSet<World>()

/**
 * Whether a world is as it was made: one that somebody put something before shows its rows through that, one by one.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isPlain = (world: World): boolean => made.has(world)

/**
 * Makes a church of so many people, the same for the same seed.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options): World => {
  const start = typeof options.now === "string" ? Date.parse(options.now) : (options.now ?? defaultNow)
  const scale: Scale = {
    people: options.people,
    now: Math.floor(start / 1000),
    opened: Math.min(opened, Math.floor(start / 1000))
  }
  const clock = options.clock ?? Date.now
  const { seed } = options
  const { organizationId = "100093" } = options
  const kinds = new Map(
    [...Church.kinds(scale)].map(([key, kind]): [string, Kind] =>
      key.endsWith(".Organization") ? [key, { ...kind, ids: { 0: organizationId } }] : [key, kind]
    )
  )
  const dependents = Derived.dependents(kinds)
  const followers = Derived.followers(kinds)
  const companions = Derived.companions(kinds)
  const twins = [...kinds].filter(([, { size }]) => size.by === "twin")
  const tables = new Map<string, Table.Table>()
  const listeners = new Set<(change: Change) => void>()
  const organization: Identifier = { type: "Organization", id: organizationId }
  const pending: Array<{ readonly at: number; readonly work: () => void }> = []
  let revision = 0
  let newest = scale.now

  const table = (type: string): Table.Table => {
    const known = tables.get(type)
    if (known !== undefined) return known
    const kind = kinds.get(type)
    const resource = kind === undefined ? Catalog.find(type) : (Catalog.find(type) ?? Catalog.between(type))
    if (resource === undefined) throw new TypeError(`the world has no ${type}; it has ${[...kinds.keys()].join(", ")}`)
    if (kind === undefined) {
      const found = table(resource.key)
      tables.set(type, found)
      return found
    }
    const made = Table.make({ seed, scale, kind, resource, organization, other: table, revision: () => revision })
    tables.set(type, made)
    return made
  }

  const tell = (change: Change) => {
    for (const listener of listeners) listener(change)
  }

  /** Whole seconds, and never before anything that is already there. */
  const stamp = () => {
    newest = Math.max(newest, Math.floor(clock() / 1000))
    return newest
  }

  const later: World["later"] = (work) => {
    pending.push({ at: clock() + 1000, work })
  }

  const settle = () => {
    while (pending[0] !== undefined && pending[0].at <= clock()) pending.shift()?.work()
  }

  const changing = (of: Table.Table, slot: number, write: () => void, quiet = false) => {
    const before = of.row(slot)
    write()
    revision++
    const after = of.row(slot)
    tell({ op: "update", type: of.resource.key, id: after.id, before, after, ...(quiet ? { quiet } : {}) })
    return after
  }

  const touchOwner = (of: Table.Table, slot: number, at: number) => {
    const { inside, refs, size } = of.kind
    if (!inside || size.by !== "owner" || options.touchParent === false) return
    const owner = of.ref(slot, size.ref)
    const to = table(refs[size.ref]?.to ?? "")
    if (owner >= 0) changing(to, owner, () => to.change(owner, { attributes: {}, refs: {}, updated: at }))
  }

  const refs = (of: Table.Table, relationships: Relationships): { readonly [name: string]: number } =>
    Object.fromEntries(Object.entries(relationships).flatMap(([name, target]) => pointing(of, name, target)))

  const pointing = (
    of: Table.Table,
    name: string,
    target: Identifier | null
  ): ReadonlyArray<readonly [string, number]> => {
    const among = of.kind.any[name] ?? (Object.hasOwn(of.kind.refs, name) ? [name] : [])
    return among.map((ref) => {
      const to = of.target(ref)
      const meant = target !== null && (among.length === 1 || to?.resource.type === target.type)
      return [ref, meant && to !== undefined ? to.slot(target.id) : -1]
    })
  }

  const create: World["create"] = (type, attributes, relationships = {}) => {
    const into = table(type)
    const at = stamp()
    const [given, stamps] = stamped(attributes)
    const content = {
      attributes: { ...Blank.attributes(into.resource), ...given },
      refs: Derived.filled(into, refs(into, relationships)),
      created: at,
      updated: at,
      ...stamps
    }
    const slot = into.add(content)
    revision++
    const row = into.row(slot)
    const { key } = into.resource
    demoteOthers(into, slot, given)
    // the other products know a new person at once, if they know everybody
    for (const [twin, { size }] of twins) {
      if (size.by === "twin" && size.of === key && size.share === 1) {
        const known = table(twin)
        known.add(
          { attributes: Blank.attributes(known.resource), refs: Derived.filled(known, {}), created: at, updated: at },
          row.id
        )
      }
    }
    tell({ op: "create", type: key, id: row.id, after: row })
    touchOwner(into, slot, at)
    for (const [companion, ref] of companions.get(key) ?? []) create(companion, {}, { [ref]: row })
    return row
  }

  /** Moves what follows from relationships that were changed along. */
  const moveFollowers = (of: Table.Table, slot: number, names: ReadonlyArray<string>) => {
    for (const name of names) {
      for (const { key, ref, through } of followers.get(`${of.resource.key}/${name}`) ?? []) {
        const from = table(key)
        for (const each of from.children(through, slot)) {
          const to = Derived.current(from, each, ref)
          if (to === from.ref(each, ref)) continue
          changing(from, each, () => from.change(each, { attributes: {}, refs: { [ref]: to } }), true)
          moveFollowers(from, each, [ref])
        }
      }
    }
  }

  /** A new primary demotes the old one, whose `updated_at` stays: measured at the real API. */
  const demoteOthers = (of: Table.Table, slot: number, { primary }: Attributes) => {
    if (primary !== true || !withPrimary.has(of.resource.key)) return
    for (const each of of.children("person", of.ref(slot, "person"))) {
      if (each === slot || of.value(each, "primary") !== true) continue
      changing(of, each, () => of.change(each, { attributes: { primary: false }, refs: {} }), true)
    }
  }

  const update: World["update"] = (type, id, attributes, relationships = {}, { quietly } = { quietly: false }) => {
    const of = table(type)
    const slot = of.slot(id)
    if (slot < 0) return undefined
    const quiet = Object.entries(options.quiet ?? {}).find(([name]) => Catalog.find(name) === of.resource)?.[1] ?? []
    const names = [...Object.keys(attributes), ...Object.keys(relationships)]
    const silent = quietly || (names.length > 0 && names.every((name) => quiet.includes(name)))
    const at = stamp()
    const to = Derived.changed(of, refs(of, relationships))
    const [given, stamps] = stamped(attributes)
    const content = { attributes: given, refs: to, ...(silent ? {} : { updated: at }), ...stamps }
    const row = changing(of, slot, () => of.change(slot, content), quietly)
    demoteOthers(of, slot, given)
    moveFollowers(of, slot, Object.keys(to))
    if (!silent) touchOwner(of, slot, at)
    return row
  }

  const remove: World["delete"] = (type, id) => {
    const of = table(type)
    const slot = of.slot(id)
    if (slot < 0) return false
    const before = of.row(slot)
    const belonging = (dependents.get(of.resource.key) ?? []).flatMap(([child, ref]) => {
      const from = table(child)
      return from.children(ref, slot).map((each) => [child, from.id(each)] as const)
    })
    touchOwner(of, slot, stamp())
    of.remove(slot)
    revision++
    if (!of.resource.key.includes("~")) tell({ op: "delete", type: of.resource.key, id, before })
    for (const [child, childId] of belonging) remove(child, childId)
    for (const [twin, { size }] of twins) if (size.by === "twin" && size.of === of.resource.key) remove(twin, id)
    return true
  }

  const merge: World["merge"] = (keep, gone) => {
    const people = "people.Person"
    if (keep === gone || table(people).slot(keep) < 0 || table(people).slot(gone) < 0) return undefined
    const known = new Set([
      people,
      ...twins.flatMap(([key, { size }]) => (size.by === "twin" && size.of === people ? [key] : []))
    ])
    for (const [key, kind] of kinds) {
      for (const [ref, { to }] of Object.entries(kind.refs)) {
        // the records of a twin are the person's own, under another product's name
        if (!known.has(to) || known.has(key)) continue
        const from = table(key)
        const [survivor, removed] = [table(to).slot(keep), table(to).slot(gone)]
        for (const slot of removed < 0 ? [] : from.children(ref, removed)) {
          const content = { attributes: {}, refs: { [ref]: survivor }, updated: stamp() }
          changing(from, slot, () => from.change(slot, content))
        }
      }
    }
    remove(people, gone)
    update(people, keep, {})
    return create("people.PersonMerger", { person_to_keep_id: keep, person_to_remove_id: gone })
  }

  const apply: World["apply"] = ({ attributes = {}, id = "", into = "", op, relationships, type }) => {
    if (op === "create") return create(type, attributes, relationships).id
    if (op === "update") return update(type, id, attributes, relationships)?.id ?? null
    if (op === "merge") return merge(into, id)?.id ?? null
    return remove(type, id) ? id : null
  }

  const view: World["view"] = (type, order = []) => {
    const of = table(type)
    return { table: of, slots: of.ordered(order) }
  }
  const world: World = {
    organization: table("people.Organization").row(0),
    organizationOf: (key) => table(`${key.split(".")[0]}.Organization`).row(0),
    kinds,
    ties: options.ties ?? "id",
    seed,
    now: () => newest,
    stamp: () => moment(stamp()),
    later,
    settle,
    revision: () => revision,
    table,
    view,
    get: (type, id) => {
      const of = table(type)
      const slot = of.slot(id)
      return slot < 0 ? undefined : of.row(slot)
    },
    count: (type) => table(type).size(),
    rows: (type, order) => {
      const found = view(type, order)
      return Array.from(found.slots, found.table.row)
    },
    children: (type, relationship, parentId) => {
      const of = table(type)
      const parent = of.target(relationship)?.slot(parentId) ?? -1
      return parent < 0 ? [] : of.children(relationship, parent).map(of.row)
    },
    create,
    update,
    delete: remove,
    merge,
    apply,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
  made.add(world)
  return world
}

/**
 * The same world, whose listings do not show some records of a type; unless they are `findable`, it denies them too.
 *
 * @since 0.1.0
 * @category combinators
 */
export const hiding = (
  world: World,
  hidden: ReadonlySet<string>,
  { findable = false }: { readonly findable?: boolean } = {}
): World => ({
  ...world,
  revision: () => world.revision() + hidden.size,
  view: (type, order) => {
    const { slots, table } = world.view(type, order)
    return { table, slots: slots.filter((slot) => !hidden.has(table.id(slot))) }
  },
  rows: (type, order) => world.rows(type, order).filter(({ id }) => !hidden.has(id)),
  get: (type, id) => (hidden.has(id) && !findable ? undefined : world.get(type, id))
})
