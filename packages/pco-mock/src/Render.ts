/**
 * Writes rows as JSON:API text. A row's attributes are turned into text once and kept with the row: rows never change, so a page
 * of a hundred is put together from strings that are already there.
 */
import * as Catalog from "./Catalog.ts"
import * as Edges from "./Edges.ts"
import * as Memory from "./Memory.ts"
import type * as Query from "./Query.ts"
import { type Identifier, type Json, type Row, value } from "./Row.ts"
import type { Table } from "./Table.ts"
import { isPlain, type World } from "./World.ts"

/** What rows are written against. */
export interface Context {
  readonly world: World
  /** Scheme and host that links start with: `https://api.planningcenteronline.com`. */
  readonly origin: string
  readonly fields: Query.Query["fields"]
}

/** Records pulled in by `include`, each once, in the order they were met. */
export type Included = Map<string, string>

const nothing: Query.Include = new Map()

/** A row as one element of a list, its `self` link at the URL given, which is written as it is. Records named by `include` are added to `included`. */
export const listRow = (
  context: Context,
  row: Row,
  self: string,
  include: Query.Include = nothing,
  included: Included = new Map()
): string => resourceObject(context, row, include, included, `"self":"${self}"`)

/** The same for the row of a slot, its id put behind `self`, without making a row of it where nothing stands before the world. */
export const listSlot = (
  context: Context,
  table: Table,
  slot: number,
  self: string,
  include: Query.Include,
  included: Included
): string => {
  const quick = isQuick(context, table) && (include.size === 0 || !names(table.resource, include))
  if (!quick) {
    const row = table.row(slot)
    return listRow(context, row, self + row.id, include, included)
  }
  const { id, open, related } = fragment(context.world, table, slot)
  if (include.size === 0) return `${open}${related === "none" ? "" : "}"},"links":{"self":"${self}${id}"}}`
  const parts: Array<string> = []
  for (const [name, further] of include) {
    parts.push(`"${name}":${includeQuickly(context, table, slot, name, further, included)}`)
    for (const second of further) if (!include.has(second)) parts.push(`"${second}":${nowhere}`)
  }
  const between = parts.length === 0 ? "" : related === "none" ? `,"relationships":{` : related === "some" ? "," : ""
  const close = related === "none" && parts.length === 0 ? "" : "}"
  return `${open}${between}${parts.join(",")}${close},"links":{"self":"${self}${id}"}}`
}

/** Whether a relationship that every record has is to be included, and so written otherwise. */
const names = ({ relationships }: Catalog.Resource, include: Query.Include): boolean =>
  [...include.keys()].some((name) => relationships.has(name))

/** A row as the subject of a document: like a list's element, with a link for every edge and every action. */
export const singleRow = (
  context: Context,
  row: Row,
  include: Query.Include,
  included: Included,
  strayLink: boolean,
  self = instanceUrl(context.world, context.origin, row)
): string => {
  const resource = Catalog.get(row.key)
  const links: Record<string, string | null> = {}
  // versions of the first years carry a link without a name
  if (strayLink) links[""] = `${self}/`
  for (const name of [...resource.edges.keys(), ...resource.actions.keys()].sort()) {
    const edge = resource.edges.get(name)
    if ((edge ?? resource.actions.get(name))?.linked === false) continue
    links[name] = edge === undefined || edge.many || isSet(context.world, row, name) ? `${self}/${name}` : null
  }
  links.self = self
  return resourceObject(context, row, include, included, JSON.stringify(links).slice(1, -1))
}

const isSet = (world: World, row: Row, name: string): boolean => {
  const walk = Edges.walk(world.kinds, row.key, name)
  if (walk?.by === "organization") return true
  const [ref, ...more] = walk?.by === "ref" ? walk.refs : []
  return ref === undefined || more.length > 0
    ? Edges.rows(world, row, name).length > 0
    : Boolean(row.relationships[ref])
}

