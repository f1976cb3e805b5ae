// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const conditionShape = Resource.make("people", "Condition", {
  attributes: {
    application: Attribute.string,
    comparison: Attribute.string,
    created_at: Attribute.instant,
    definition_class: Attribute.string,
    definition_identifier: Attribute.string,
    description: Attribute.string,
    settings: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { created_by: { to: "people.Person", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof conditionShape

/** The type of {@link Condition}, by its name. */
export interface Condition extends Shape {}

/**
 * One test that a rule of a list puts people to.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/condition
 * @since 0.1.0
 * @category models
 */
export const Condition: Condition = conditionShape
