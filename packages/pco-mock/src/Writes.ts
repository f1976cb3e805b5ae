/**
 * Reads the body of a POST or PATCH, refuses what may not be written, and writes the rest.
 */
import * as Answer from "./Answer.ts"
import * as Catalog from "./Catalog.ts"
import type { Attributes, Identifier, Json, Relationships, Row } from "./Row.ts"
import * as Untrusted from "./Untrusted.ts"
import type { World } from "./World.ts"

/** A row, or the answer that refuses it. */
export type Outcome = { readonly row: Row } | { readonly refused: Answer.Answer }

/** Creates a record, under a parent where the resource is created so. */
export const create = (world: World, resource: Catalog.Resource, body: string, parent?: Row): Outcome => {
  const payload = read(world, resource, body)
  if ("refused" in payload) return payload
  const missing = blanks(resource, payload.attributes, resource.writes.required)
  if (missing !== undefined) return { refused: missing }
  const under = resource.writes.createUnder
  const belongs = parent && under ? { [under.relationship]: { type: parent.type, id: parent.id } } : {}
  return { row: world.create(resource.type, payload.attributes, { ...payload.relationships, ...belongs }) }
}

/** Changes the attributes that were sent and no others. */
export const update = (world: World, resource: Catalog.Resource, id: string, body: string): Outcome => {
  const payload = read(world, resource, body)
  if ("refused" in payload) return payload
  const sent = resource.writes.required.filter((name) => Object.hasOwn(payload.attributes, name))
  const missing = blanks(resource, payload.attributes, sent)
  if (missing !== undefined) return { refused: missing }
  const row = world.update(resource.type, id, payload.attributes, payload.relationships)
  return row === undefined ? { refused: Answer.notFound } : { row }
}

interface Payload {
  readonly attributes: Attributes
  readonly relationships: Relationships
}

type Refused = { readonly refused: Answer.Answer }

const read = (world: World, resource: Catalog.Resource, body: string): Payload | Refused => {
  const document = body === "" ? {} : Untrusted.parse(body)
  if (document === undefined) {
    // the code is documented, the words are not
    return refuse(400, "Bad Request", "invalid_json", "The payload given is not valid JSON.")
  }
  const data = Untrusted.isObject(document) ? document.data : undefined
  if (!Untrusted.isObject(data)) {
    return refuse(400, "Bad Request", "invalid_resource_payload", "The payload given does not contain a 'data' key.")
  }
  // whether a wrong `data.type` is refused is not documented: it is not looked at
  const attributes = Untrusted.isObject(data.attributes) ? data.attributes : {}
  const forbidden = Object.keys(attributes).filter((name) => !resource.writes.assignable.includes(name))
  if (forbidden.length > 0) return { refused: Answer.errors(422, ...forbidden.map(forbiddenAttribute)) }
  return split(world, resource, attributes, data.relationships)
}

type Linkage = readonly [name: string, id: string | null]

/** Takes the attributes that are relationships in disguise (`primary_campus_id`) apart from the others. */
const split = (
  world: World,
  resource: Catalog.Resource,
  sent: Untrusted.JsonObject,
  sentRelationships: Json | undefined
): Payload | Refused => {
  const attributes: Record<string, Json> = {}
  const relationships: Record<string, Identifier | null> = {}
  const targets: Array<Linkage> = []
  for (const [name, json] of Object.entries(sent)) {
    const attribute = resource.attributes[name]
    if (attribute !== undefined) attributes[name] = cast(attribute.type, json)
    else targets.push([name.replace(/_id$/, ""), json === null ? null : String(json)])
  }
  for (const [name, id] of targets.concat(linkages(resource, sentRelationships))) {
    const type = resource.relationships[name]?.to ?? ""
    const found = id === null || (Catalog.find(type) !== undefined && world.get(type, id) !== undefined)
    if (!found) return { refused: resourceNotFound(`${name}_id`) }
    relationships[name] = id === null ? null : { type, id }
  }
  return { attributes, relationships }
}

/** Relationships that may be assigned are those whose `{name}_id` may; others are passed over. */
const linkages = (resource: Catalog.Resource, sent: Json | undefined): ReadonlyArray<Linkage> => {
  if (!Untrusted.isObject(sent)) return []
  return Object.entries(sent).flatMap(([name, relationship]): Array<Linkage> => {
    if (!resource.writes.assignable.includes(`${name}_id`) || !Untrusted.isObject(relationship)) return []
    const data = relationship.data
    if (data === null) return [[name, null]]
    return Untrusted.isObject(data) ? [[name, String(data.id)]] : []
  })
}

/** A value of the wrong JSON type is read as the attribute's type, as Rails would; how the API does is not documented. */
const cast = (type: Catalog.WireType, json: Json): Json => {
  if (json === null || type === "json") return json
  if (type === "boolean") return json === true || json === "true" || json === 1 || json === "1"
  if (type === "integer") return Number.isInteger(Number(json)) ? Number(json) : null
  return typeof json === "object" ? null : String(json)
}

const blanks = (
  { type }: Catalog.Resource,
  attributes: Attributes,
  required: ReadonlyArray<string>
): Answer.Answer | undefined => {
  const missing = required.filter((name) => (attributes[name] ?? "") === "")
  return missing.length === 0
    ? undefined
    : Answer.errors(
        422,
        ...missing.map((parameter) => ({
          detail: "can't be blank",
          status: "422",
          title: "Validation Error",
          source: { parameter },
          meta: { resource: type, associated_resources: [] }
        }))
      )
}

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

const resourceNotFound = (parameter: string): Answer.Answer =>
  Answer.errors(422, {
    status: "422",
    title: "Attribute Resource Not Found",
    code: "attribute_resource_not_found",
    detail: `Error setting ${parameter}. The underlying resource couldn't be found.`,
    source: { parameter }
  })
