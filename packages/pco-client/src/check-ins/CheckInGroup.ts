// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { CheckIn } from "./resource/CheckIn.ts"
import { CheckInGroup } from "./resource/CheckInGroup.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { Station } from "./resource/Station.ts"

export {
  /** Check-ins made together at one station, whose labels are printed together. */
  CheckInGroup
}

const include = { check_ins: CheckIn, event_period: EventPeriod, print_station: Station }

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
  routes: [{ list: listOfStation, parent: "check-ins.Station", covers: "all" }]
}
