// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const registrationShape = Resource.make("registrations", "Registration", {
  attributes: { created_at: Attribute.instant, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof registrationShape

/** The type of {@link Registration}, by its name. */
export interface Registration extends Shape {}

/**
 * One order for a signup, for one attendee or several.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/registration
 * @since 0.1.0
 * @category models
 */
export const Registration: Registration = registrationShape
