// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const membershipTypeShape = Resource.make("people", "MembershipType", {
  attributes: { value: Attribute.string },
  lenient: true
})

type Shape = typeof membershipTypeShape

/** The type of {@link MembershipType}, by its name. */
export interface MembershipType extends Shape {}

/**
 * One of the kinds of members an organization tells apart: visitor, member. Known since OpenAPI 2026-06-04.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/membership_type
 * @since 0.1.0
 * @category models
 */
export const MembershipType: MembershipType = membershipTypeShape
