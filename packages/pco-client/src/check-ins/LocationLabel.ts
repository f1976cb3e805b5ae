// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Event } from "./resource/Event.ts"
import { Label } from "./resource/Label.ts"
import { Location } from "./resource/Location.ts"
import { LocationLabel } from "./resource/LocationLabel.ts"
import { Option } from "./resource/Option.ts"

export {
  /** That a place prints a label, for whom and how many. */
  LocationLabel
}

const include = {
  label: Label,
  location: Location,
  "location.event": Event,
  "location.locations": Location,
  "location.options": Option,
  "location.parent": Location
}

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** One location label. */
export const get = Endpoint.get(
  "/check-ins/v2/labels/{label_id}/location_labels/{id}",
  LocationLabel,
  { include, fields: true },
  { below: { label_id: "check-ins.Label" } }
)

/** The location labels of a label. */
export const listOfLabel = Endpoint.list(
  "/check-ins/v2/labels/{label_id}/location_labels",
  LocationLabel,
  capabilities,
  { name: "check-ins.LocationLabel.listOfLabel", below: { label_id: "check-ins.Label" } }
)

/** The location labels of a location. */
export const listOfLocation = Endpoint.list(
  "/check-ins/v2/locations/{location_id}/location_labels",
  LocationLabel,
  capabilities,
  { name: "check-ins.LocationLabel.listOfLocation", below: { location_id: "check-ins.Location" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: LocationLabel,
  get,
  routes: [
    { list: listOfLabel, parent: "check-ins.Label", covers: "all" },
    { list: listOfLocation, parent: "check-ins.Location", covers: "all" }
  ]
}
