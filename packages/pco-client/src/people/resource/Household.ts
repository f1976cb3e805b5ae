// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const householdShape = Resource.make("people", "Household", {
  attributes: {
    avatar: Attribute.string,
    created_at: Attribute.instant,
    member_count: Attribute.integer,
    name: Attribute.string,
    primary_contact_id: Attribute.id,
    primary_contact_name: Attribute.string,
    // a change of who belongs to it does not always move this (pcomirror)
    updated_at: Attribute.instant
  },
  relationships: {
    people: { to: "people.Person", required: false, many: true },
    primary_contact: { to: "people.Person", required: false }
  },
  webhooks: {
    created: "people.v2.events.household.created",
    updated: "people.v2.events.household.updated",
    destroyed: "people.v2.events.household.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof householdShape

/** The type of {@link Household}, by its name. */
export interface Household extends Shape {}

/**
 * People who live together.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/household
 * @since 0.1.0
 * @category models
 */
export const Household: Household = householdShape
