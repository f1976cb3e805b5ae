// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"

export {
  /** Somebody who is in a group, or may be. */
  Person
}

const capabilities = {
  order: ["first_name", "last_name"],
  where: { first_name: "string", last_name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every person. */
export const list = Endpoint.list("/groups/v2/people", Person, capabilities)

/** One person. */
export const get = Endpoint.get("/groups/v2/people/{id}", Person, { fields: true })

/** The person of an attendance, or `NotFound` where there is none. */
export const getOfAttendance = Endpoint.get(
  "/groups/v2/events/{event_id}/attendances/{attendance_id}/person",
  Person,
  { fields: true },
  { name: "groups.Person.getOfAttendance", below: { event_id: "groups.Event", attendance_id: "groups.Attendance" } }
)

/** The people of a group. */
export const listOfGroup = Endpoint.list("/groups/v2/groups/{group_id}/people", Person, capabilities, {
  name: "groups.Person.listOfGroup",
  below: { group_id: "groups.Group" }
})

/** The person of a group application, or `NotFound` where there is none. */
export const getOfGroupApplication = Endpoint.get(
  "/groups/v2/group_applications/{group_application_id}/person",
  Person,
  { fields: true },
  { name: "groups.Person.getOfGroupApplication", below: { group_application_id: "groups.GroupApplication" } }
)

/** The person of a membership, or `NotFound` where there is none. */
export const getOfMembership = Endpoint.get(
  "/groups/v2/groups/{group_id}/memberships/{membership_id}/person",
  Person,
  { fields: true },
  { name: "groups.Person.getOfMembership", below: { group_id: "groups.Group", membership_id: "groups.Membership" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Person, list, get }
