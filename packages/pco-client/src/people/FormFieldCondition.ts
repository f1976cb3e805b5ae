// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { FormFieldCondition } from "./resource/FormFieldCondition.ts"

export {
  /** When a form shows a field: where another field was answered, or answered so. Known since OpenAPI 2026-06-04. */
  FormFieldCondition
}

/** One form field condition. */
export const get = Endpoint.get(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions/{id}",
  FormFieldCondition,
  { fields: true },
  { below: { form_id: "people.Form", form_field_id: "people.FormField" } }
)

/** The form field conditions of a form field. */
export const listOfFormField = Endpoint.list(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions",
  FormFieldCondition,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "people.FormFieldCondition.listOfFormField",
    below: { form_id: "people.Form", form_field_id: "people.FormField" }
  }
)

/** Makes a form field condition below a form field. */
export const createBelowFormField = Endpoint.create(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions",
  FormFieldCondition,
  {
    attributes: {
      trigger_form_field_id: Attribute.id,
      trigger_form_field_option_id: Attribute.id,
      trigger_form_field_option_value: Attribute.string
    },
    relationships: {
      trigger_form_field: { type: "FormField" },
      trigger_form_field_option: { type: "FormFieldOption" }
    }
  },
  {
    name: "people.FormFieldCondition.createBelowFormField",
    below: { form_id: "people.Form", form_field_id: "people.FormField" }
  }
)

/** Changes a form field condition. */
export const update = Endpoint.update(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions/{id}",
  FormFieldCondition,
  {
    attributes: {
      trigger_form_field_id: Attribute.id,
      trigger_form_field_option_id: Attribute.id,
      trigger_form_field_option_value: Attribute.string
    },
    relationships: {
      trigger_form_field: { type: "FormField" },
      trigger_form_field_option: { type: "FormFieldOption" }
    }
  },
  { below: { form_id: "people.Form", form_field_id: "people.FormField" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions/{id}",
  FormFieldCondition,
  { below: { form_id: "people.Form", form_field_id: "people.FormField" } }
)

export {
  /** Removes a form field condition. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: FormFieldCondition,
  get,
  routes: [{ list: listOfFormField, parent: "people.FormField", covers: "all" }]
}
