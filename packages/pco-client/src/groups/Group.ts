// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Enrollment } from "./resource/Enrollment.ts"
import { Group } from "./resource/Group.ts"
import { GroupType } from "./resource/GroupType.ts"
import { Location } from "./resource/Location.ts"

export {
  /** People who meet. */
  Group
}

const include = { enrollment: Enrollment, group_type: GroupType, location: Location, "location.group": Group }

const capabilities = {
  include,
  order: ["name"],
  where: { archive_status: "string", name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/**
 * Every group. With the filter `campus` goes the parameter `campus_id`. With the filter `group` goes the parameter
 * `group_id`. With the filter `group_type` goes the parameter `group_type_id`. With the filter
 * `people_database_searchable` goes the parameter `people_database_searchable`.
 */
export const list = Endpoint.list("/groups/v2/groups", Group, {
  ...capabilities,
  filter: ["campus", "group", "group_type", "my_groups", "people_database_searchable"],
  parameters: {
    campus_id: "string",
    group_id: "string",
    group_type_id: "string",
    people_database_searchable: "string"
  }
})

/** One group. */
export const get = Endpoint.get("/groups/v2/groups/{id}", Group, { include, fields: true })

/** The groups of a campus. */
export const listOfCampus = Endpoint.list("/groups/v2/campuses/{campus_id}/groups", Group, capabilities, {
  name: "groups.Group.listOfCampus",
  below: { campus_id: "groups.Campus" }
})

/** The group of an event, or `NotFound` where there is none. */
export const getOfEvent = Endpoint.get(
  "/groups/v2/events/{event_id}/group",
  Group,
  { include, fields: true },
  { name: "groups.Group.getOfEvent", below: { event_id: "groups.Event" } }
)

/** The group of a group application, or `NotFound` where there is none. */
export const getOfGroupApplication = Endpoint.get(
  "/groups/v2/group_applications/{group_application_id}/group",
  Group,
  { include, fields: true },
  { name: "groups.Group.getOfGroupApplication", below: { group_application_id: "groups.GroupApplication" } }
)

/** The groups of a group type. */
export const listOfGroupType = Endpoint.list("/groups/v2/group_types/{group_type_id}/groups", Group, capabilities, {
  name: "groups.Group.listOfGroupType",
  below: { group_type_id: "groups.GroupType" }
})

/** The group of a location, or `NotFound` where there is none. */
export const getOfLocation = Endpoint.get(
  "/groups/v2/locations/{location_id}/group",
  Group,
  { include, fields: true },
  { name: "groups.Group.getOfLocation", below: { location_id: "groups.Location" } }
)

/** The group of a membership, or `NotFound` where there is none. */
export const getOfMembership = Endpoint.get(
  "/groups/v2/groups/{group_id}/memberships/{membership_id}/group",
  Group,
  { include, fields: true },
  { name: "groups.Group.getOfMembership", below: { group_id: "groups.Group", membership_id: "groups.Membership" } }
)

/** The groups of a person. */
export const listOfPerson = Endpoint.list("/groups/v2/people/{person_id}/groups", Group, capabilities, {
  name: "groups.Group.listOfPerson",
  below: { person_id: "groups.Person" }
})

/** The groups of a tag. */
export const listOfTag = Endpoint.list("/groups/v2/tags/{tag_id}/groups", Group, capabilities, {
  name: "groups.Group.listOfTag",
  below: { tag_id: "groups.Tag" }
})

/** Changes a group. */
export const update = Endpoint.update(
  "/groups/v2/groups/{id}",
  Group,
  {
    attributes: {
      group_type_id: Attribute.id,
      name: Attribute.string,
      schedule: Attribute.string,
      tag_ids: Attribute.json
    },
    relationships: { group_type: { type: "GroupType" }, location: { type: "Location" } }
  },
  { repeatable: true }
)

/** Replaces all campuses of a group, by `campus_ids`, a list of their ids. */
export const assignCampuses = Endpoint.action("/groups/v2/groups/{group_id}/assign_campuses", {
  name: "groups.Group.assignCampuses",
  below: { group_id: "groups.Group" },
  type: "GroupAssignCampuses",
  writable: { attributes: { campus_ids: Attribute.json } },
  repeatable: true
})

/** Ends the chat of a group; nothing is done unless `confirm` is true. */
export const disableChat = Endpoint.action("/groups/v2/groups/{group_id}/disable_chat", {
  name: "groups.Group.disableChat",
  below: { group_id: "groups.Group" },
  resource: Group,
  type: "GroupDisableChat",
  writable: { attributes: { confirm: Attribute.boolean } },
  repeatable: true
})

/** Lets a group chat, and so lets its members see each other's names; nothing is done unless `confirm` is true. */
export const enableChat = Endpoint.action("/groups/v2/groups/{group_id}/enable_chat", {
  name: "groups.Group.enableChat",
  below: { group_id: "groups.Group" },
  resource: Group,
  type: "GroupEnableChat",
  writable: { attributes: { confirm: Attribute.boolean } },
  repeatable: true
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Group, list, get }
