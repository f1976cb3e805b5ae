// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Enrollment } from "./resource/Enrollment.ts"
import { Group } from "./resource/Group.ts"
import { GroupType } from "./resource/GroupType.ts"
import { Location } from "./resource/Location.ts"

export {
  /** Where a group meets. */
  Location
}

const include = {
  group: Group,
  "group.enrollment": Enrollment,
  "group.group_type": GroupType,
  "group.location": Location
}

/** Every location. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/groups/v2/locations", Location, {
  include,
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One location. */
export const get = Endpoint.get("/groups/v2/locations/{id}", Location, { include, fields: true })

/** The location of an event, or `NotFound` where there is none. */
export const getOfEvent = Endpoint.get(
  "/groups/v2/events/{event_id}/location",
  Location,
  { include, fields: true },
  { name: "groups.Location.getOfEvent", below: { event_id: "groups.Event" } }
)

/** The location of a group, or `NotFound` where there is none. */
export const getOfGroup = Endpoint.get(
  "/groups/v2/groups/{group_id}/location",
  Location,
  { include, fields: true },
  { name: "groups.Location.getOfGroup", below: { group_id: "groups.Group" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Location,
  get,
  routes: [
    { list: getOfEvent, parent: "groups.Event", covers: "some" },
    { list: getOfGroup, parent: "groups.Group", covers: "some" }
  ]
}
