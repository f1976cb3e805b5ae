// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { FormField } from "./resource/FormField.ts"
import { FormFieldOption } from "./resource/FormFieldOption.ts"

export {
  /** A question on a form. */
  FormField
}

const include = { options: FormFieldOption }

const capabilities = {
  include,
  order: ["created_at", "sequence", "updated_at"],
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One form field. */
export const get = Endpoint.get(
  "/people/v2/forms/{form_id}/fields/{id}",
  FormField,
  { include, fields: true },
  { below: { form_id: "people.Form" } }
)

/** The form fields of a form. */
export const listOfForm = Endpoint.list("/people/v2/forms/{form_id}/fields", FormField, capabilities, {
  name: "people.FormField.listOfForm",
  below: { form_id: "people.Form" }
})

/** The form fields of a form submission. */
export const listOfFormSubmission = Endpoint.list(
  "/people/v2/forms/{form_id}/form_submissions/{form_submission_id}/form_fields",
  FormField,
  capabilities,
  {
    name: "people.FormField.listOfFormSubmission",
    below: { form_id: "people.Form", form_submission_id: "people.FormSubmission" }
  }
)

/** The form field of a form field condition, or `NotFound` where there is none. */
export const getOfFormFieldCondition = Endpoint.get(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions/{form_field_condition_id}/form_field",
  FormField,
  { include, fields: true },
  {
    name: "people.FormField.getOfFormFieldCondition",
    below: {
      form_id: "people.Form",
      form_field_id: "people.FormField",
      form_field_condition_id: "people.FormFieldCondition"
    }
  }
)

/** The `trigger_form_field` of a form field condition, or `NotFound` where there is none. */
export const getTriggerFormFieldOfFormFieldCondition = Endpoint.get(
  "/people/v2/forms/{form_id}/fields/{form_field_id}/form_field_conditions/{form_field_condition_id}/trigger_form_field",
  FormField,
  { include, fields: true },
  {
    name: "people.FormField.getTriggerFormFieldOfFormFieldCondition",
    below: {
      form_id: "people.Form",
      form_field_id: "people.FormField",
      form_field_condition_id: "people.FormFieldCondition"
    }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: FormField,
  get,
  routes: [
    { list: listOfForm, parent: "people.Form", covers: "all" },
    { list: listOfFormSubmission, parent: "people.FormSubmission", covers: "some" }
  ]
}
