// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("giving", "Person", {
  attributes: {
    addresses: Attribute.json,
    donor_number: Attribute.integer,
    email_addresses: Attribute.json,
    first_donated_at: Attribute.instant,
    first_name: Attribute.string,
    last_name: Attribute.string,
    // documented values: administrator, reviewer, counter, bookkeeper
    permissions: Attribute.string,
    phone_numbers: Attribute.json
  },
  relationships: { primary_campus: { to: "giving.Campus", required: false } },
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * Somebody who gives, or may.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
