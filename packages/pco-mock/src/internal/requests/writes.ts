/**
 * Reads the body of a POST or PATCH, refuses what may not be written, and writes the rest.
 */

import type { Attributes, Identifier, Json, Relationships, Row } from "../../Row.ts"
import type { World } from "../../World.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Edges from "../world/edges.ts"
import * as Implied from "../world/implied.ts"
import * as Accepted from "./accepted.ts"
import * as Answer from "./answer.ts"

/** A row, or the answer that refuses it. */
export type Outcome = { readonly row: Row } | { readonly refused: Answer.Answer }

/** Where a record is to be created. */
export interface Place {
  readonly parent: Row
  readonly edge: string
}

/** Whether records of a resource are created there: at the documented list, or at another with the same name below the same kind. */
export const isPlace = (resource: Catalog.Resource, { edge, parent }: Place): boolean => {
  const names = resource.create?.path.split("/").filter((part) => part !== "{}")
  if (names === undefined) return false
  let from = `${resource.product}.Organization`
  for (const name of names.slice(0, -1)) from = Catalog.find(from)?.edges.get(name)?.to ?? from
  return from === parent.key && names.at(-1) === edge
}

/** Creates a record at a place. */
export const create = (world: World, resource: Catalog.Resource, body: string, place: Place): Outcome => {
  const payload = read(world, resource, body, resource.create?.assignable ?? new Set())
  if ("refused" in payload) return payload
  const given = { ...payload.attributes, ...ids(payload.relationships) }
  const missing = blanks(resource, given, resource.required) ?? taken(world, resource, payload.attributes)
  if (missing !== undefined) return { refused: missing }
  const children = sideLoaded(world, resource, payload.document)
  if ("refused" in children) return children
  const attributes = { ...payload.attributes, ...children.attributes }
  const relationships = { ...payload.relationships, ...belonging(world, place) }
  const implied = Implied.of(world, resource, place.parent, { attributes, relationships })
  const row = world.create(
    resource.key,
    { ...implied.attributes, ...attributes },
    { ...implied.relationships, ...relationships }
  )
  for (const [ref, child] of children.rows) {
    world.create(child.key, child.attributes, { ...child.relationships, [ref]: { type: row.type, id: row.id } })
  }
  link(world, row, payload.links)
  return { row: world.get(row.key, row.id) ?? row }
}

/** Changes the attributes that were sent and no others. */
export const update = (world: World, resource: Catalog.Resource, id: string, body: string): Outcome => {
  const payload = read(world, resource, body, resource.update?.assignable ?? new Set())
  if ("refused" in payload) return payload
  const given = { ...payload.attributes, ...ids(payload.relationships) }
  const sent = resource.required.filter((name) => Object.hasOwn(given, name))
  const missing = blanks(resource, given, sent)
  if (missing !== undefined) return { refused: missing }
  const relationships = { ...Implied.ofUpdate(world, resource), ...payload.relationships }
  const row = world.update(resource.key, id, payload.attributes, relationships)
  if (row === undefined) return { refused: Answer.notFound }
  link(world, row, payload.links)
  return { row: world.get(row.key, row.id) ?? row }
}

/** The relationship by which a record is what the place's parent has. */
const belonging = (world: World, { edge, parent }: Place): Relationships => {
  const walk = Edges.walk(world.kinds, parent.key, edge)
  return walk?.by === "children" ? { [walk.ref]: { type: parent.type, id: parent.id } } : {}
}

/** Links to several records, by the edge that leads to them. */
type Links = ReadonlyMap<string, ReadonlyArray<string>>

interface Payload {
  readonly attributes: Attributes
  readonly relationships: Relationships
  readonly links: Links
  readonly document: Untrusted.JsonObject
}

type Refused = { readonly refused: Answer.Answer }

/** The `data` of a body, or the answer that refuses it. */
export const data = (
  body: string
): { readonly data: Untrusted.JsonObject; readonly document: Untrusted.JsonObject } | Refused => {
  const document = body === "" ? {} : Untrusted.parse(body)
  if (document === undefined) {
    // the code is documented, the words are not
    return refuse(400, "Bad Request", "invalid_json", "The payload given is not valid JSON.")
  }
  const found = Untrusted.isObject(document) ? document.data : undefined
  if (!Untrusted.isObject(document) || !Untrusted.isObject(found)) {
    return refuse(400, "Bad Request", "invalid_resource_payload", "The payload given does not contain a 'data' key.")
  }
  return { data: found, document }
}

