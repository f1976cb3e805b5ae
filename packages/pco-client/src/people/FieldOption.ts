// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { FieldOption } from "./resource/FieldOption.ts"

export {
  /** One of the answers that a custom field offers. */
  FieldOption
}

const capabilities = {
  order: ["sequence", "value"],
  where: { sequence: "integer", value: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One field option. */
export const get = Endpoint.get(
  "/people/v2/field_definitions/{field_definition_id}/field_options/{id}",
  FieldOption,
  { fields: true },
  { below: { field_definition_id: "people.FieldDefinition" } }
)

/** The field option of a field datum, or `NotFound` where there is none. */
export const getOfFieldDatum = Endpoint.get(
  "/people/v2/field_data/{field_datum_id}/field_option",
  FieldOption,
  { fields: true },
  { name: "people.FieldOption.getOfFieldDatum", below: { field_datum_id: "people.FieldDatum" } }
)

/** The field options of a field definition. */
export const listOfFieldDefinition = Endpoint.list(
  "/people/v2/field_definitions/{field_definition_id}/field_options",
  FieldOption,
  capabilities,
  { name: "people.FieldOption.listOfFieldDefinition", below: { field_definition_id: "people.FieldDefinition" } }
)

/** The field options of a tab. */
export const listOfTab = Endpoint.list("/people/v2/tabs/{tab_id}/field_options", FieldOption, capabilities, {
  name: "people.FieldOption.listOfTab",
  below: { tab_id: "people.Tab" }
})

/** Makes a field option below a field definition. */
export const createBelowFieldDefinition = Endpoint.create(
  "/people/v2/field_definitions/{field_definition_id}/field_options",
  FieldOption,
  { attributes: { sequence: Attribute.integer, value: Attribute.string } },
  { name: "people.FieldOption.createBelowFieldDefinition", below: { field_definition_id: "people.FieldDefinition" } }
)

/** Changes a field option. */
export const update = Endpoint.update(
  "/people/v2/field_definitions/{field_definition_id}/field_options/{id}",
  FieldOption,
  { attributes: { sequence: Attribute.integer, value: Attribute.string } },
  { below: { field_definition_id: "people.FieldDefinition" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/field_definitions/{field_definition_id}/field_options/{id}", FieldOption, {
  below: { field_definition_id: "people.FieldDefinition" }
})

export {
  /** Removes a field option. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: FieldOption,
  get,
  routes: [
    { list: listOfFieldDefinition, parent: "people.FieldDefinition", covers: "all" },
    { list: listOfTab, parent: "people.Tab", covers: "all" }
  ]
}
