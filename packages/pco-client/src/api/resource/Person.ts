// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("api", "Person", {
  attributes: { first_name: Attribute.string, last_name: Attribute.string },
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * The person the credentials act for.
 *
 * @see https://developer.planning.center/docs/#/apps/api/2019-02-13/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
