// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Layout } from "./resource/Layout.ts"

export {
  /** How the slides of an item are laid out. */
  Layout
}

/** One layout. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/layouts/{id}",
  Layout,
  { fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The layouts of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/layouts",
  Layout,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.Layout.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Layout,
  get,
  routes: [{ list: listOfServiceType, parent: "services.ServiceType", covers: "all" }]
}
