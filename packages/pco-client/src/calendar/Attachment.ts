// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Event } from "./resource/Event.ts"
import { Feed } from "./resource/Feed.ts"
import { Person } from "./resource/Person.ts"
import { Tag } from "./resource/Tag.ts"

export {
  /** A file that hangs from an event. */
  Attachment
}

const include = {
  event: Event,
  "event.attachments": Attachment,
  "event.feed": Feed,
  "event.owner": Person,
  "event.tags": Tag
}

const capabilities = {
  include,
  order: ["content_type", "created_at", "description", "file_size", "name", "updated_at"],
  where: {
    content_type: "string",
    created_at: "instant",
    description: "string",
    file_size: "integer",
    name: "string",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every attachment. */
export const list = Endpoint.list("/calendar/v2/attachments", Attachment, capabilities)

/** One attachment. */
export const get = Endpoint.get("/calendar/v2/attachments/{id}", Attachment, { include, fields: true })

/** The attachments of an event. */
export const listOfEvent = Endpoint.list("/calendar/v2/events/{event_id}/attachments", Attachment, capabilities, {
  name: "calendar.Attachment.listOfEvent",
  below: { event_id: "calendar.Event" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Attachment, list, get }
