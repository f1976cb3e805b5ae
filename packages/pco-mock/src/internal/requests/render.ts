/**
 * Writes rows as JSON:API text, one by one. A row's attributes are turned into text once and kept with the row, as rows never change.
 * Most pages of lists are written without a row, by `Page`.
 */

import { type Identifier, type Json, type Row, value } from "../../Row.ts"
import type { World } from "../../World.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Edges from "../world/edges.ts"
import type * as Query from "./query.ts"

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
export const keysOf = (resource: Catalog.Resource): ReadonlyArray<Key> => {
  const known = keys.get(resource.key)
  if (known !== undefined) return known
  const found = [...resource.attributes].flatMap(([name, { onlyWhenNamed }]) =>
    onlyWhenNamed === true ? [] : [{ name, key: `"${name}":` }]
  )
  keys.set(resource.key, found)
  return found
}

// put together by hand: twice as quick as JSON.stringify
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

/** What a relationship says that leads nowhere. */
export const nowhere = `{"links":{"related":null},"data":[]}`

/** The inside of a relationship's `data`. */
export const data = (context: Context, row: Row, name: string, { many, role }: Catalog.Relationship): string => {
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
