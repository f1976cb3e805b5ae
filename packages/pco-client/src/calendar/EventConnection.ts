// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { EventConnection } from "./resource/EventConnection.ts"

export {
  /** What an event has to do with something in another product. */
  EventConnection
}

/** One event connection. */
export const get = Endpoint.get(
  "/calendar/v2/events/{event_id}/event_connections/{id}",
  EventConnection,
  { fields: true },
  { below: { event_id: "calendar.Event" } }
)

/** The event connections of an event. */
export const listOfEvent = Endpoint.list(
  "/calendar/v2/events/{event_id}/event_connections",
  EventConnection,
  { where: { product_name: "string" }, fields: true, perPage: { default: 25, max: 100 } },
  { name: "calendar.EventConnection.listOfEvent", below: { event_id: "calendar.Event" } }
)

/** Makes an event connection below an event. */
export const createBelowEvent = Endpoint.create(
  "/calendar/v2/events/{event_id}/event_connections",
  EventConnection,
  {
    attributes: {
      connected_to_id: Attribute.id,
      connected_to_name: Attribute.string,
      connected_to_type: Attribute.string,
      product_name: Attribute.string
    }
  },
  { name: "calendar.EventConnection.createBelowEvent", below: { event_id: "calendar.Event" } }
)

/** Changes an event connection. */
export const update = Endpoint.update(
  "/calendar/v2/events/{event_id}/event_connections/{id}",
  EventConnection,
  {
    attributes: {
      connected_to_id: Attribute.id,
      connected_to_name: Attribute.string,
      connected_to_type: Attribute.string,
      product_name: Attribute.string
    }
  },
  { below: { event_id: "calendar.Event" }, repeatable: true }
)

const destroy = Endpoint.delete("/calendar/v2/events/{event_id}/event_connections/{id}", EventConnection, {
  below: { event_id: "calendar.Event" }
})

export {
  /** Removes an event connection. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EventConnection,
  get,
  routes: [{ list: listOfEvent, parent: "calendar.Event", covers: "all" }]
}
