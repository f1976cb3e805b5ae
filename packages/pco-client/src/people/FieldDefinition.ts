// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { FieldDefinition } from "./resource/FieldDefinition.ts"
import { FieldOption } from "./resource/FieldOption.ts"
import { Tab } from "./resource/Tab.ts"

export {
  /** A custom field: what it is called and what it may hold. */
  FieldDefinition
}

const include = {
  field_options: FieldOption,
  tab: Tab,
  "tab.field_definitions": FieldDefinition,
  "tab.field_options": FieldOption
}

const capabilities = {
  include,
  order: ["config", "data_type", "deleted_at", "name", "sequence", "slug", "tab_id"],
  where: {
    config: "string",
    data_type: "string",
    deleted_at: "instant",
    name: "string",
    sequence: "integer",
    slug: "string",
    tab_id: "id"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every field definition. */
export const list = Endpoint.list("/people/v2/field_definitions", FieldDefinition, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["field_options"],
  filter: ["include_deleted"]
})

/** One field definition. */
export const get = Endpoint.get("/people/v2/field_definitions/{id}", FieldDefinition, { include, fields: true })

/** The field definition of a field datum, or `NotFound` where there is none. */
export const getOfFieldDatum = Endpoint.get(
  "/people/v2/field_data/{field_datum_id}/field_definition",
  FieldDefinition,
  { include, fields: true },
  { name: "people.FieldDefinition.getOfFieldDatum", below: { field_datum_id: "people.FieldDatum" } }
)

/** The field definitions of a tab. */
export const listOfTab = Endpoint.list(
  "/people/v2/tabs/{tab_id}/field_definitions",
  FieldDefinition,
  { ...capabilities, filter: ["with_deleted"] },
  { name: "people.FieldDefinition.listOfTab", below: { tab_id: "people.Tab" } }
)

/** Makes a field definition below a tab. */
export const createBelowTab = Endpoint.create(
  "/people/v2/tabs/{tab_id}/field_definitions",
  FieldDefinition,
  {
    attributes: {
      config: Attribute.string,
      data_type: Attribute.string,
      deleted_at: Attribute.instant,
      name: Attribute.string,
      sequence: Attribute.integer,
      slug: Attribute.string
    },
    relationships: { tab: { type: "Tab" } }
  },
  { name: "people.FieldDefinition.createBelowTab", below: { tab_id: "people.Tab" } }
)

/** Changes a field definition. */
export const update = Endpoint.update(
  "/people/v2/field_definitions/{id}",
  FieldDefinition,
  {
    attributes: {
      config: Attribute.string,
      data_type: Attribute.string,
      deleted_at: Attribute.instant,
      name: Attribute.string,
      sequence: Attribute.integer,
      slug: Attribute.string
    },
    relationships: { tab: { type: "Tab" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/field_definitions/{id}", FieldDefinition)

export {
  /** Removes a field definition. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: FieldDefinition, list, get }
