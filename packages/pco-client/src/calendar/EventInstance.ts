// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Event } from "./resource/Event.ts"
import { EventInstance } from "./resource/EventInstance.ts"
import { EventResourceRequest } from "./resource/EventResourceRequest.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Feed } from "./resource/Feed.ts"
import { Person } from "./resource/Person.ts"
import { Resource } from "./resource/Resource.ts"
import { ResourceBooking } from "./resource/ResourceBooking.ts"
import { Tag } from "./resource/Tag.ts"
import { TagGroup } from "./resource/TagGroup.ts"

export {
  /** One time that an event takes place. */
  EventInstance
}

const include = {
  event: Event,
  "event.attachments": Attachment,
  "event.feed": Feed,
  "event.owner": Person,
  "event.tags": Tag,
  event_times: EventTime,
  "event_times.event": Event,
  resource_bookings: ResourceBooking,
  "resource_bookings.event_instance": EventInstance,
  "resource_bookings.event_resource_request": EventResourceRequest,
  "resource_bookings.resource": Resource,
  tags: Tag,
  "tags.tag_group": TagGroup
}

const capabilities = {
  include,
  order: ["created_at", "ends_at", "starts_at", "updated_at"],
  where: { created_at: "instant", ends_at: "instant", starts_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every event instance. */
export const list = Endpoint.list("/calendar/v2/event_instances", EventInstance, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["event_times", "resource_bookings"],
  filter: [
    "all",
    "approved",
    "approved_pending",
    "approved_pending_rejected",
    "approved_rejected",
    "approver",
    "approver_subscriber",
    "future",
    "lost",
    "manager",
    "manager_approver",
    "manager_approver_subscriber",
    "manager_subscriber",
    "owner",
    "owner_approver",
    "owner_approver_subscriber",
    "owner_manager",
    "owner_manager_approver",
    "owner_manager_approver_subscriber",
    "owner_manager_subscriber",
    "owner_subscriber",
    "pending",
    "pending_rejected",
    "rejected",
    "shared",
    "subscriber",
    "unresolved"
  ]
})

/** One event instance. */
export const get = Endpoint.get("/calendar/v2/event_instances/{id}", EventInstance, { include, fields: true })

/** The event instances of an event. */
export const listOfEvent = Endpoint.list(
  "/calendar/v2/events/{event_id}/event_instances",
  EventInstance,
  { ...capabilities, filter: ["future"] },
  { name: "calendar.EventInstance.listOfEvent", below: { event_id: "calendar.Event" } }
)

/** The event instance of a resource booking, or `NotFound` where there is none. */
export const getOfResourceBooking = Endpoint.get(
  "/calendar/v2/resource_bookings/{resource_booking_id}/event_instance",
  EventInstance,
  { include, fields: true },
  { name: "calendar.EventInstance.getOfResourceBooking", below: { resource_booking_id: "calendar.ResourceBooking" } }
)

/** The event instances of a tag. */
export const listOfTag = Endpoint.list("/calendar/v2/tags/{tag_id}/event_instances", EventInstance, capabilities, {
  name: "calendar.EventInstance.listOfTag",
  below: { tag_id: "calendar.Tag" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: EventInstance, list, get }
