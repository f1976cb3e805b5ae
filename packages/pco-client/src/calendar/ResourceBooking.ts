// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Event } from "./resource/Event.ts"
import { EventInstance } from "./resource/EventInstance.ts"
import { EventResourceRequest } from "./resource/EventResourceRequest.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Person } from "./resource/Person.ts"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceBooking } from "./resource/ResourceBooking.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"
import { Tag } from "./resource/Tag.ts"

export {
  /** A resource that is taken for one time of an event. */
  ResourceBooking
}

const include = {
  event_instance: EventInstance,
  "event_instance.event": Event,
  "event_instance.event_times": EventTime,
  "event_instance.resource_bookings": ResourceBooking,
  "event_instance.tags": Tag,
  event_resource_request: EventResourceRequest,
  "event_resource_request.created_by": Person,
  "event_resource_request.event": Event,
  "event_resource_request.resource": Resource,
  "event_resource_request.room_setup": RoomSetup,
  "event_resource_request.updated_by": Person,
  resource: Resource,
  "resource.resource_approval_groups": ResourceApprovalGroup,
  "resource.resource_folder": ResourceFolder,
  "resource.resource_questions": ResourceQuestion,
  "resource.room_setups": RoomSetup
}

const capabilities = {
  include,
  order: ["created_at", "ends_at", "starts_at", "updated_at"],
  where: { created_at: "instant", ends_at: "instant", starts_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every resource booking. */
export const list = Endpoint.list("/calendar/v2/resource_bookings", ResourceBooking, {
  ...capabilities,
  filter: [
    "approved",
    "approved_pending",
    "approved_pending_rejected",
    "approved_rejected",
    "future",
    "pending",
    "pending_rejected",
    "rejected",
    "resources",
    "rooms"
  ]
})

/** One resource booking. */
export const get = Endpoint.get("/calendar/v2/resource_bookings/{id}", ResourceBooking, { include, fields: true })

/** The resource bookings of an event. */
export const listOfEvent = Endpoint.list(
  "/calendar/v2/events/{event_id}/resource_bookings",
  ResourceBooking,
  { ...capabilities, filter: ["future"] },
  { name: "calendar.ResourceBooking.listOfEvent", below: { event_id: "calendar.Event" } }
)

/** The resource bookings of an event instance. */
export const listOfEventInstance = Endpoint.list(
  "/calendar/v2/event_instances/{event_instance_id}/resource_bookings",
  ResourceBooking,
  { ...capabilities, filter: ["future", "resources", "rooms"] },
  { name: "calendar.ResourceBooking.listOfEventInstance", below: { event_instance_id: "calendar.EventInstance" } }
)

/** The resource bookings of an event resource request. */
export const listOfEventResourceRequest = Endpoint.list(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/resource_bookings",
  ResourceBooking,
  {
    ...capabilities,
    filter: [
      "approved",
      "approved_pending",
      "approved_pending_rejected",
      "approved_rejected",
      "future",
      "pending",
      "pending_rejected",
      "rejected"
    ]
  },
  {
    name: "calendar.ResourceBooking.listOfEventResourceRequest",
    below: { event_resource_request_id: "calendar.EventResourceRequest" }
  }
)

/** The resource bookings of a resource. */
export const listOfResource = Endpoint.list(
  "/calendar/v2/resources/{resource_id}/resource_bookings",
  ResourceBooking,
  {
    ...capabilities,
    filter: [
      "approved",
      "approved_pending",
      "approved_pending_rejected",
      "approved_rejected",
      "future",
      "pending",
      "pending_rejected",
      "rejected"
    ]
  },
  { name: "calendar.ResourceBooking.listOfResource", below: { resource_id: "calendar.Resource" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ResourceBooking, list, get }
