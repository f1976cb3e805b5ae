// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const formFieldConditionShape = Resource.make("people", "FormFieldCondition", {
  attributes: {
    created_at: Attribute.instant,
    trigger_form_field_option_value: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    form_field: { to: "people.FormField", required: true },
    trigger_form_field: { to: "people.FormField", required: false },
    trigger_form_field_option: { to: "people.FormFieldOption", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof formFieldConditionShape

/** The type of {@link FormFieldCondition}, by its name. */
export interface FormFieldCondition extends Shape {}

/**
 * When a form shows a field: where another field was answered, or answered so. Known since OpenAPI 2026-06-04.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/form_field_condition
 * @since 0.1.0
 * @category models
 */
export const FormFieldCondition: FormFieldCondition = formFieldConditionShape
