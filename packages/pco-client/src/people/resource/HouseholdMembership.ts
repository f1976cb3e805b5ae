// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const householdMembershipShape = Resource.make("people", "HouseholdMembership", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    household_role: Attribute.string,
    pending: Attribute.boolean,
    person_name: Attribute.string
  },
  relationships: { person: { to: "people.Person", required: true } },
  lenient: true
})

type Shape = typeof householdMembershipShape

/** The type of {@link HouseholdMembership}, by its name. */
export interface HouseholdMembership extends Shape {}

/**
 * That a person belongs to a household; to which, nothing of it says but `links.self` and the path it was read by.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/household_membership
 * @since 0.1.0
 * @category models
 */
export const HouseholdMembership: HouseholdMembership = householdMembershipShape
