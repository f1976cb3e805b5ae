// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const addressShape = Resource.make("people", "Address", {
  attributes: {
    city: Attribute.string,
    country_code: Attribute.string,
    country_name: Attribute.string,
    created_at: Attribute.instant,
    location: Attribute.string,
    // a new primary demotes the old one, whose updated_at stays (measured): a delta cannot see that
    primary: Attribute.boolean,
    state: Attribute.string,
    // sent up to 2022-01-28, and in no documentation since
    street: Attribute.string,
    street_line_1: Attribute.string,
    street_line_2: Attribute.string,
    updated_at: Attribute.instant,
    zip: Attribute.string
  },
  relationships: { person: { to: "people.Person", required: true } },
  webhooks: {
    created: "people.v2.events.address.created",
    updated: "people.v2.events.address.updated",
    destroyed: "people.v2.events.address.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof addressShape

/** The type of {@link Address}, by its name. */
export interface Address extends Shape {}

/**
 * A postal address of a person.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/address
 * @since 0.1.0
 * @category models
 */
export const Address: Address = addressShape
