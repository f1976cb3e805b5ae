// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const phoneNumberShape = Resource.make("people", "PhoneNumber", {
  attributes: {
    carrier: Attribute.string,
    country_code: Attribute.string,
    created_at: Attribute.instant,
    e164: Attribute.string,
    // sent only where `fields` names it
    formatted_number: Attribute.string,
    international: Attribute.string,
    location: Attribute.string,
    national: Attribute.string,
    number: Attribute.string,
    // a new primary demotes the old one, whose updated_at stays (measured): a delta cannot see that
    primary: Attribute.boolean,
    updated_at: Attribute.instant
  },
  relationships: { person: { to: "people.Person", required: true } },
  webhooks: {
    created: "people.v2.events.phone_number.created",
    updated: "people.v2.events.phone_number.updated",
    destroyed: "people.v2.events.phone_number.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at"
})

type Shape = typeof phoneNumberShape

/** The type of {@link PhoneNumber}, by its name. */
export interface PhoneNumber extends Shape {}

/**
 * A telephone number of a person.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/phone_number
 * @since 0.1.0
 * @category models
 */
export const PhoneNumber: PhoneNumber = phoneNumberShape
