// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Channel } from "./resource/Channel.ts"
import { ChannelDefaultEpisodeResource } from "./resource/ChannelDefaultEpisodeResource.ts"
import { ChannelDefaultTime } from "./resource/ChannelDefaultTime.ts"
import { Episode } from "./resource/Episode.ts"
import { EpisodeResource } from "./resource/EpisodeResource.ts"
import { EpisodeTime } from "./resource/EpisodeTime.ts"
import { Series } from "./resource/Series.ts"
import { Speakership } from "./resource/Speakership.ts"

export {
  /** A series of broadcasts under one name. */
  Channel
}

const include = {
  channel_default_episode_resources: ChannelDefaultEpisodeResource,
  channel_default_times: ChannelDefaultTime,
  current_episode: Episode,
  "current_episode.channel": Channel,
  "current_episode.episode_resources": EpisodeResource,
  "current_episode.episode_times": EpisodeTime,
  "current_episode.series": Series,
  "current_episode.speakerships": Speakership
}

/** Every channel. */
export const list = Endpoint.list("/publishing/v2/channels", Channel, {
  // each belongs to exactly one of these
  complete: ["channel_default_episode_resources", "channel_default_times"],
  include,
  order: ["name", "position"],
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One channel. */
export const get = Endpoint.get("/publishing/v2/channels/{id}", Channel, { include, fields: true })

/** The channel of an episode, or `NotFound` where there is none. */
export const getOfEpisode = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/channel",
  Channel,
  { include, fields: true },
  { name: "publishing.Channel.getOfEpisode", below: { episode_id: "publishing.Episode" } }
)

/** The channel of a series, or `NotFound` where there is none. */
export const getOfSeries = Endpoint.get(
  "/publishing/v2/series/{series_id}/channel",
  Channel,
  { include, fields: true },
  { name: "publishing.Channel.getOfSeries", below: { series_id: "publishing.Series" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Channel, list, get }