/** Where a record lives: `{origin}/people/v2/people/7`; below what it belongs to where it has no list of its own. */
export const instanceUrl = (world: World, origin: string, row: Row): string => {
  const resource = Catalog.get(row.key)
  const root = `${origin}/${resource.product}/v2`
  if (resource.type === "Organization") return root
  const way = wayTo(resource)
  if (way.length === 0) return `${root}/${resource.collection}/${row.id}`
  let at: Row | undefined = row
  let path = ""
  for (const step of [...way].reverse()) {
    // a record whose parent is gone is still somewhere; where, is not documented
    if (at === undefined) break
    path = `/${step.name}/${at.id}${path}`
    at = step.parent === undefined ? undefined : above(world, at, step.parent)
  }
  return `${root}${path}`
}

/** One level of a path: the name of a list, and the key of what it is a list of one of. */
interface Step {
  readonly name: string
  /** Absent for the church itself. */
  readonly parent?: string
}

const ways = new Map<string, ReadonlyArray<Step>>()

/** The levels of the path to a record: households, then household_memberships. */
const wayTo = (resource: Catalog.Resource): ReadonlyArray<Step> => {
  const known = ways.get(resource.key)
  if (known !== undefined) return known
  const names = (resource.instance ?? resource.lists[0] ?? resource.collection)
    .split("/")
    .filter((part) => part !== "{}")
  const steps: Array<Step> = []
  let from: string | undefined
  for (const name of names.filter((each) => each !== "")) {
    steps.push(from === undefined ? { name } : { name, parent: from })
    from = Catalog.find(from ?? `${resource.product}.Organization`)?.edges.get(name)?.to ?? from
  }
  ways.set(resource.key, steps)
  return steps
}

/** The record of a kind that another belongs to: what it points at, directly or further on, or else the first that points at it. */
const above = (world: World, row: Row, key: string): Row | undefined => {
  const kind = world.kinds.get(row.key)
  const refs = Object.entries(kind?.refs ?? {})
  // what it is below comes first: a card is somebody's, and assigned to somebody else
  const owner = kind?.size.by === "owner" ? kind.size.ref : undefined
  const preferred = key.endsWith(".Person") ? "person" : owner
  refs.sort(
    ([a], [b]) => Number(b === preferred) - Number(a === preferred) || Number(b === owner) - Number(a === owner)
  )
  for (const [ref, { to }] of refs) {
    if (to === key && row.relationships[ref]) return Edges.pointedAt(world, row, ref)
  }
  for (const [ref, { to }] of refs) {
    const [next] = Object.entries(world.kinds.get(to)?.refs ?? {}).filter((each) => each[1].to === key)
    const between = next === undefined || to === row.key ? undefined : Edges.pointedAt(world, row, ref)
    if (between !== undefined && next !== undefined) return Edges.pointedAt(world, between, next[0])
  }
  const back = Object.entries(world.kinds.get(key)?.refs ?? {}).find(([, { to }]) => to === row.key)
  return back === undefined ? undefined : world.children(key, back[0], row.id)[0]
}

const resourceObject = (
  context: Context,
  row: Row,
  include: Query.Include,
  included: Included,
  links: string
): string => {
  const resource = Catalog.get(row.key)
  const fields = context.fields.get(row.type)
  const attributes = fields === undefined ? whole(resource, row) : sparse(resource, row, fields)
  const related = relationships(context, resource, row, include, included, fields)
  const body = `{"type":"${row.type}","id":"${row.id}","attributes":${attributes}`
  return `${body}${related === undefined ? "" : `,"relationships":{${related}}`},"links":{${links}}}`
}

const written = new WeakMap<Row, string>()

const whole = (resource: Catalog.Resource, row: Row): string => {
  const known = written.get(row)
  if (known !== undefined) return known
  const text = attributesText(keysOf(resource), row)
  written.set(row, text)
  return text
}

const sparse = (resource: Catalog.Resource, row: Row, fields: ReadonlySet<string>): string =>
  attributesText(
    [...resource.attributes.keys()].flatMap((name) => (fields.has(name) ? [{ name, key: `"${name}":` }] : [])),
    row
  )

/** An attribute, and how its key is written. */
interface Key {
  readonly name: string
  readonly key: string
}

