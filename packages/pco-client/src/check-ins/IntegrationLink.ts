// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { IntegrationLink } from "./resource/IntegrationLink.ts"

export {
  /** What an event or a place here has to do with a thing in another product. */
  IntegrationLink
}

const capabilities = { where: { remote_gid: "string" }, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every integration link. */
export const list = Endpoint.list("/check-ins/v2/integration_links", IntegrationLink, capabilities)

/** One integration link. */
export const get = Endpoint.get("/check-ins/v2/integration_links/{id}", IntegrationLink, { fields: true })

/** The integration links of an event. */
export const listOfEvent = Endpoint.list(
  "/check-ins/v2/events/{event_id}/integration_links",
  IntegrationLink,
  capabilities,
  { name: "check-ins.IntegrationLink.listOfEvent", below: { event_id: "check-ins.Event" } }
)

/** The integration links of a location. */
export const listOfLocation = Endpoint.list(
  "/check-ins/v2/locations/{location_id}/integration_links",
  IntegrationLink,
  capabilities,
  { name: "check-ins.IntegrationLink.listOfLocation", below: { location_id: "check-ins.Location" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: IntegrationLink, list, get }
