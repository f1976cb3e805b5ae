// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("current", "Person", {
  attributes: { email: Attribute.string, first_name: Attribute.string, last_name: Attribute.string },
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * Whoever is signed in.
 *
 * @see https://developer.planning.center/docs/#/apps/current/2018-08-01/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
