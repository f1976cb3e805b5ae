// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { CheckIn } from "./resource/CheckIn.ts"
import { CheckInGroup } from "./resource/CheckInGroup.ts"
import { CheckInTime } from "./resource/CheckInTime.ts"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Location } from "./resource/Location.ts"
import { Option } from "./resource/Option.ts"
import { Person } from "./resource/Person.ts"
import { Station } from "./resource/Station.ts"
import { Theme } from "./resource/Theme.ts"

export {
  /** Check-ins made together at one station, whose labels are printed together. */
  CheckInGroup
}

const include = {
  check_ins: CheckIn,
  "check_ins.check_in_times": CheckInTime,
  "check_ins.checked_in_at": Station,
  "check_ins.checked_in_by": Person,
  "check_ins.checked_out_by": Person,
  "check_ins.event": Event,
  "check_ins.event_period": EventPeriod,
  "check_ins.event_times": EventTime,
  "check_ins.locations": Location,
  "check_ins.options": Option,
  "check_ins.person": Person,
  event_period: EventPeriod,
  "event_period.event": Event,
  "event_period.event_times": EventTime,
  print_station: Station,
  "print_station.event": Event,
  "print_station.location": Location,
  "print_station.print_station": Station,
  "print_station.theme": Theme
}

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every check in group. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/check-ins/v2/check_in_groups", CheckInGroup, capabilities)

/** One check in group. */
export const get = Endpoint.get("/check-ins/v2/check_in_groups/{id}", CheckInGroup, { include, fields: true })

/** The check in group of a check in, or `NotFound` where there is none. */
export const getOfCheckIn = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/check_in_group",
  CheckInGroup,
  { include, fields: true },
  { name: "check-ins.CheckInGroup.getOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The check in groups of a station. */
export const listOfStation = Endpoint.list(
  "/check-ins/v2/stations/{station_id}/check_in_groups",
  CheckInGroup,
  { ...capabilities, filter: ["canceled", "printed", "ready", "skipped"] },
  { name: "check-ins.CheckInGroup.listOfStation", below: { station_id: "check-ins.Station" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: CheckInGroup,
  get,
  routes: [{ list: listOfStation, parent: "check-ins.Station", covers: "some" }]
}
