// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Channel } from "./resource/Channel.ts"
import { ChannelDefaultEpisodeResource } from "./resource/ChannelDefaultEpisodeResource.ts"
import { ChannelDefaultTime } from "./resource/ChannelDefaultTime.ts"
import { Episode } from "./resource/Episode.ts"
import { EpisodeResource } from "./resource/EpisodeResource.ts"
import { EpisodeTime } from "./resource/EpisodeTime.ts"
import { Series } from "./resource/Series.ts"
import { Speaker } from "./resource/Speaker.ts"
import { Speakership } from "./resource/Speakership.ts"

export {
  /** One broadcast or sermon. */
  Episode
}

const include = {
  channel: Channel,
  "channel.channel_default_episode_resources": ChannelDefaultEpisodeResource,
  "channel.channel_default_times": ChannelDefaultTime,
  "channel.current_episode": Episode,
  episode_resources: EpisodeResource,
  episode_times: EpisodeTime,
  series: Series,
  "series.channel": Channel,
  speakerships: Speakership,
  "speakerships.speaker": Speaker
}

const capabilities = {
  include,
  order: ["published_live_at", "published_to_library_at", "stream_type", "title"],
  where: {
    series_id: "integer",
    services_plan_remote_identifier: "string",
    services_service_type_remote_identifier: "string"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every episode. */
export const list = Endpoint.list("/publishing/v2/episodes", Episode, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["episode_resources", "episode_times", "speakerships"],
  filter: [
    "connected_to_services",
    "not_connected_to_services",
    "not_published_live",
    "published_live",
    "published_on_church_center"
  ]
})

/** One episode. */
export const get = Endpoint.get("/publishing/v2/episodes/{id}", Episode, { include, fields: true })

/** The `current_episode` of a channel, or `NotFound` where there is none. */
export const getOfChannel = Endpoint.get(
  "/publishing/v2/channels/{channel_id}/current_episode",
  Episode,
  { include, fields: true },
  { name: "publishing.Episode.getOfChannel", below: { channel_id: "publishing.Channel" } }
)

/** The episodes of a channel. */
export const listOfChannel = Endpoint.list(
  "/publishing/v2/channels/{channel_id}/episodes",
  Episode,
  { ...capabilities, filter: ["connected_to_services", "not_connected_to_services", "not_published", "published"] },
  { name: "publishing.Episode.listOfChannel", below: { channel_id: "publishing.Channel" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Episode, list, get }
