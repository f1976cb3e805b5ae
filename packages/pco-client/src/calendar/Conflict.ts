// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Conflict } from "./resource/Conflict.ts"
import { Event } from "./resource/Event.ts"
import { Person } from "./resource/Person.ts"
import { Resource } from "./resource/Resource.ts"

export {
  /** Two events that want the same resource at the same time. */
  Conflict
}

const include = { resolved_by: Person, resource: Resource, winner: Event }

const capabilities = { include, order: ["resolved_at"], fields: true, perPage: { default: 25, max: 100 } } as const

/** Every conflict. */
export const list = Endpoint.list("/calendar/v2/conflicts", Conflict, {
  ...capabilities,
  filter: ["future", "resolved", "unresolved"]
})

/** One conflict. */
export const get = Endpoint.get("/calendar/v2/conflicts/{id}", Conflict, { include, fields: true })

/** The conflicts of an event. */
export const listOfEvent = Endpoint.list("/calendar/v2/events/{event_id}/conflicts", Conflict, capabilities, {
  name: "calendar.Conflict.listOfEvent",
  below: { event_id: "calendar.Event" }
})

/** The conflicts of a resource. */
export const listOfResource = Endpoint.list("/calendar/v2/resources/{resource_id}/conflicts", Conflict, capabilities, {
  name: "calendar.Conflict.listOfResource",
  below: { resource_id: "calendar.Resource" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Conflict, list, get }
