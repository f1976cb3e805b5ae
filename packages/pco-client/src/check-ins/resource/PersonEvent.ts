// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personEventShape = Resource.make("check-ins", "PersonEvent", {
  attributes: { check_in_count: Attribute.integer, created_at: Attribute.instant, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof personEventShape

/** The type of {@link PersonEvent}, by its name. */
export interface PersonEvent extends Shape {}

/**
 * How often one person was at one event, and when first and last.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/person_event
 * @since 0.1.0
 * @category models
 */
export const PersonEvent: PersonEvent = personEventShape
