// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { EpisodeTime } from "./resource/EpisodeTime.ts"

export {
  /** One time at which an episode is shown. */
  EpisodeTime
}

/** One episode time. */
export const get = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/episode_times/{id}",
  EpisodeTime,
  { fields: true },
  { below: { episode_id: "publishing.Episode" } }
)

/** The episode times of an episode. */
export const listOfEpisode = Endpoint.list(
  "/publishing/v2/episodes/{episode_id}/episode_times",
  EpisodeTime,
  { order: ["starts_at"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "publishing.EpisodeTime.listOfEpisode", below: { episode_id: "publishing.Episode" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EpisodeTime,
  get,
  routes: [{ list: listOfEpisode, parent: "publishing.Episode", covers: "all" }]
}
