/**
 * Writes rows as JSON:API text. A row's attributes are turned into text once and kept with the row: rows never change, so a page
 * of a hundred is put together from strings that are already there.
 */
import * as Catalog from "./Catalog.ts"
import type * as Query from "./Query.ts"
import { type Identifier, type Json, type Row, value } from "./Row.ts"
import type { World } from "./World.ts"

/** What rows are written against. */
export interface Context {
  readonly world: World
  /** Scheme and host that links start with: `https://api.planningcenteronline.com`. */
  readonly origin: string
  readonly fields: Query.Query["fields"]
}

/** Records pulled in by `include`, each once, in the order they were met. */
export type Included = Map<string, string>

/** Where a record lives: `{origin}/people/v2/people/7`. */
export const instanceUrl = (origin: string, resource: Catalog.Resource, id: string): string =>
  `${origin}/${resource.product}/v2/${resource.collection}/${id}`

/** A row as one element of a list, its `self` link at the URL given, which is written as it is. Records named by `include` are added to `included`. */
export const listRow = (
  context: Context,
  row: Row,
  self: string,
  include: ReadonlyArray<string> = [],
  included: Included = new Map()
): string => resourceObject(context, row, include, included, `"self":"${self}"`)

/** A row as the subject of a document: like a list's element, with a link for every edge. */
export const singleRow = (
  context: Context,
  row: Row,
  include: ReadonlyArray<string>,
  included: Included,
  strayLink: boolean
): string => {
  const resource = mustFind(row.type)
  const self = instanceUrl(context.origin, resource, row.id)
  const links: Record<string, string | null> = {}
  // versions of the first years carry a link without a name
  if (strayLink) links[""] = `${self}/`
  for (const [name, edge] of Object.entries(resource.edges)) {
    if (edge.linked === false) continue
    links[name] = edge.many || isSet(row, edge) ? `${self}/${name}` : null
  }
  links.self = self
  return resourceObject(context, row, include, included, JSON.stringify(links).slice(1, -1))
}

/** The organization, which lives at the path it was reached by. */
export const organization = (world: World, self: string): string =>
  JSON.stringify({ ...world.organization, links: { self } })

const mustFind = (type: string): Catalog.Resource => {
  const resource = Catalog.find(type)
  if (resource === undefined) throw new TypeError(`the catalog has no ${type}`)
  return resource
}

const isSet = (row: Row, { via }: Catalog.Edge): boolean =>
  via?.kind === "organization" || (via?.kind === "relationship" && Boolean(row.relationships[via.relationship]))

const resourceObject = (
  context: Context,
  row: Row,
  include: ReadonlyArray<string>,
  included: Included,
  links: string
): string => {
  const resource = mustFind(row.type)
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
  const text = attributesText(resource, row, (_, attribute) => attribute.onlyWhenNamed !== true)
  written.set(row, text)
  return text
}

const sparse = (resource: Catalog.Resource, row: Row, fields: ReadonlySet<string>): string =>
  attributesText(resource, row, (name) => fields.has(name))

const attributesText = (
  resource: Catalog.Resource,
  row: Row,
  wanted: (name: string, attribute: Catalog.Attribute) => boolean
): string => {
  const attributes: Record<string, Json> = {}
  for (const [name, attribute] of Object.entries(resource.attributes)) {
    if (wanted(name, attribute)) attributes[name] = value(row, name)
  }
  return JSON.stringify(attributes)
}

/** The inside of `relationships`; undefined when this type of record has none at all, as the wire then leaves the key out. */
const relationships = (
  context: Context,
  resource: Catalog.Resource,
  row: Row,
  include: ReadonlyArray<string>,
  included: Included,
  fields: ReadonlySet<string> | undefined
): string | undefined => {
  const parts: Array<string> = []
  const add = (name: string, text: string) => {
    if (fields === undefined || fields.has(name)) parts.push(`"${name}":${text}`)
  }
  for (const [name, { role }] of Object.entries(resource.relationships)) {
    if (include.includes(name)) continue
    const target = row.relationships[name] ?? null
    add(name, target === null ? `{"data":null}` : `{"data":{"type":"${role}","id":"${target.id}"}}`)
  }
  for (const name of include) add(name, includeEdge(context, resource, row, name, included))
  return parts.length === 0 && Object.keys(resource.relationships).length === 0 ? undefined : parts.join(",")
}

/** Adds what is behind an edge to `included`, and says which records that were. An edge with nothing modelled behind it is empty. */
const includeEdge = (
  context: Context,
  resource: Catalog.Resource,
  row: Row,
  name: string,
  included: Included
): string => {
  const edge = resource.edges[name]
  const related = `${instanceUrl(context.origin, resource, row.id)}/${name}`
  const write = (data: string) => `{"links":{"related":"${related}"},"data":${data}}`
  const via = edge?.via
  if (via?.kind === "organization") {
    const { id, type } = context.world.organization
    if (!included.has(type)) included.set(type, organization(context.world, related))
    return write(`{"type":"${type}","id":"${id}"}`)
  }
  if (via?.kind === "children") {
    const rows = context.world.children(via.type, via.relationship, row.id)
    for (const child of rows) addIncluded(context, child, included)
    return write(`[${rows.map((child) => identifier(child)).join(",")}]`)
  }
  const target = via === undefined ? null : (row.relationships[via.relationship] ?? null)
  const found = target === null ? undefined : context.world.get(target.type, target.id)
  if (found === undefined) return write(edge?.many === true ? "[]" : "null")
  addIncluded(context, found, included)
  return write(identifier({ type: resource.relationships[name]?.role ?? found.type, id: found.id }))
}

const identifier = ({ id, type }: Identifier): string => `{"type":"${type}","id":"${id}"}`

const addIncluded = (context: Context, row: Row, included: Included): void => {
  const key = `${row.type}/${row.id}`
  if (included.has(key)) return
  included.set(key, listRow(context, row, instanceUrl(context.origin, mustFind(row.type), row.id)))
}