const keys = new Map<string, ReadonlyArray<Key>>()

/** The attributes that are sent to everybody. */
const keysOf = (resource: Catalog.Resource): ReadonlyArray<Key> => {
  const known = keys.get(resource.key)
  if (known !== undefined) return known
  const found = [...resource.attributes].flatMap(([name, { onlyWhenNamed }]) =>
    onlyWhenNamed === true ? [] : [{ name, key: `"${name}":` }]
  )
  keys.set(resource.key, found)
  return found
}

// put together by hand: for a page of a hundred rows this is most of the work, and twice as quick as JSON.stringify
const attributesText = (wanted: ReadonlyArray<Key>, row: Row): string =>
  `{${wanted.map(({ key, name }) => key + json(value(row, name))).join(",")}}`

const plain = /^[ !#-[\]-~]*$/

const json = (value: Json): string => {
  if (value === null) return "null"
  if (typeof value === "string" && value.length < 200 && plain.test(value)) return `"${value}"`
  return typeof value === "boolean" ? (value ? "true" : "false") : JSON.stringify(value)
}

/** The inside of `relationships`; undefined when this type of record has none at all, as the wire then leaves the key out. */
const relationships = (
  context: Context,
  resource: Catalog.Resource,
  row: Row,
  include: Query.Include,
  included: Included,
  fields: ReadonlySet<string> | undefined
): string | undefined => {
  const parts: Array<string> = []
  const add = (name: string, text: () => string) => {
    if (fields === undefined || fields.has(name)) parts.push(`"${name}":${text()}`)
  }
  for (const [name, relationship] of resource.relationships) {
    if (!include.has(name)) add(name, () => `{"data":${data(context, row, name, relationship)}}`)
  }
  for (const [name, further] of include) {
    // what is included is written even where the relationship itself was not asked for
    const text = includeEdge(context, resource, row, name, further, included)
    add(name, () => text)
    // observed with `include=households.people`: the second name hangs on the first record too, leading nowhere
    for (const second of further) {
      if (!resource.relationships.has(second) && !include.has(second)) {
        add(second, () => nowhere)
      }
    }
  }
  return parts.length === 0 && resource.relationships.size === 0 ? undefined : parts.join(",")
}

const nowhere = `{"links":{"related":null},"data":[]}`

const data = (context: Context, row: Row, name: string, { many, role }: Catalog.Relationship): string => {
  if (many) return `[${Edges.rows(context.world, row, name).map(identifier).join(",")}]`
  const target = row.relationships[name] ?? null
  return target === null ? "null" : identifier({ type: role ?? target.type, id: target.id })
}

/** Adds what is behind an edge to `included`, and says which records that were. */
const includeEdge = (
  context: Context,
  resource: Catalog.Resource,
  row: Row,
  name: string,
  further: ReadonlyArray<string>,
  included: Included
): string => {
  const edge = resource.edges.get(name)
  const related = `${instanceUrl(context.world, context.origin, row)}/${name}`
  const write = (text: string) => `{"links":{"related":"${related}"},"data":${text}}`
  const found = Edges.rows(context.world, row, name)
  const next: Query.Include = new Map(further.map((second) => [second, []]))
  for (const each of found) addIncluded(context, each, related, next, included)
  if (edge?.many === true) return write(`[${found.map(identifier).join(",")}]`)
  const [target] = found
  if (target === undefined) return write("null")
  return write(identifier({ type: resource.relationships.get(name)?.role ?? target.type, id: target.id }))
}

const identifier = ({ id, type }: Identifier): string => `{"type":"${type}","id":"${id}"}`

const addIncluded = (context: Context, row: Row, related: string, include: Query.Include, included: Included): void => {
  const key = identifier(row)
  if (included.has(key)) return
  // in its place first: what it includes in turn comes behind it
  included.set(key, "")
  // the church lives at the path it was reached by
  const self = row.type === "Organization" ? related : instanceUrl(context.world, context.origin, row)
  included.set(key, listRow(context, row, self, include, included))
}

/** What of a row's text is the same in every list. */
interface Fragment {
  readonly id: string
  readonly identifier: string
  /** The text up to what is in `relationships`, which is left open. */
  readonly open: string
  /** Whether the wire leaves the relationships of the type out, and if not, whether there are any. */
  readonly related: "none" | "empty" | "some"
  /** Where the record lives, without the origin. */
  readonly path: string
}

const fragments = new WeakMap<World, Memory.Memory<Fragment>>()

/** So many are kept of one world, about a hundred megabytes at most: strings are cheap to keep, and a few hundred make a page. */
const kept = 70_000

const numbers = new Map(Catalog.resources.map(({ key }, number) => [key, number]))

const isQuick = ({ fields, world }: Context, { resource }: Table): boolean =>
  isPlain(world) && fields.size === 0 && resource.type !== "Organization"

const fragment = (world: World, table: Table, slot: number): Fragment => {
  const known = fragments.get(world) ?? Memory.make<Fragment>(kept, world.revision)
  fragments.set(world, known)
  // a number of their own for the records of each resource
  const key = slot * numbers.size + (numbers.get(table.resource.key) ?? 0)
  return known(key, () => {
    const { resource } = table
    const id = table.id(slot)
    // joined, not added up: what is kept is then one flat text and not a tree of a hundred
    const attributes = keysOf(resource).map(({ key, name }) => key + json(table.reader(name)(slot)))
    const related = relatedText(world, table, slot)
    const root = resource.instance === `${resource.collection}/{}`
    return {
      id,
      identifier: identifier({ type: resource.type, id }),
      open: [
        `{"type":"${resource.type}","id":"${id}","attributes":{`,
        attributes.join(","),
        related === undefined ? "}" : `},"relationships":{${related}`
      ].join(""),
      related: related === undefined ? "none" : related === "" ? "empty" : "some",
      path: root ? `/${resource.product}/v2/${resource.collection}/${id}` : instanceUrl(world, "", table.row(slot))
    }
  })
}

const relatedText = (world: World, table: Table, slot: number): string | undefined => {
  const { relationships } = table.resource
  if (relationships.size === 0) return undefined
  const parts: Array<string> = []
  for (const [name, relationship] of relationships) {
    const target = table.target(name)
    if (target === undefined && relationship.to.length === 0) {
      parts.push(`"${name}":{"data":null}`)
      continue
    }
    if (relationship.many || target === undefined) {
      const context = { world, origin: "", fields: new Map<string, ReadonlySet<string>>() }
      parts.push(`"${name}":{"data":${data(context, table.row(slot), name, relationship)}}`)
      continue
    }
    const to = table.ref(slot, name)
    const type = relationship.role ?? target.resource.type
    parts.push(`"${name}":{"data":${to < 0 ? "null" : identifier({ type, id: target.id(to) })}}`)
  }
  return parts.join(",")
}

const includeQuickly = (
  context: Context,
  table: Table,
  slot: number,
  name: string,
  further: ReadonlyArray<string>,
  included: Included
): string => {
  const { origin, world } = context
  const { resource } = table
  const related = `${origin}${fragment(world, table, slot).path}/${name}`
  const found = Edges.slots(world.kinds, table, slot, name)
  const next: Query.Include = new Map(further.map((second) => [second, []]))
  const identifiers: Array<string> = []
  const at = found?.[0] ?? table
  const church = at.resource.type === "Organization"
  for (const to of found?.[1] ?? []) {
    const { id, identifier, path } = fragment(world, at, to)
    identifiers.push(identifier)
    if (included.has(identifier)) continue
    included.set(identifier, "")
    // `listSlot` ends the link with the id, which the path of a record ends with, too
    const self = `${origin}${path.slice(0, path.length - id.length)}`
    const text = church ? listRow(context, at.row(to), related) : listSlot(context, at, to, self, next, included)
    included.set(identifier, text)
  }
  const many = resource.edges.get(name)?.many === true
  return `{"links":{"related":"${related}"},"data":${many ? `[${identifiers.join(",")}]` : (identifiers[0] ?? "null")}}`
}
