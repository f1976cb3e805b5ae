// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const fieldOptionShape = Resource.make("people", "FieldOption", {
  attributes: { sequence: Attribute.integer, value: Attribute.string },
  relationships: { field_definition: { to: "people.FieldDefinition", required: true } },
  lenient: true
})

type Shape = typeof fieldOptionShape

/** The type of {@link FieldOption}, by its name. */
export interface FieldOption extends Shape {}

/**
 * One of the answers that a custom field offers.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/field_option
 * @since 0.1.0
 * @category models
 */
export const FieldOption: FieldOption = fieldOptionShape
