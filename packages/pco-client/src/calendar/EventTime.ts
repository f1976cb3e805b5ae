// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Event } from "./resource/Event.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Feed } from "./resource/Feed.ts"
import { Person } from "./resource/Person.ts"
import { Tag } from "./resource/Tag.ts"

export {
  /** A part of an event instance with a beginning and an end of its own, such as the set-up. */
  EventTime
}

/** The event times of an event instance. */
export const listOfEventInstance = Endpoint.list(
  "/calendar/v2/event_instances/{event_instance_id}/event_times",
  EventTime,
  {
    include: {
      event: Event,
      "event.attachments": Attachment,
      "event.feed": Feed,
      "event.owner": Person,
      "event.tags": Tag
    },
    order: ["ends_at", "starts_at"],
    where: {
      ends_at: "instant",
      name: "instant",
      starts_at: "instant",
      visible_on_kiosks: "boolean",
      visible_on_widget_and_ical: "boolean"
    },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "calendar.EventTime.listOfEventInstance", below: { event_instance_id: "calendar.EventInstance" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EventTime,
  routes: [{ list: listOfEventInstance, parent: "calendar.EventInstance", covers: "all" }]
}
