// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Enrollment } from "./resource/Enrollment.ts"
import { Group } from "./resource/Group.ts"
import { GroupApplication } from "./resource/GroupApplication.ts"
import { GroupType } from "./resource/GroupType.ts"
import { Location } from "./resource/Location.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Somebody's wish to join a group. */
  GroupApplication
}

const include = {
  group: Group,
  "group.enrollment": Enrollment,
  "group.group_type": GroupType,
  "group.location": Location,
  person: Person
}

const capabilities = {
  include,
  order: ["applied_at", "status"],
  where: { applied_at: "instant", status: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every group application. */
export const list = Endpoint.list("/groups/v2/group_applications", GroupApplication, capabilities)

/** One group application. */
export const get = Endpoint.get("/groups/v2/group_applications/{id}", GroupApplication, { include, fields: true })

/** The `applications` of a group. */
export const listOfGroup = Endpoint.list("/groups/v2/groups/{group_id}/applications", GroupApplication, capabilities, {
  name: "groups.GroupApplication.listOfGroup",
  below: { group_id: "groups.Group" }
})

/** Lets an applicant into the group, as `member` unless `role` says `leader`. */
export const approve = Endpoint.action("/groups/v2/group_applications/{group_application_id}/approve", {
  name: "groups.GroupApplication.approve",
  below: { group_application_id: "groups.GroupApplication" },
  resource: GroupApplication,
  type: "GroupApplicationApproveAction",
  writable: { attributes: { role: Attribute.string } }
})

/** Turns an applicant away. */
export const reject = Endpoint.action("/groups/v2/group_applications/{group_application_id}/reject", {
  name: "groups.GroupApplication.reject",
  below: { group_application_id: "groups.GroupApplication" },
  resource: GroupApplication
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: GroupApplication, list, get }
