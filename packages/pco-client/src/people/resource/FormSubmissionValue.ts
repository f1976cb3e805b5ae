// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const formSubmissionValueShape = Resource.make("people", "FormSubmissionValue", {
  attributes: {
    attachments: Attribute.json,
    display_value: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    value: Attribute.string
  },
  relationships: {
    form_field: { to: "people.FormField", required: false },
    form_field_option: { to: "people.FormFieldOption", required: false },
    form_submission: { to: "people.FormSubmission", required: true }
  },
  lenient: true
})

type Shape = typeof formSubmissionValueShape

/** The type of {@link FormSubmissionValue}, by its name. */
export interface FormSubmissionValue extends Shape {}

/**
 * What was answered to one question of a form.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/form_submission_value
 * @since 0.1.0
 * @category models
 */
export const FormSubmissionValue: FormSubmissionValue = formSubmissionValueShape
