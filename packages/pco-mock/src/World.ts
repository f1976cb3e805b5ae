/**
 * The pretend church: a store of rows that starts from a seed and can be changed.
 */
import * as Catalog from "./Catalog.ts"
import * as Church from "./Church.ts"
import * as Order from "./Order.ts"
import * as Phone from "./Phone.ts"
import { type Attributes, instant, type Relationships, type Row } from "./Row.ts"
import * as SortedIndex from "./SortedIndex.ts"

/** How a world is made; only `seed` and `people` decide the rows it starts with (and `now`, if given). */
export interface Options {
  readonly seed: number
  readonly people: number
  /** No generated row is newer; milliseconds since the epoch, or an ISO instant. Default `2026-01-01T00:00:00Z`. */
  readonly now?: number | string
  /** What time it is when something changes, in milliseconds since the epoch. Default: the real time. */
  readonly clock?: () => number
  /** Whether adding, changing or removing an email or a phone number moves its person's `updated_at`. Default true. */
  readonly touchParent?: boolean
  /**
   * Attributes whose change leaves `updated_at` where it is, by type: `{ Person: ["medical_notes"] }` does what some users of
   * Planning Center reported. Default none.
   */
  readonly quiet?: { readonly [type: string]: ReadonlyArray<string> }
}

/** A change, as data. `update` and `delete` need `id`; a missing record is left alone. */
export interface Mutation {
  readonly op: "create" | "update" | "delete"
  readonly type: string
  readonly id?: string
  readonly attributes?: Attributes
  readonly relationships?: Relationships
}

/** The church the records belong to. */
export interface Organization {
  readonly type: "Organization"
  readonly id: string
  readonly attributes: Attributes
}

/** Everything the pretend Planning Center knows. Types are those of the catalog; ids are decimal strings. */
export interface World {
  readonly organization: Organization
  /** Grows with every change. */
  readonly revision: () => number
  /** One row. */
  readonly get: (type: string, id: string) => Row | undefined
  /** How many rows of a type there are now. */
  readonly count: (type: string) => number
  /** All rows of a type in an order (default: by id, as a number). */
  readonly rows: (type: string, order?: Order.Order) => ReadonlyArray<Row>
  /** The rows of `type` whose `relationship` is that parent, by id. */
  readonly children: (type: string, relationship: string, parentId: string) => ReadonlyArray<Row>
  /** Adds a row with the next free id, stamped now; attributes that are not given are null. */
  readonly create: (type: string, attributes: Attributes, relationships?: Relationships) => Row
  /** Changes some attributes (and relationships), stamped now; undefined when there is no such row. */
  readonly update: (type: string, id: string, attributes: Attributes, relationships?: Relationships) => Row | undefined
  /** Removes a row and what belongs to it (a person's emails and phone numbers); false when there is no such row. */
  readonly delete: (type: string, id: string) => boolean
  /** Applies a change and answers the id it was about, or null when that record does not exist. */
  readonly apply: (mutation: Mutation) => string | null
}

interface Table {
  readonly resource: Catalog.Resource
  readonly store: Map<string, Row>
  readonly indexes: Map<string, SortedIndex.SortedIndex>
  /** Ids by parent, for each relationship that makes a row part of its parent. */
  readonly children: Map<string, Set<string>>
  lastId: bigint
}

const byId = Order.comparator([])

const defaultNow = Date.UTC(2026, 0, 1)

