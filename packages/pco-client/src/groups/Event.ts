// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Enrollment } from "./resource/Enrollment.ts"
import { Event } from "./resource/Event.ts"
import { Group } from "./resource/Group.ts"
import { GroupType } from "./resource/GroupType.ts"
import { Location } from "./resource/Location.ts"

export {
  /** A meeting of a group. */
  Event
}

const include = {
  group: Group,
  "group.enrollment": Enrollment,
  "group.group_type": GroupType,
  "group.location": Location,
  location: Location,
  "location.group": Group
}

const capabilities = {
  include,
  order: ["ends_at", "name", "starts_at"],
  where: { ends_at: "instant", name: "string", starts_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/**
 * Every event. With the filter `group` goes the parameter `group_id`. With the filter `group_type` goes the parameter
 * `group_type_id`.
 */
export const list = Endpoint.list("/groups/v2/events", Event, {
  ...capabilities,
  filter: ["canceled", "group", "group_type", "my_groups", "not_canceled", "upcoming"],
  parameters: { group_id: "string", group_type_id: "string" }
})

/** One event. */
export const get = Endpoint.get("/groups/v2/events/{id}", Event, { include, fields: true })

/** The events of a group. */
export const listOfGroup = Endpoint.list(
  "/groups/v2/groups/{group_id}/events",
  Event,
  { ...capabilities, filter: ["canceled", "not_canceled"] },
  { name: "groups.Event.listOfGroup", below: { group_id: "groups.Group" } }
)

/** The events of a group type. */
export const listOfGroupType = Endpoint.list(
  "/groups/v2/group_types/{group_type_id}/events",
  Event,
  { ...capabilities, filter: ["canceled", "not_canceled", "upcoming"] },
  { name: "groups.Event.listOfGroupType", below: { group_type_id: "groups.GroupType" } }
)

/** The events of a person. */
export const listOfPerson = Endpoint.list(
  "/groups/v2/people/{person_id}/events",
  Event,
  { ...capabilities, filter: ["canceled", "not_canceled"] },
  { name: "groups.Event.listOfPerson", below: { person_id: "groups.Person" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Event, list, get }