const read = (
  world: World,
  resource: Catalog.Resource,
  body: string,
  assignable: ReadonlySet<string>
): Payload | Refused => {
  const given = data(body)
  if ("refused" in given) return given
  // whether a wrong `data.type` is refused is not documented: it is not looked at
  const attributes = Untrusted.isObject(given.data.attributes) ? given.data.attributes : {}
  const forbidden = Object.keys(attributes).filter((name) => !assignable.has(name))
  if (forbidden.length > 0) return { refused: Answer.errors(422, ...forbidden.map(forbiddenAttribute)) }
  const wrong = Object.entries(attributes).flatMap(([name, value]) => wrongValue(resource, name, value))
  const [first] = wrong
  if (first !== undefined) return { refused: Answer.errors(first.status === "400" ? 400 : 422, ...wrong) }
  const stored = Accepted.of(resource, attributes)
  if ("refused" in stored)
    return { refused: Answer.errors(422, ...stored.refused.map((each) => accused(resource, each))) }
  const parts = split(world, resource, stored.attributes, given.data.relationships, assignable)
  return "refused" in parts ? parts : { ...parts, document: given.document }
}

/** A value that an attribute cannot have. The codes are documented, the words are not; the bound is that of a 32-bit integer. */
const wrongValue = (resource: Catalog.Resource, name: string, value: Json): ReadonlyArray<Answer.ErrorEntry> => {
  const attribute = resource.attributes.get(name)
  const { type, values } = attribute ?? {}
  if (values !== undefined && typeof value === "string" && value !== "" && !values.includes(value)) {
    const detail = `${value} is not a valid value for ${name}`
    return [
      { status: "422", title: "Invalid Enum Value", code: "invalid_enum_value", detail, source: { parameter: name } }
    ]
  }
  if (type === "integer" && typeof value === "number" && Math.abs(value) > 2_147_483_647) {
    const detail = `${value} is out of range`
    return [{ status: "400", title: "Bad Request", code: "integer_out_of_range", detail, source: { parameter: name } }]
  }
  return []
}

type Linkage = readonly [name: string, id: string | null]

/** Takes the attributes that are relationships in disguise (`primary_campus_id`) apart from the others. */
const split = (
  world: World,
  resource: Catalog.Resource,
  sent: Untrusted.JsonObject,
  sentRelationships: Json | undefined,
  assignable: ReadonlySet<string>
): Omit<Payload, "document"> | Refused => {
  const kind = world.kinds.get(resource.key)
  const attributes: Record<string, Json> = {}
  const relationships: Record<string, Identifier | null> = {}
  const links = new Map<string, ReadonlyArray<string>>()
  const targets: Array<Linkage> = []
  for (const [name, json] of Object.entries(sent)) {
    const ref = name.replace(/_id$/, "")
    const many = name.endsWith("_ids") ? manyEdge(resource, name) : undefined
    if (name.endsWith("_id") && (kind?.refs[ref] !== undefined || resource.relationships.has(ref))) {
      targets.push([ref, json === null ? null : String(json)])
    } else if (many !== undefined && Array.isArray(json)) links.set(many, json.map(String))
    else if (resource.attributes.has(name))
      attributes[name] = cast(resource.attributes.get(name)?.type ?? "unknown", json)
  }
  for (const [name, linkage] of Object.entries(Untrusted.isObject(sentRelationships) ? sentRelationships : {})) {
    if (!Untrusted.isObject(linkage)) continue
    if (Array.isArray(linkage.data) && resource.edges.get(name)?.many === true) {
      links.set(
        name,
        linkage.data.flatMap((each) => (Untrusted.isObject(each) && each.id !== undefined ? [String(each.id)] : []))
      )
    }
    const may = assignable.has(`${name}_id`) || resource.canInclude.includes(name)
    if (!may || kind?.refs[name] === undefined || Array.isArray(linkage.data)) continue
    if (linkage.data === null) targets.push([name, null])
    else if (Untrusted.isObject(linkage.data)) targets.push([name, String(linkage.data.id)])
  }
  for (const [name, id] of targets) {
    const to = kind?.refs[name]?.to
    const found = id === null ? null : to === undefined ? undefined : world.get(to, id)
    if (found === undefined) return { refused: resourceNotFound(`${name}_id`) }
    relationships[name] = found === null ? null : { type: found.type, id: found.id }
  }
  return { attributes, relationships, links }
}

/** `attachment_type_ids` are what the edge `attachment_types` leads to. */
const manyEdge = (resource: Catalog.Resource, name: string): string | undefined => {
  const plural = name.replace(/_ids$/, "s")
  return resource.edges.has(plural) || resource.relationships.has(plural) ? plural : undefined
}

/**
 * Puts links to several records in the place of those there were, where they go through records of their own; other edges are what
 * the records behind them say, and stay.
 */
export const link = (world: World, row: Row, links: Links): void => {
  for (const [edge, wanted] of links) {
    const walk = Edges.walk(world.kinds, row.key, edge)
    if (walk?.by !== "through") continue
    const to = world.kinds.get(walk.of)?.refs[walk.to]?.to ?? ""
    const known = world.children(walk.of, walk.ref, row.id)
    const linked = known.map((between) => between.relationships[walk.to]?.id)
    for (const between of known) {
      if (!wanted.includes(between.relationships[walk.to]?.id ?? "")) world.delete(walk.of, between.id)
    }
    for (const id of wanted) {
      const target = world.get(to, id)
      if (target === undefined || linked.includes(id)) continue
      world.create(walk.of, {}, { [walk.ref]: { type: row.type, id: row.id }, [walk.to]: { type: target.type, id } })
    }
  }
}

