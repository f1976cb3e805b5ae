// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { FieldDefinition } from "./resource/FieldDefinition.ts"
import { FieldOption } from "./resource/FieldOption.ts"
import { Tab } from "./resource/Tab.ts"

export {
  /** What one person's custom field holds. */
  FieldDatum
}

const include = {
  field_definition: FieldDefinition,
  "field_definition.field_options": FieldOption,
  "field_definition.tab": Tab,
  field_option: FieldOption,
  tab: Tab,
  "tab.field_definitions": FieldDefinition,
  "tab.field_options": FieldOption
}

const capabilities = {
  include,
  order: ["created_at", "file", "file_content_type", "file_name", "file_size", "updated_at", "value"],
  where: {
    created_at: "instant",
    field_definition_id: "integer",
    file: "string",
    file_content_type: "string",
    file_name: "string",
    file_size: "integer",
    updated_at: "instant",
    value: "string"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every field datum. */
export const list = Endpoint.list("/people/v2/field_data", FieldDatum, capabilities)

/** One field datum. */
export const get = Endpoint.get("/people/v2/field_data/{id}", FieldDatum, { include, fields: true })

/** The field data of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/field_data", FieldDatum, capabilities, {
  name: "people.FieldDatum.listOfPerson",
  below: { person_id: "people.Person" }
})

/** Makes a field datum below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/field_data",
  FieldDatum,
  {
    attributes: { field_definition_id: Attribute.id, value: Attribute.string },
    relationships: { field_definition: { type: "FieldDefinition" } }
  },
  { name: "people.FieldDatum.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a field datum. */
export const update = Endpoint.update(
  "/people/v2/field_data/{id}",
  FieldDatum,
  {
    attributes: { field_definition_id: Attribute.id, value: Attribute.string },
    relationships: { field_definition: { type: "FieldDefinition" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/field_data/{id}", FieldDatum)

export {
  /** Removes a field datum. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: FieldDatum, list, get }
