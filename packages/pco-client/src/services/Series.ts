// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Series } from "./resource/Series.ts"

export {
  /** Plans that belong together. */
  Series
}

/** Every series. */
export const list = Endpoint.list("/services/v2/series", Series, {
  order: ["created_at"],
  where: { title: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One series. */
export const get = Endpoint.get("/services/v2/series/{id}", Series, { fields: true })

/** The series of a plan, or `NotFound` where there is none. */
export const getOfPlan = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/series",
  Series,
  { fields: true },
  { name: "services.Series.getOfPlan", below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Series, list, get }
