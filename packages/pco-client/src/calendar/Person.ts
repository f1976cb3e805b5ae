// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Somebody who may use the calendar. */
  Person
}

const include = { organization: Organization }

const capabilities = {
  include,
  order: ["created_at", "first_name", "last_name", "resolves_conflicts", "updated_at"],
  where: {
    created_at: "instant",
    first_name: "string",
    last_name: "string",
    middle_name: "string",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every person. */
export const list = Endpoint.list("/calendar/v2/people", Person, {
  ...capabilities,
  filter: ["active", "event_owners"]
})

/** One person. */
export const get = Endpoint.get("/calendar/v2/people/{id}", Person, { include, fields: true })

/** The `resolved_by` of a conflict, or `NotFound` where there is none. */
export const getOfConflict = Endpoint.get(
  "/calendar/v2/conflicts/{conflict_id}/resolved_by",
  Person,
  { include, fields: true },
  { name: "calendar.Person.getOfConflict", below: { conflict_id: "calendar.Conflict" } }
)

/** The `owner` of an event, or `NotFound` where there is none. */
export const getOfEvent = Endpoint.get(
  "/calendar/v2/events/{event_id}/owner",
  Person,
  { include, fields: true },
  { name: "calendar.Person.getOfEvent", below: { event_id: "calendar.Event" } }
)

/** The `created_by` of an event resource request, or `NotFound` where there is none. */
export const getCreatedByOfEventResourceRequest = Endpoint.get(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/created_by",
  Person,
  { include, fields: true },
  {
    name: "calendar.Person.getCreatedByOfEventResourceRequest",
    below: { event_resource_request_id: "calendar.EventResourceRequest" }
  }
)

/** The `updated_by` of an event resource request, or `NotFound` where there is none. */
export const getUpdatedByOfEventResourceRequest = Endpoint.get(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/updated_by",
  Person,
  { include, fields: true },
  {
    name: "calendar.Person.getUpdatedByOfEventResourceRequest",
    below: { event_resource_request_id: "calendar.EventResourceRequest" }
  }
)

/** The people of a resource approval group. */
export const listOfResourceApprovalGroup = Endpoint.list(
  "/calendar/v2/resource_approval_groups/{resource_approval_group_id}/people",
  Person,
  capabilities,
  {
    name: "calendar.Person.listOfResourceApprovalGroup",
    below: { resource_approval_group_id: "calendar.ResourceApprovalGroup" }
  }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Person, list, get }
