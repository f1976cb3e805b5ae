// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ChannelDefaultEpisodeResource } from "./resource/ChannelDefaultEpisodeResource.ts"

export {
  /** Something that new episodes of a channel get to begin with. */
  ChannelDefaultEpisodeResource
}

/** One channel default episode resource. */
export const get = Endpoint.get(
  "/publishing/v2/channels/{channel_id}/channel_default_episode_resources/{id}",
  ChannelDefaultEpisodeResource,
  { fields: true },
  { below: { channel_id: "publishing.Channel" } }
)

/** The channel default episode resources of a channel. */
export const listOfChannel = Endpoint.list(
  "/publishing/v2/channels/{channel_id}/channel_default_episode_resources",
  ChannelDefaultEpisodeResource,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "publishing.ChannelDefaultEpisodeResource.listOfChannel", below: { channel_id: "publishing.Channel" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ChannelDefaultEpisodeResource,
  get,
  routes: [{ list: listOfChannel, parent: "publishing.Channel", covers: "all" }]
}
