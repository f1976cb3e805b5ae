// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const formFieldOptionShape = Resource.make("people", "FormFieldOption", {
  attributes: {
    created_at: Attribute.instant,
    label: Attribute.string,
    sequence: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: {
    form_field: { to: "people.FormField", required: true },
    optionable: { to: "people.Optionable", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof formFieldOptionShape

/** The type of {@link FormFieldOption}, by its name. */
export interface FormFieldOption extends Shape {}

/**
 * One of the answers that a question on a form offers.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/form_field_option
 * @since 0.1.0
 * @category models
 */
export const FormFieldOption: FormFieldOption = formFieldOptionShape
