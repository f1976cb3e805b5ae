// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attendance } from "./resource/Attendance.ts"

export {
  /** Whether somebody who was scheduled did come. */
  Attendance
}

const capabilities = { fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The attendances of a plan of a series. Documented, though nothing else in the API leads there: it may answer with
 * `NotFound`.
 */
export const listOfPlanOfSeries = Endpoint.list(
  "/services/v2/series/{series_id}/plans/{plan_id}/attendances",
  Attendance,
  capabilities,
  { name: "services.Attendance.listOfPlanOfSeries", below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

/** One attendance. */
export const get = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/attendances/{id}",
  Attendance,
  { fields: true },
  { below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

/** The attendances of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/attendances",
  Attendance,
  capabilities,
  {
    name: "services.Attendance.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Attendance,
  get,
  routes: [{ list: listOfPlan, parent: "services.Plan", covers: "all" }]
}
