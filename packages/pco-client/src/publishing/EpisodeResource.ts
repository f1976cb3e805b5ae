// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { EpisodeResource } from "./resource/EpisodeResource.ts"

export {
  /** Something that goes with an episode, such as a link. */
  EpisodeResource
}

/** One episode resource. */
export const get = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/episode_resources/{id}",
  EpisodeResource,
  { fields: true },
  { below: { episode_id: "publishing.Episode" } }
)

/** The episode resources of an episode. */
export const listOfEpisode = Endpoint.list(
  "/publishing/v2/episodes/{episode_id}/episode_resources",
  EpisodeResource,
  { order: ["position"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "publishing.EpisodeResource.listOfEpisode", below: { episode_id: "publishing.Episode" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EpisodeResource,
  get,
  routes: [{ list: listOfEpisode, parent: "publishing.Episode", covers: "all" }]
}
