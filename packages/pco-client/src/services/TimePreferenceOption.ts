// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { TimePreferenceOption } from "./resource/TimePreferenceOption.ts"

export {
  /** A time that people may prefer to be scheduled for. */
  TimePreferenceOption
}

/** One time preference option. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/time_preference_options/{id}",
  TimePreferenceOption,
  { fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The time preference options of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/time_preference_options",
  TimePreferenceOption,
  { order: ["day_of_week", "hour_of_day"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.TimePreferenceOption.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: TimePreferenceOption,
  get,
  routes: [{ list: listOfServiceType, parent: "services.ServiceType", covers: "all" }]
}
