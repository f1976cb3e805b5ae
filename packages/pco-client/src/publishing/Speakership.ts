// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Speaker } from "./resource/Speaker.ts"
import { Speakership } from "./resource/Speakership.ts"

export {
  /** That a speaker speaks in an episode. */
  Speakership
}

const include = { speaker: Speaker }

/** One speakership. */
export const get = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/speakerships/{id}",
  Speakership,
  { include, fields: true },
  { below: { episode_id: "publishing.Episode" } }
)

/** The speakerships of an episode. */
export const listOfEpisode = Endpoint.list(
  "/publishing/v2/episodes/{episode_id}/speakerships",
  Speakership,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "publishing.Speakership.listOfEpisode", below: { episode_id: "publishing.Episode" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Speakership,
  get,
  routes: [{ list: listOfEpisode, parent: "publishing.Episode", covers: "all" }]
}
