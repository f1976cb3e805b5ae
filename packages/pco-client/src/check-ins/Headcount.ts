// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Headcount } from "./resource/Headcount.ts"

export {
  /** How many were counted of one kind at one time, without names. */
  Headcount
}

const include = {
  attendance_type: AttendanceType,
  "attendance_type.event": Event,
  event_time: EventTime,
  "event_time.event": Event,
  "event_time.event_period": EventPeriod,
  "event_time.headcounts": Headcount
}

const capabilities = {
  include,
  order: ["created_at", "total", "updated_at"],
  where: { created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every headcount. */
export const list = Endpoint.list("/check-ins/v2/headcounts", Headcount, capabilities)

/** One headcount. */
export const get = Endpoint.get("/check-ins/v2/headcounts/{id}", Headcount, { include, fields: true })

/** The headcounts of an attendance type. */
export const listOfAttendanceType = Endpoint.list(
  "/check-ins/v2/attendance_types/{attendance_type_id}/headcounts",
  Headcount,
  capabilities,
  { name: "check-ins.Headcount.listOfAttendanceType", below: { attendance_type_id: "check-ins.AttendanceType" } }
)

/** The headcounts of an event time. */
export const listOfEventTime = Endpoint.list(
  "/check-ins/v2/event_times/{event_time_id}/headcounts",
  Headcount,
  capabilities,
  { name: "check-ins.Headcount.listOfEventTime", below: { event_time_id: "check-ins.EventTime" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Headcount, list, get }