interface Child {
  readonly key: string
  readonly attributes: Attributes
  readonly relationships: Relationships
}

/** Records sent along in `included` to be created below the new one: the designations of a donation, which make its amount. */
const sideLoaded = (
  world: World,
  resource: Catalog.Resource,
  document: Untrusted.JsonObject
):
  | { readonly rows: ReadonlyArray<readonly [ref: string, child: Child]>; readonly attributes: Attributes }
  | Refused => {
  const rows: Array<readonly [string, Child]> = []
  for (const each of Array.isArray(document.included) ? document.included : []) {
    if (!Untrusted.isObject(each)) continue
    const found = [...resource.edges].find(
      ([, { many, to }]) => many && to === `${resource.product}.${String(each.type)}`
    )
    const walk = found === undefined ? undefined : Edges.walk(world.kinds, resource.key, found[0])
    if (walk?.by !== "children") continue
    const attributes = Untrusted.isObject(each.attributes) ? each.attributes : {}
    const all = new Set([...Catalog.get(walk.of).relationships.keys()].map((name) => `${name}_id`))
    const parts = split(world, Catalog.get(walk.of), attributes, each.relationships, all)
    if ("refused" in parts) return parts
    const { amount_cents } = parts.attributes
    const currency = amount_cents === undefined ? {} : { amount_currency: "USD" }
    rows.push([
      walk.ref,
      { key: walk.of, attributes: { ...currency, ...parts.attributes }, relationships: parts.relationships }
    ])
  }
  if (resource.key !== "giving.Donation") return { rows, attributes: {} }
  const amount = rows.reduce((sum, [, { attributes }]) => sum + Number(attributes.amount_cents ?? 0), 0)
  // how a donation without designations is refused is not documented word by word
  if (rows.length === 0 || amount <= 0) return { refused: invalid(resource.type, "designations", "can't be blank") }
  return {
    rows,
    attributes: { amount_cents: amount, amount_currency: "USD", payment_status: "succeeded", refundable: true }
  }
}

/** A value of the wrong JSON type is read as the attribute's type, as Rails would; how the API does is not documented. */
const cast = (type: Catalog.WireType, json: Json): Json => {
  if (json === null) return json
  switch (type) {
    case "json":
    case "hash":
    case "array":
    case "object":
    case "unknown":
    case "repeatable_schedule":
      return json
    case "boolean":
      return json === true || json === "true" || json === 1 || json === "1"
    case "integer":
      return Number.isInteger(Number(json)) ? Number(json) : null
    case "float":
      return Number.isFinite(Number(json)) ? Number(json) : null
    default:
      return typeof json === "object" ? null : String(json)
  }
}

const ids = (relationships: Relationships): Attributes =>
  Object.fromEntries(Object.entries(relationships).map(([name, target]) => [`${name}_id`, target?.id ?? null]))

const blanks = (
  { type }: Catalog.Resource,
  attributes: Attributes,
  required: ReadonlyArray<string>
): Answer.Answer | undefined => {
  const missing = required.filter((name) => (attributes[name] ?? "") === "")
  return missing.length === 0 ? undefined : invalid(type, missing, "can't be blank")
}

/** Of a few records there is only one of each name. Which ones is not documented: a label is nothing but its slug. */
const taken = (world: World, resource: Catalog.Resource, attributes: Attributes): Answer.Answer | undefined => {
  if (resource.key !== "giving.Label") return undefined
  const known = world.rows(resource.key).some((row) => row.attributes.slug === attributes.slug)
  return known ? invalid(resource.type, "slug", "has already been taken") : undefined
}

const accused = ({ type }: Catalog.Resource, { detail, parameter }: Accepted.Complaint): Answer.ErrorEntry => ({
  detail,
  status: "422",
  title: "Validation Error",
  source: { parameter },
  meta: { resource: type, associated_resources: [] }
})

const invalid = (resource: string, parameters: string | ReadonlyArray<string>, detail: string): Answer.Answer =>
  Answer.errors(
    422,
    ...[parameters].flat().map((parameter) => ({
      detail,
      status: "422",
      title: "Validation Error",
      source: { parameter },
      meta: { resource, associated_resources: [] }
    }))
  )

const refuse = (status: number, title: string, code: string, detail: string): Refused => ({
  refused: Answer.errors(status, { status: `${status}`, title, code, detail })
})

// the title is documented, the words are not
const forbiddenAttribute = (parameter: string): Answer.ErrorEntry => ({
  status: "422",
  title: "Forbidden Attribute",
  detail: `${parameter} cannot be assigned`,
  source: { parameter }
})

/** The refusal of a record that is named in a body and is not there. */
export const resourceNotFound = (parameter: string): Answer.Answer =>
  Answer.errors(422, {
    status: "422",
    title: "Attribute Resource Not Found",
    code: "attribute_resource_not_found",
    detail: `Error setting ${parameter}. The underlying resource couldn't be found.`,
    source: { parameter }
  })
