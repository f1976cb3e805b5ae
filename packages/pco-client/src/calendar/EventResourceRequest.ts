// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Event } from "./resource/Event.ts"
import { EventResourceRequest } from "./resource/EventResourceRequest.ts"
import { Feed } from "./resource/Feed.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { ResourceSuggestion } from "./resource/ResourceSuggestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"
import { Tag } from "./resource/Tag.ts"

export {
  /** An event's wish for a room or another resource. */
  EventResourceRequest
}

const include = {
  created_by: Person,
  "created_by.organization": Organization,
  event: Event,
  "event.attachments": Attachment,
  "event.feed": Feed,
  "event.owner": Person,
  "event.tags": Tag,
  resource: Resource,
  "resource.resource_approval_groups": ResourceApprovalGroup,
  "resource.resource_folder": ResourceFolder,
  "resource.resource_questions": ResourceQuestion,
  "resource.room_setups": RoomSetup,
  room_setup: RoomSetup,
  "room_setup.containing_resource": Resource,
  "room_setup.resource_suggestions": ResourceSuggestion,
  updated_by: Person,
  "updated_by.organization": Organization
}

const capabilities = {
  include,
  where: { approval_sent: "boolean", approval_status: "string", created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every event resource request. */
export const list = Endpoint.list("/calendar/v2/event_resource_requests", EventResourceRequest, capabilities)

/** One event resource request. */
export const get = Endpoint.get("/calendar/v2/event_resource_requests/{id}", EventResourceRequest, {
  include,
  fields: true
})

/** The event resource requests of an event. */
export const listOfEvent = Endpoint.list(
  "/calendar/v2/events/{event_id}/event_resource_requests",
  EventResourceRequest,
  capabilities,
  { name: "calendar.EventResourceRequest.listOfEvent", below: { event_id: "calendar.Event" } }
)

/** The event resource requests of a person. */
export const listOfPerson = Endpoint.list(
  "/calendar/v2/people/{person_id}/event_resource_requests",
  EventResourceRequest,
  { ...capabilities, filter: ["awaiting_response", "future", "not_in_conflict", "not_overbooked", "overbooked"] },
  { name: "calendar.EventResourceRequest.listOfPerson", below: { person_id: "calendar.Person" } }
)

/** The event resource requests of a resource. */
export const listOfResource = Endpoint.list(
  "/calendar/v2/resources/{resource_id}/event_resource_requests",
  EventResourceRequest,
  capabilities,
  { name: "calendar.EventResourceRequest.listOfResource", below: { resource_id: "calendar.Resource" } }
)

/** The event resource requests of a resource approval group. */
export const listOfResourceApprovalGroup = Endpoint.list(
  "/calendar/v2/resource_approval_groups/{resource_approval_group_id}/event_resource_requests",
  EventResourceRequest,
  { ...capabilities, filter: ["awaiting_response", "future", "not_in_conflict", "not_overbooked", "overbooked"] },
  {
    name: "calendar.EventResourceRequest.listOfResourceApprovalGroup",
    below: { resource_approval_group_id: "calendar.ResourceApprovalGroup" }
  }
)

/** The event resource request of a resource booking, or `NotFound` where there is none. */
export const getOfResourceBooking = Endpoint.get(
  "/calendar/v2/resource_bookings/{resource_booking_id}/event_resource_request",
  EventResourceRequest,
  { include, fields: true },
  {
    name: "calendar.EventResourceRequest.getOfResourceBooking",
    below: { resource_booking_id: "calendar.ResourceBooking" }
  }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: EventResourceRequest, list, get }
