// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { EpisodeStatistics } from "./resource/EpisodeStatistics.ts"

export {
  /** How many watched an episode. */
  EpisodeStatistics
}

/** One episode statistics. */
export const get = Endpoint.get(
  "/publishing/v2/channels/{channel_id}/statistics/{id}",
  EpisodeStatistics,
  { fields: true },
  { below: { channel_id: "publishing.Channel" } }
)

/** The episode statistics of a channel. */
export const listOfChannel = Endpoint.list(
  "/publishing/v2/channels/{channel_id}/statistics",
  EpisodeStatistics,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "publishing.EpisodeStatistics.listOfChannel", below: { channel_id: "publishing.Channel" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EpisodeStatistics,
  get,
  routes: [{ list: listOfChannel, parent: "publishing.Channel", covers: "all" }]
}
