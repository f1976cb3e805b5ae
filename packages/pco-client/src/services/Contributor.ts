// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Contributor } from "./resource/Contributor.ts"

export {
  /** Somebody who has worked on a plan, and when last. */
  Contributor
}

const capabilities = { order: ["created_at", "updated_at"], fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The contributors of a plan of a series. Documented, though nothing else in the API leads there: it may answer with
 * `NotFound`.
 */
export const listOfPlanOfSeries = Endpoint.list(
  "/services/v2/series/{series_id}/plans/{plan_id}/contributors",
  Contributor,
  capabilities,
  {
    name: "services.Contributor.listOfPlanOfSeries",
    below: { series_id: "services.Series", plan_id: "services.Plan" }
  }
)

/** One contributor. */
export const get = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/contributors/{id}",
  Contributor,
  { fields: true },
  { below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

/** The contributors of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/contributors",
  Contributor,
  capabilities,
  {
    name: "services.Contributor.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Contributor,
  get,
  routes: [{ list: listOfPlan, parent: "services.Plan", covers: "all" }]
}
