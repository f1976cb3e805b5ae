// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const groupShape = Resource.make("groups", "Group", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    archive_status: Attribute.string,
    // set where others are deleted: the record stays
    archived_at: Attribute.instant,
    // sent only where `fields` names it
    can_create_conversation: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    can_create_conversation_reason_code: Attribute.string,
    chat_enabled: Attribute.boolean,
    contact_email: Attribute.string,
    created_at: Attribute.instant,
    description: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    description_as_plain_text: Attribute.string,
    // sent without being documented
    enrollment_open: Attribute.boolean,
    // sent without being documented
    enrollment_strategy: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    events_listed: Attribute.boolean,
    // documented values: public, members
    events_visibility: Attribute.string,
    header_image: Attribute.json,
    leaders_can_search_people_database: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    listed: Attribute.boolean,
    // documented values: physical, virtual
    location_type_preference: Attribute.string,
    members_are_confidential: Attribute.boolean,
    memberships_count: Attribute.integer,
    name: Attribute.string,
    public_church_center_web_url: Attribute.string,
    schedule: Attribute.string,
    // documented as one whole number, though a group has several tags: only to be written, as a list of ids; sent only
    // where `fields` names it
    tag_ids: Attribute.json,
    virtual_location_url: Attribute.string,
    // sent only where `fields` names it; deprecated
    widget_status: Attribute.json
  },
  relationships: {
    group_type: { to: "groups.GroupType", required: true },
    location: { to: "groups.Location", required: false }
  },
  webhooks: {
    created: "groups.v2.events.group.created",
    updated: "groups.v2.events.group.updated",
    destroyed: "groups.v2.events.group.destroyed"
  },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof groupShape

/** The type of {@link Group}, by its name. */
export interface Group extends Shape {}

/**
 * People who meet.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/group
 * @since 0.1.0
 * @category models
 */
export const Group: Group = groupShape
