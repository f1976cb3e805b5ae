// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"
import { Location } from "./resource/Location.ts"
import { Option } from "./resource/Option.ts"
import { Station } from "./resource/Station.ts"
import { Theme } from "./resource/Theme.ts"

export {
  /** A device at which people check in. */
  Station
}

const include = {
  event: Event,
  "event.attendance_types": AttendanceType,
  location: Location,
  "location.event": Event,
  "location.locations": Location,
  "location.options": Option,
  "location.parent": Location,
  print_station: Station,
  "print_station.event": Event,
  "print_station.location": Location,
  "print_station.print_station": Station,
  "print_station.theme": Theme,
  theme: Theme
}

/** Every station. */
export const list = Endpoint.list("/check-ins/v2/stations", Station, {
  include,
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One station. */
export const get = Endpoint.get("/check-ins/v2/stations/{id}", Station, { include, fields: true })

/** The `checked_in_at` of a check in, or `NotFound` where there is none. */
export const getOfCheckIn = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/checked_in_at",
  Station,
  { include, fields: true },
  { name: "check-ins.Station.getOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The `print_station` of a check in group, or `NotFound` where there is none. */
export const getOfCheckInGroup = Endpoint.get(
  "/check-ins/v2/check_in_groups/{check_in_group_id}/print_station",
  Station,
  { include, fields: true },
  { name: "check-ins.Station.getOfCheckInGroup", below: { check_in_group_id: "check-ins.CheckInGroup" } }
)

/** The `print_station` of a station, or `NotFound` where there is none. */
export const getOfStation = Endpoint.get(
  "/check-ins/v2/stations/{station_id}/print_station",
  Station,
  { include, fields: true },
  { name: "check-ins.Station.getOfStation", below: { station_id: "check-ins.Station" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Station, list, get }
