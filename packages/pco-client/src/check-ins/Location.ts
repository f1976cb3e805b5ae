// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"
import { Label } from "./resource/Label.ts"
import { Location } from "./resource/Location.ts"
import { Option } from "./resource/Option.ts"

export {
  /** A place where people check in, or a folder of places. */
  Location
}

const include = {
  event: Event,
  "event.attendance_types": AttendanceType,
  locations: Location,
  "locations.event": Event,
  "locations.locations": Location,
  "locations.options": Option,
  "locations.parent": Location,
  options: Option,
  "options.label": Label,
  parent: Location,
  "parent.event": Event,
  "parent.locations": Location,
  "parent.options": Option,
  "parent.parent": Location
}

const capabilities = {
  include,
  order: ["kind", "name", "position"],
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every location. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/check-ins/v2/locations", Location, capabilities)

/** One location. */
export const get = Endpoint.get("/check-ins/v2/locations/{id}", Location, { include, fields: true })

/** The locations of a check in. */
export const listOfCheckIn = Endpoint.list("/check-ins/v2/check_ins/{check_in_id}/locations", Location, capabilities, {
  name: "check-ins.Location.listOfCheckIn",
  below: { check_in_id: "check-ins.CheckIn" }
})

/** The locations of an event. */
export const listOfEvent = Endpoint.list(
  "/check-ins/v2/events/{event_id}/locations",
  Location,
  { ...capabilities, filter: ["locations", "root"] },
  { name: "check-ins.Location.listOfEvent", below: { event_id: "check-ins.Event" } }
)

/** The `available_locations` of an event time. */
export const listOfEventTime = Endpoint.list(
  "/check-ins/v2/event_times/{event_time_id}/available_locations",
  Location,
  { ...capabilities, filter: ["for_current_station"] },
  { name: "check-ins.Location.listOfEventTime", below: { event_time_id: "check-ins.EventTime" } }
)

/** The locations of a location. */
export const listOfLocation = Endpoint.list("/check-ins/v2/locations/{location_id}/locations", Location, capabilities, {
  name: "check-ins.Location.listOfLocation",
  below: { location_id: "check-ins.Location" }
})

/** The `parent` of a location, or `NotFound` where there is none. */
export const getOfLocation = Endpoint.get(
  "/check-ins/v2/locations/{location_id}/parent",
  Location,
  { include, fields: true },
  { name: "check-ins.Location.getOfLocation", below: { location_id: "check-ins.Location" } }
)

/** The location of a location event period, or `NotFound` where there is none. */
export const getOfLocationEventPeriod = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/location_event_periods/{location_event_period_id}/location",
  Location,
  { include, fields: true },
  {
    name: "check-ins.Location.getOfLocationEventPeriod",
    below: {
      check_in_id: "check-ins.CheckIn",
      event_period_id: "check-ins.EventPeriod",
      location_event_period_id: "check-ins.LocationEventPeriod"
    }
  }
)

/** The location of a location event time, or `NotFound` where there is none. */
export const getOfLocationEventTime = Endpoint.get(
  "/check-ins/v2/event_times/{event_time_id}/location_event_times/{location_event_time_id}/location",
  Location,
  { include, fields: true },
  {
    name: "check-ins.Location.getOfLocationEventTime",
    below: { event_time_id: "check-ins.EventTime", location_event_time_id: "check-ins.LocationEventTime" }
  }
)

/** The location of a location label, or `NotFound` where there is none. */
export const getOfLocationLabel = Endpoint.get(
  "/check-ins/v2/labels/{label_id}/location_labels/{location_label_id}/location",
  Location,
  { include, fields: true },
  {
    name: "check-ins.Location.getOfLocationLabel",
    below: { label_id: "check-ins.Label", location_label_id: "check-ins.LocationLabel" }
  }
)

/** The location of a station, or `NotFound` where there is none. */
export const getOfStation = Endpoint.get(
  "/check-ins/v2/stations/{station_id}/location",
  Location,
  { include, fields: true },
  { name: "check-ins.Location.getOfStation", below: { station_id: "check-ins.Station" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Location,
  get,
  routes: [
    { list: listOfCheckIn, parent: "check-ins.CheckIn", covers: "some" },
    { list: listOfEvent, parent: "check-ins.Event", covers: "all" },
    { list: listOfEventTime, parent: "check-ins.EventTime", covers: "some" },
    { list: listOfLocation, parent: "check-ins.Location", covers: "some" }
  ]
}
