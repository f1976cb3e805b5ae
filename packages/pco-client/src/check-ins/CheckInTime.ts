// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { CheckInTime } from "./resource/CheckInTime.ts"

export {
  /** One of the times and places that a check-in is for. */
  CheckInTime
}

/** One check in time. */
export const get = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/check_in_times/{id}",
  CheckInTime,
  { fields: true },
  { below: { check_in_id: "check-ins.CheckIn" } }
)

/** The check in times of a check in. */
export const listOfCheckIn = Endpoint.list(
  "/check-ins/v2/check_ins/{check_in_id}/check_in_times",
  CheckInTime,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "check-ins.CheckInTime.listOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: CheckInTime,
  get,
  routes: [{ list: listOfCheckIn, parent: "check-ins.CheckIn", covers: "all" }]
}
