// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { FieldDefinition } from "./resource/FieldDefinition.ts"
import { FieldOption } from "./resource/FieldOption.ts"
import { Tab } from "./resource/Tab.ts"

export {
  /** A page of custom fields. */
  Tab
}

const include = {
  field_definitions: FieldDefinition,
  "field_definitions.field_options": FieldOption,
  "field_definitions.tab": Tab,
  field_options: FieldOption
}

/** Every tab. */
export const list = Endpoint.list("/people/v2/tabs", Tab, {
  // each belongs to exactly one of these
  complete: ["field_definitions"],
  filter: ["with_field_definitions"],
  include,
  order: ["name", "sequence", "slug"],
  where: { name: "string", sequence: "integer", slug: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One tab. */
export const get = Endpoint.get("/people/v2/tabs/{id}", Tab, { include, fields: true })

/** The tab of a field datum, or `NotFound` where there is none. */
export const getOfFieldDatum = Endpoint.get(
  "/people/v2/field_data/{field_datum_id}/tab",
  Tab,
  { include, fields: true },
  { name: "people.Tab.getOfFieldDatum", below: { field_datum_id: "people.FieldDatum" } }
)

/** The tab of a field definition, or `NotFound` where there is none. */
export const getOfFieldDefinition = Endpoint.get(
  "/people/v2/field_definitions/{field_definition_id}/tab",
  Tab,
  { include, fields: true },
  { name: "people.Tab.getOfFieldDefinition", below: { field_definition_id: "people.FieldDefinition" } }
)

/** Makes a tab. */
export const create = Endpoint.create("/people/v2/tabs", Tab, {
  attributes: { name: Attribute.string, sequence: Attribute.integer }
})

/** Changes a tab. */
export const update = Endpoint.update(
  "/people/v2/tabs/{id}",
  Tab,
  { attributes: { name: Attribute.string, sequence: Attribute.integer } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/tabs/{id}", Tab)

export {
  /** Removes a tab. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Tab, list, get }
