// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ArrangementSections } from "./resource/ArrangementSections.ts"

export {
  /** The lyrics of an arrangement, part by part. */
  ArrangementSections
}

/** One arrangement sections. */
export const get = Endpoint.get(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/sections/{id}",
  ArrangementSections,
  { fields: true },
  { below: { song_id: "services.Song", arrangement_id: "services.Arrangement" } }
)

/** The `sections` of an arrangement, or `NotFound` where there is none. */
export const getOfArrangement = Endpoint.get(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/sections",
  ArrangementSections,
  { fields: true },
  {
    name: "services.ArrangementSections.getOfArrangement",
    below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ArrangementSections,
  get,
  routes: [{ list: getOfArrangement, parent: "services.Arrangement", covers: "all" }]
}