/** Makes a church of so many people, the same for the same seed. */
export const make = (options: Options): World => {
  const now = typeof options.now === "string" ? Date.parse(options.now) : (options.now ?? defaultNow)
  const clock = options.clock ?? Date.now
  const organization = makeOrganization()
  const tables = new Map(Catalog.resources.map((resource) => [resource.type, emptyTable(resource)]))
  let revision = 0
  let newest = ""

  const table = (type: string): Table => {
    const found = tables.get(type)
    if (found === undefined) throw new TypeError(`the world has no ${type}; it has ${[...tables.keys()].join(", ")}`)
    return found
  }

  const put = (row: Row) => {
    const into = table(row.type)
    const old = into.store.get(row.id)
    into.store.set(row.id, row)
    for (const index of into.indexes.values()) index.touch(row.id)
    relink(into, old, row)
    const id = BigInt(row.id)
    if (id > into.lastId) into.lastId = id
    if (row.updated_at > newest) newest = row.updated_at
    revision++
  }

  /** Whole seconds, and never before anything that is already there. */
  const stamp = () => {
    const current = instant(clock())
    return current > newest ? current : newest
  }

  const parentOf = (row: Row): Row | undefined => {
    const under = table(row.type).resource.writes.createUnder
    const parent = under === undefined ? null : row.relationships[under.relationship]
    return parent ? table(parent.type).store.get(parent.id) : undefined
  }

  const touchParent = (row: Row, at: string) => {
    const parent = (options.touchParent ?? true) ? parentOf(row) : undefined
    if (parent !== undefined) put({ ...parent, updated_at: at })
  }

  const children: World["children"] = (type, relationship, parentId) => {
    const from = table(type)
    const ids = from.children.get(`${relationship}/${parentId}`) ?? []
    return [...ids].flatMap((id) => from.store.get(id) ?? []).sort(byId)
  }

  const rows: World["rows"] = (type, order = []) => {
    const { indexes, store } = table(type)
    const name = Order.name(order)
    const index = indexes.get(name) ?? SortedIndex.make(store, order)
    indexes.set(name, index)
    return index.rows()
  }

  const create: World["create"] = (type, attributes, relationships = {}) => {
    const into = table(type)
    const at = stamp()
    const row: Row = {
      type,
      id: `${into.lastId + 1n}`,
      attributes: complete(type, { ...blank(into.resource), ...attributes }),
      relationships: { ...unset(into.resource, organization.id), ...relationships },
      created_at: at,
      updated_at: at
    }
    put(row)
    touchParent(row, at)
    return row
  }

  const update: World["update"] = (type, id, attributes, relationships = {}) => {
    const old = table(type).store.get(id)
    if (old === undefined) return undefined
    const quiet = options.quiet?.[type] ?? []
    const names = [...Object.keys(attributes), ...Object.keys(relationships)]
    const silent = names.length > 0 && names.every((name) => quiet.includes(name))
    const at = stamp()
    const row: Row = {
      ...old,
      attributes: complete(type, { ...old.attributes, ...attributes }),
      relationships: { ...old.relationships, ...relationships },
      updated_at: silent ? old.updated_at : at
    }
    put(row)
    if (!silent) touchParent(row, at)
    return row
  }

  const remove: World["delete"] = (type, id) => {
    const from = table(type)
    const old = from.store.get(id)
    if (old === undefined) return false
    from.store.delete(id)
    for (const index of from.indexes.values()) index.touch(id)
    relink(from, old, undefined)
    revision++
    touchParent(old, stamp())
    for (const { type: childType, relationship } of belongings(from.resource)) {
      for (const child of children(childType, relationship, id)) remove(childType, child.id)
    }
    if (type === "Campus") forgetCampus(id)
    return true
  }

  /** What happens to the people of a deleted campus is not documented: here they lose it, and their `updated_at` stays. */
  const forgetCampus = (id: string) => {
    for (const person of [...table("Person").store.values()]) {
      if (person.relationships.primary_campus?.id !== id) continue
      put({ ...person, relationships: { ...person.relationships, primary_campus: null } })
    }
  }

  const apply: World["apply"] = ({ attributes = {}, id = "", op, relationships, type }) => {
    if (op === "create") return create(type, attributes, relationships).id
    if (op === "update") return update(type, id, attributes, relationships)?.id ?? null
    return remove(type, id) ? id : null
  }

  for (const row of Church.generate({
    seed: options.seed,
    people: options.people,
    now,
    organizationId: organization.id
  })) {
    put(row)
  }
  return {
    organization,
    revision: () => revision,
    get: (type, id) => table(type).store.get(id),
    count: (type) => table(type).store.size,
    rows,
    children,
    create,
    update,
    delete: remove,
    apply
  }
}

const emptyTable = (resource: Catalog.Resource): Table => ({
  resource,
  store: new Map(),
  indexes: new Map(),
  children: new Map(),
  lastId: 0n
})

/** The types of rows that go when a row of this resource goes. */
const belongings = (resource: Catalog.Resource) =>
  Object.values(resource.edges).flatMap(({ via }) => (via?.kind === "children" ? [via] : []))

/** Keeps the lists of ids by parent right. */
const relink = ({ children, resource }: Table, old: Row | undefined, row: Row | undefined) => {
  const relationship = resource.writes.createUnder?.relationship
  if (relationship === undefined) return
  const before = old?.relationships[relationship]?.id
  const after = row?.relationships[relationship]?.id
  if (before === after) return
  if (old !== undefined && before !== undefined) children.get(`${relationship}/${before}`)?.delete(old.id)
  if (row !== undefined && after !== undefined) {
    const key = `${relationship}/${after}`
    const ids = children.get(key) ?? new Set()
    children.set(key, ids.add(row.id))
  }
}

/** The attributes of a row nobody filled in. Flags are false and a new person is active, as new records were recorded. */
const blank = ({ attributes, type }: Catalog.Resource): Attributes => ({
  ...Object.fromEntries(
    Object.entries(attributes).flatMap(([name, attribute]) =>
      name === "created_at" || name === "updated_at" ? [] : [[name, attribute.type === "boolean" ? false : null]]
    )
  ),
  ...(type === "Person" ? { status: "active", resource_permission_flags: {}, directory_shared_info: {} } : {})
})

const unset = ({ relationships }: Catalog.Resource, organizationId: string): Relationships =>
  Object.fromEntries(
    Object.entries(relationships).map(([name, { to }]) => [
      name,
      to === "Organization" ? { type: to, id: organizationId } : null
    ])
  )

/** Works out the attributes that follow from others. */
const complete = (type: string, attributes: Attributes): Attributes => {
  if (type === "Person") {
    return { ...attributes, name: Church.fullName(attributes.first_name ?? null, attributes.last_name ?? null) }
  }
  if (type === "PhoneNumber" && typeof attributes.number === "string") {
    return { ...attributes, ...Phone.spellings(attributes.number) }
  }
  return attributes
}

const makeOrganization = (): Organization => ({
  type: "Organization",
  id: "100093",
  attributes: {
    avatar_url: null,
    church_center_subdomain: "example-church",
    contact_website: "https://church.example.org",
    country_code: null,
    created_at: "2014-12-01T00:00:00Z",
    date_format: "%m/%d/%Y",
    name: "Example Church",
    time_zone: "America/New_York"
  }
})
