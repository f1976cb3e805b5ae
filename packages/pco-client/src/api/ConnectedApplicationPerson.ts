// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ConnectedApplicationPerson } from "./resource/ConnectedApplicationPerson.ts"

export {
  /** Somebody who has let an application in. */
  ConnectedApplicationPerson
}

/** One connected application person. */
export const get = Endpoint.get(
  "/api/v2/connected_applications/{connected_application_id}/people/{id}",
  ConnectedApplicationPerson,
  { fields: true },
  { below: { connected_application_id: "api.ConnectedApplication" } }
)

/** The connected application people of a connected application. */
export const listOfConnectedApplication = Endpoint.list(
  "/api/v2/connected_applications/{connected_application_id}/people",
  ConnectedApplicationPerson,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "api.ConnectedApplicationPerson.listOfConnectedApplication",
    below: { connected_application_id: "api.ConnectedApplication" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ConnectedApplicationPerson,
  get,
  routes: [{ list: listOfConnectedApplication, parent: "api.ConnectedApplication", covers: "all" }]
}
