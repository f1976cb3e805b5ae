// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { LiveController } from "./resource/LiveController.ts"

export {
  /** Somebody who may lead a plan through its items. */
  LiveController
}

/** One live controller. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/live_controllers/{id}",
  LiveController,
  { fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The live controllers of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/live_controllers",
  LiveController,
  { order: ["created_at", "updated_at"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.LiveController.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: LiveController,
  get,
  routes: [{ list: listOfServiceType, parent: "services.ServiceType", covers: "all" }]
}
