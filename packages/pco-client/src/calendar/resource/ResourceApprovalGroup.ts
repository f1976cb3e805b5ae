// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const resourceApprovalGroupShape = Resource.make("calendar", "ResourceApprovalGroup", {
  attributes: {
    created_at: Attribute.instant,
    // sent only where `fields` names it
    form_count: Attribute.integer,
    name: Attribute.string,
    // sent only where `fields` names it
    resource_count: Attribute.integer,
    // sent only where `fields` names it
    room_count: Attribute.integer,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof resourceApprovalGroupShape

/** The type of {@link ResourceApprovalGroup}, by its name. */
export interface ResourceApprovalGroup extends Shape {}

/**
 * People who decide about wishes for a resource.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/resource_approval_group
 * @since 0.1.0
 * @category models
 */
export const ResourceApprovalGroup: ResourceApprovalGroup = resourceApprovalGroupShape
