// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"

export {
  /** Something people check in to, again and again. */
  Event
}

const include = { attendance_types: AttendanceType, "attendance_types.event": Event }

/** Every event. */
export const list = Endpoint.list("/check-ins/v2/events", Event, {
  // each belongs to exactly one of these
  complete: ["attendance_types"],
  filter: ["archived", "for_headcounts", "for_registrations", "not_archived"],
  include,
  order: ["created_at", "name"],
  where: { id: "id", name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One event. */
export const get = Endpoint.get("/check-ins/v2/events/{id}", Event, { include, fields: true })

/** The event of an attendance type, or `NotFound` where there is none. */
export const getOfAttendanceType = Endpoint.get(
  "/check-ins/v2/attendance_types/{attendance_type_id}/event",
  Event,
  { include, fields: true },
  { name: "check-ins.Event.getOfAttendanceType", below: { attendance_type_id: "check-ins.AttendanceType" } }
)

/** The event of a check in, or `NotFound` where there is none. */
export const getOfCheckIn = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/event",
  Event,
  { include, fields: true },
  { name: "check-ins.Event.getOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The event of an event label, or `NotFound` where there is none. */
export const getOfEventLabel = Endpoint.get(
  "/check-ins/v2/events/{event_id}/event_labels/{event_label_id}/event",
  Event,
  { include, fields: true },
  {
    name: "check-ins.Event.getOfEventLabel",
    below: { event_id: "check-ins.Event", event_label_id: "check-ins.EventLabel" }
  }
)

/** The event of an event period, or `NotFound` where there is none. */
export const getOfEventPeriod = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/event",
  Event,
  { include, fields: true },
  {
    name: "check-ins.Event.getOfEventPeriod",
    below: { check_in_id: "check-ins.CheckIn", event_period_id: "check-ins.EventPeriod" }
  }
)

/** The event of an event time, or `NotFound` where there is none. */
export const getOfEventTime = Endpoint.get(
  "/check-ins/v2/event_times/{event_time_id}/event",
  Event,
  { include, fields: true },
  { name: "check-ins.Event.getOfEventTime", below: { event_time_id: "check-ins.EventTime" } }
)

/** The event of a location, or `NotFound` where there is none. */
export const getOfLocation = Endpoint.get(
  "/check-ins/v2/locations/{location_id}/event",
  Event,
  { include, fields: true },
  { name: "check-ins.Event.getOfLocation", below: { location_id: "check-ins.Location" } }
)

/** The event of a person event, or `NotFound` where there is none. */
export const getOfPersonEvent = Endpoint.get(
  "/check-ins/v2/events/{event_id}/person_events/{person_event_id}/event",
  Event,
  { include, fields: true },
  {
    name: "check-ins.Event.getOfPersonEvent",
    below: { event_id: "check-ins.Event", person_event_id: "check-ins.PersonEvent" }
  }
)

/** The event of a station, or `NotFound` where there is none. */
export const getOfStation = Endpoint.get(
  "/check-ins/v2/stations/{station_id}/event",
  Event,
  { include, fields: true },
  { name: "check-ins.Event.getOfStation", below: { station_id: "check-ins.Station" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Event, list, get }
