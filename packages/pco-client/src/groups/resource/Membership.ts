// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const membershipShape = Resource.make("groups", "Membership", {
  attributes: {
    joined_at: Attribute.instant,
    // documented values: member, leader
    role: Attribute.string
  },
  relationships: { group: { to: "groups.Group", required: true }, person: { to: "groups.Person", required: true } },
  webhooks: {
    created: "groups.v2.events.membership.created",
    updated: "groups.v2.events.membership.updated",
    destroyed: "groups.v2.events.membership.destroyed"
  },
  lenient: true
})

type Shape = typeof membershipShape

/** The type of {@link Membership}, by its name. */
export interface Membership extends Shape {}

/**
 * That a person belongs to a group, and as what.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/membership
 * @since 0.1.0
 * @category models
 */
export const Membership: Membership = membershipShape
