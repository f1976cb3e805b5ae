// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Headcount } from "./resource/Headcount.ts"
import { Location } from "./resource/Location.ts"
import { LocationEventTime } from "./resource/LocationEventTime.ts"
import { Option } from "./resource/Option.ts"

export {
  /** How many were in a place at an event time. */
  LocationEventTime
}

const include = {
  event_time: EventTime,
  "event_time.event": Event,
  "event_time.event_period": EventPeriod,
  "event_time.headcounts": Headcount,
  location: Location,
  "location.event": Event,
  "location.locations": Location,
  "location.options": Option,
  "location.parent": Location
}

const capabilities = {
  include,
  where: { created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One location event time. */
export const get = Endpoint.get(
  "/check-ins/v2/event_times/{event_time_id}/location_event_times/{id}",
  LocationEventTime,
  { include, fields: true },
  { below: { event_time_id: "check-ins.EventTime" } }
)

/** The location event times of an event time. */
export const listOfEventTime = Endpoint.list(
  "/check-ins/v2/event_times/{event_time_id}/location_event_times",
  LocationEventTime,
  capabilities,
  { name: "check-ins.LocationEventTime.listOfEventTime", below: { event_time_id: "check-ins.EventTime" } }
)

/** The location event times of a location. */
export const listOfLocation = Endpoint.list(
  "/check-ins/v2/locations/{location_id}/location_event_times",
  LocationEventTime,
  capabilities,
  { name: "check-ins.LocationEventTime.listOfLocation", below: { location_id: "check-ins.Location" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: LocationEventTime,
  get,
  routes: [
    { list: listOfEventTime, parent: "check-ins.EventTime", covers: "all" },
    { list: listOfLocation, parent: "check-ins.Location", covers: "all" }
  ]
}
