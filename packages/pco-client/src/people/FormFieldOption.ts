// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { FormFieldOption } from "./resource/FormFieldOption.ts"

export {
  /** One of the answers that a question on a form offers. */
  FormFieldOption
}

/** One form field option. */
export const get = Endpoint.get(
  "/people/v2/forms/{form_id}/fields/{field_id}/options/{id}",
  FormFieldOption,
  { fields: true },
  { below: { form_id: "people.Form", field_id: "people.FormField" } }
)

/** The form field options of a form field. */
export const listOfFormField = Endpoint.list(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/options",
  FormFieldOption,
  { order: ["created_at", "sequence", "updated_at"], fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "people.FormFieldOption.listOfFormField",
    below: { form_id: "people.Form", form_field_id: "people.FormField" }
  }
)

/** The `trigger_form_field_option` of a form field condition, or `NotFound` where there is none. */
export const getOfFormFieldCondition = Endpoint.get(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions/{form_field_condition_id}/trigger_form_field_option",
  FormFieldOption,
  { fields: true },
  {
    name: "people.FormFieldOption.getOfFormFieldCondition",
    below: {
      form_id: "people.Form",
      form_field_id: "people.FormField",
      form_field_condition_id: "people.FormFieldCondition"
    }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: FormFieldOption,
  get,
  routes: [{ list: listOfFormField, parent: "people.FormField", covers: "all" }]
}
