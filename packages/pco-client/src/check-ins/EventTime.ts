// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Headcount } from "./resource/Headcount.ts"

export {
  /** One time of an event period that people check in to. */
  EventTime
}

const include = {
  event: Event,
  "event.attendance_types": AttendanceType,
  event_period: EventPeriod,
  "event_period.event": Event,
  "event_period.event_times": EventTime,
  headcounts: Headcount,
  "headcounts.attendance_type": AttendanceType,
  "headcounts.event_time": EventTime
}

const capabilities = {
  include,
  order: ["shows_at", "starts_at"],
  where: { created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every event time. */
export const list = Endpoint.list("/check-ins/v2/event_times", EventTime, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["headcounts"]
})

/** One event time. */
export const get = Endpoint.get("/check-ins/v2/event_times/{id}", EventTime, { include, fields: true })

/** The event times of a check in. */
export const listOfCheckIn = Endpoint.list(
  "/check-ins/v2/check_ins/{check_in_id}/event_times",
  EventTime,
  capabilities,
  { name: "check-ins.EventTime.listOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The `current_event_times` of an event. */
export const listOfEvent = Endpoint.list(
  "/check-ins/v2/events/{event_id}/current_event_times",
  EventTime,
  capabilities,
  { name: "check-ins.EventTime.listOfEvent", below: { event_id: "check-ins.Event" } }
)

/** The event times of an event period. */
export const listOfEventPeriod = Endpoint.list(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/event_times",
  EventTime,
  { ...capabilities, filter: ["available"] },
  {
    name: "check-ins.EventTime.listOfEventPeriod",
    below: { check_in_id: "check-ins.CheckIn", event_period_id: "check-ins.EventPeriod" }
  }
)

/** The event time of a headcount, or `NotFound` where there is none. */
export const getOfHeadcount = Endpoint.get(
  "/check-ins/v2/headcounts/{headcount_id}/event_time",
  EventTime,
  { include, fields: true },
  { name: "check-ins.EventTime.getOfHeadcount", below: { headcount_id: "check-ins.Headcount" } }
)

/** The event time of a location event time, or `NotFound` where there is none. */
export const getOfLocationEventTime = Endpoint.get(
  "/check-ins/v2/event_times/{event_time_id}/location_event_times/{location_event_time_id}/event_time",
  EventTime,
  { include, fields: true },
  {
    name: "check-ins.EventTime.getOfLocationEventTime",
    below: { event_time_id: "check-ins.EventTime", location_event_time_id: "check-ins.LocationEventTime" }
  }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: EventTime, list, get }
