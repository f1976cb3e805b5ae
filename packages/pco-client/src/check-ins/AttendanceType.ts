// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"

export {
  /** A kind of attendance that an event counts by heads. */
  AttendanceType
}

const include = { event: Event, "event.attendance_types": AttendanceType }

const capabilities = {
  include,
  where: { id: "id", name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every attendance type. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/check-ins/v2/attendance_types", AttendanceType, capabilities)

/** One attendance type. */
export const get = Endpoint.get("/check-ins/v2/attendance_types/{id}", AttendanceType, { include, fields: true })

/** The attendance types of an event. */
export const listOfEvent = Endpoint.list(
  "/check-ins/v2/events/{event_id}/attendance_types",
  AttendanceType,
  capabilities,
  { name: "check-ins.AttendanceType.listOfEvent", below: { event_id: "check-ins.Event" } }
)

/** The attendance type of a headcount, or `NotFound` where there is none. */
export const getOfHeadcount = Endpoint.get(
  "/check-ins/v2/headcounts/{headcount_id}/attendance_type",
  AttendanceType,
  { include, fields: true },
  { name: "check-ins.AttendanceType.getOfHeadcount", below: { headcount_id: "check-ins.Headcount" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: AttendanceType,
  get,
  routes: [{ list: listOfEvent, parent: "check-ins.Event", covers: "all" }]
}
