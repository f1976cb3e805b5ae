// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PublicView } from "./resource/PublicView.ts"

export {
  /** What of the plans of a service type everybody may see. */
  PublicView
}

/** One public view. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/public_view/{id}",
  PublicView,
  { fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The public view of a service type, or `NotFound` where there is none. */
export const getOfServiceType = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/public_view",
  PublicView,
  { fields: true },
  { name: "services.PublicView.getOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PublicView,
  get,
  routes: [{ list: getOfServiceType, parent: "services.ServiceType", covers: "all" }]
}
