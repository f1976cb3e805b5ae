// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { EventNote } from "./resource/EventNote.ts"
import { Owner } from "./resource/Owner.ts"

export {
  /** A remark about a meeting of a group. */
  EventNote
}

const include = { owner: Owner }

/** One event note. */
export const get = Endpoint.get(
  "/groups/v2/events/{event_id}/notes/{id}",
  EventNote,
  { include, fields: true },
  { below: { event_id: "groups.Event" } }
)

/** The event notes of an event. */
export const listOfEvent = Endpoint.list(
  "/groups/v2/events/{event_id}/notes",
  EventNote,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "groups.EventNote.listOfEvent", below: { event_id: "groups.Event" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EventNote,
  get,
  routes: [{ list: listOfEvent, parent: "groups.Event", covers: "all" }]
}
