// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("registrations", "Person", {
  attributes: { first_name: Attribute.string, last_name: Attribute.string, name: Attribute.string },
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * The human being behind an attendee or a registration.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
