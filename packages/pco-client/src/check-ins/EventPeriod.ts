// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Headcount } from "./resource/Headcount.ts"

export {
  /** One repetition of an event, such as a weekend; its times are event times. */
  EventPeriod
}

const include = {
  event: Event,
  "event.attendance_types": AttendanceType,
  event_times: EventTime,
  "event_times.event": Event,
  "event_times.event_period": EventPeriod,
  "event_times.headcounts": Headcount
}

/** One event period. */
export const get = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{id}",
  EventPeriod,
  { include, fields: true },
  { below: { check_in_id: "check-ins.CheckIn" } }
)

/** The event period of a check in, or `NotFound` where there is none. */
export const getOfCheckIn = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/event_period",
  EventPeriod,
  { include, fields: true },
  { name: "check-ins.EventPeriod.getOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The event period of a check in group, or `NotFound` where there is none. */
export const getOfCheckInGroup = Endpoint.get(
  "/check-ins/v2/check_in_groups/{check_in_group_id}/event_period",
  EventPeriod,
  { include, fields: true },
  { name: "check-ins.EventPeriod.getOfCheckInGroup", below: { check_in_group_id: "check-ins.CheckInGroup" } }
)

/** The event periods of an event. */
export const listOfEvent = Endpoint.list(
  "/check-ins/v2/events/{event_id}/event_periods",
  EventPeriod,
  {
    include,
    order: ["starts_at"],
    where: { ends_at: "instant", starts_at: "instant" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "check-ins.EventPeriod.listOfEvent", below: { event_id: "check-ins.Event" } }
)

/** The event period of an event time, or `NotFound` where there is none. */
export const getOfEventTime = Endpoint.get(
  "/check-ins/v2/event_times/{event_time_id}/event_period",
  EventPeriod,
  { include, fields: true },
  { name: "check-ins.EventPeriod.getOfEventTime", below: { event_time_id: "check-ins.EventTime" } }
)

/** The event period of a location event period, or `NotFound` where there is none. */
export const getOfLocationEventPeriod = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/location_event_periods/{location_event_period_id}/event_period",
  EventPeriod,
  { include, fields: true },
  {
    name: "check-ins.EventPeriod.getOfLocationEventPeriod",
    below: {
      check_in_id: "check-ins.CheckIn",
      event_period_id: "check-ins.EventPeriod",
      location_event_period_id: "check-ins.LocationEventPeriod"
    }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EventPeriod,
  get,
  routes: [{ list: listOfEvent, parent: "check-ins.Event", covers: "all" }]
}
