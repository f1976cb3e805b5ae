// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const groupApplicationShape = Resource.make("groups", "GroupApplication", {
  attributes: {
    applied_at: Attribute.instant,
    // since the documentation of 2025-10 (documentation of 2026)
    approval_status: Attribute.string,
    // since the documentation of 2025-10 (documentation of 2026)
    group_name: Attribute.string,
    message: Attribute.string,
    // since the documentation of 2025-10 (documentation of 2026)
    public_church_center_url: Attribute.string,
    // documented values: pending, approved, rejected
    status: Attribute.string
  },
  relationships: { group: { to: "groups.Group", required: true }, person: { to: "groups.Person", required: false } },
  webhooks: {
    created: "groups.church_center.v2.events.group_application.created",
    updated: "groups.church_center.v2.events.group_application.updated",
    destroyed: "groups.church_center.v2.events.group_application.destroyed"
  },
  lenient: true
})

type Shape = typeof groupApplicationShape

/** The type of {@link GroupApplication}, by its name. */
export interface GroupApplication extends Shape {}

/**
 * Somebody's wish to join a group.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/group_application
 * @since 0.1.0
 * @category models
 */
export const GroupApplication: GroupApplication = groupApplicationShape
