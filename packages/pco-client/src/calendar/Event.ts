// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Event } from "./resource/Event.ts"
import { Feed } from "./resource/Feed.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { Tag } from "./resource/Tag.ts"
import { TagGroup } from "./resource/TagGroup.ts"

export {
  /** Something that takes place, once or again and again; each time is an event instance. */
  Event
}

const include = {
  attachments: Attachment,
  "attachments.event": Event,
  feed: Feed,
  owner: Person,
  "owner.organization": Organization,
  tags: Tag,
  "tags.tag_group": TagGroup
}

const capabilities = {
  include,
  where: {
    approval_status: "string",
    created_at: "instant",
    featured: "boolean",
    name: "string",
    percent_approved: "integer",
    percent_rejected: "integer",
    updated_at: "instant",
    visible_in_church_center: "boolean"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every event. */
export const list = Endpoint.list("/calendar/v2/events", Event, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["attachments"],
  filter: ["future"]
})

/** One event. */
export const get = Endpoint.get("/calendar/v2/events/{id}", Event, { include, fields: true })

/** The event of an attachment, or `NotFound` where there is none. */
export const getOfAttachment = Endpoint.get(
  "/calendar/v2/attachments/{attachment_id}/event",
  Event,
  { include, fields: true },
  { name: "calendar.Event.getOfAttachment", below: { attachment_id: "calendar.Attachment" } }
)

/** The `winner` of a conflict, or `NotFound` where there is none. */
export const getOfConflict = Endpoint.get(
  "/calendar/v2/conflicts/{conflict_id}/winner",
  Event,
  { include, fields: true },
  { name: "calendar.Event.getOfConflict", below: { conflict_id: "calendar.Conflict" } }
)

/** The event of an event instance, or `NotFound` where there is none. */
export const getOfEventInstance = Endpoint.get(
  "/calendar/v2/event_instances/{event_instance_id}/event",
  Event,
  { include, fields: true },
  { name: "calendar.Event.getOfEventInstance", below: { event_instance_id: "calendar.EventInstance" } }
)

/** The event of an event resource request, or `NotFound` where there is none. */
export const getOfEventResourceRequest = Endpoint.get(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/event",
  Event,
  { include, fields: true },
  {
    name: "calendar.Event.getOfEventResourceRequest",
    below: { event_resource_request_id: "calendar.EventResourceRequest" }
  }
)

/** The event of an event time, or `NotFound` where there is none. */
export const getOfEventTime = Endpoint.get(
  "/calendar/v2/event_instances/{event_instance_id}/event_times/{event_time_id}/event",
  Event,
  { include, fields: true },
  {
    name: "calendar.Event.getOfEventTime",
    below: { event_instance_id: "calendar.EventInstance", event_time_id: "calendar.EventTime" }
  }
)

/** The events of a tag. */
export const listOfTag = Endpoint.list("/calendar/v2/tags/{tag_id}/events", Event, capabilities, {
  name: "calendar.Event.listOfTag",
  below: { tag_id: "calendar.Tag" }
})

/** The events of a tag group. */
export const listOfTagGroup = Endpoint.list("/calendar/v2/tag_groups/{tag_group_id}/events", Event, capabilities, {
  name: "calendar.Event.listOfTagGroup",
  below: { tag_group_id: "calendar.TagGroup" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Event, list, get }
