// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Location } from "./resource/Location.ts"
import { LocationEventPeriod } from "./resource/LocationEventPeriod.ts"
import { Option } from "./resource/Option.ts"

export {
  /** How many were in a place during an event period. */
  LocationEventPeriod
}

const include = {
  event_period: EventPeriod,
  "event_period.event": Event,
  "event_period.event_times": EventTime,
  location: Location,
  "location.event": Event,
  "location.locations": Location,
  "location.options": Option,
  "location.parent": Location
}

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** One location event period. */
export const get = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/location_event_periods/{id}",
  LocationEventPeriod,
  { include, fields: true },
  { below: { check_in_id: "check-ins.CheckIn", event_period_id: "check-ins.EventPeriod" } }
)

/** The location event periods of an event period. */
export const listOfEventPeriod = Endpoint.list(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/location_event_periods",
  LocationEventPeriod,
  capabilities,
  {
    name: "check-ins.LocationEventPeriod.listOfEventPeriod",
    below: { check_in_id: "check-ins.CheckIn", event_period_id: "check-ins.EventPeriod" }
  }
)

/** The location event periods of a location. */
export const listOfLocation = Endpoint.list(
  "/check-ins/v2/locations/{location_id}/location_event_periods",
  LocationEventPeriod,
  capabilities,
  { name: "check-ins.LocationEventPeriod.listOfLocation", below: { location_id: "check-ins.Location" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: LocationEventPeriod,
  get,
  routes: [
    { list: listOfEventPeriod, parent: "check-ins.EventPeriod", covers: "all" },
    { list: listOfLocation, parent: "check-ins.Location", covers: "all" }
  ]
}
