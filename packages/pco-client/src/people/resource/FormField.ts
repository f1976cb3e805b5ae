// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const formFieldShape = Resource.make("people", "FormField", {
  attributes: {
    created_at: Attribute.instant,
    description: Attribute.string,
    // documented values: string, text, checkboxes, dropdown, date, phone_number, address, birthday, gender,
    // custom_field, note, workflow, heading, number, boolean, file, medical, workflow_checkbox, workflow_checkboxes,
    // workflow_dropdown, marital_status, anniversary, grade, primary_campus, school, household
    field_type: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    fieldable_status: Attribute.string,
    label: Attribute.string,
    required: Attribute.boolean,
    sequence: Attribute.integer,
    settings: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    fieldable: {
      to: "people.Fieldable",
      required: false,
      among: ["people.FieldDefinition", "people.NoteCategory", "people.Workflow"]
    },
    form: { to: "people.Form", required: true },
    form_field_conditions: { to: "people.FormFieldCondition", required: false, many: true },
    options: { to: "people.FormFieldOption", required: false, many: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof formFieldShape

/** The type of {@link FormField}, by its name. */
export interface FormField extends Shape {}

/**
 * A question on a form.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/form_field
 * @since 0.1.0
 * @category models
 */
export const FormField: FormField = formFieldShape
