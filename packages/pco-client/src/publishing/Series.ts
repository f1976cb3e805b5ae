// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Channel } from "./resource/Channel.ts"
import { ChannelDefaultEpisodeResource } from "./resource/ChannelDefaultEpisodeResource.ts"
import { ChannelDefaultTime } from "./resource/ChannelDefaultTime.ts"
import { Episode } from "./resource/Episode.ts"
import { Series } from "./resource/Series.ts"

export {
  /** Episodes that belong together. */
  Series
}

const include = {
  channel: Channel,
  "channel.channel_default_episode_resources": ChannelDefaultEpisodeResource,
  "channel.channel_default_times": ChannelDefaultTime,
  "channel.current_episode": Episode
}

const capabilities = {
  include,
  order: ["ended_at", "episodes_count", "started_at", "title"],
  where: { id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every series. */
export const list = Endpoint.list("/publishing/v2/series", Series, {
  ...capabilities,
  filter: ["not_published", "published"]
})

/** One series. */
export const get = Endpoint.get("/publishing/v2/series/{id}", Series, { include, fields: true })

/** The series of a channel. */
export const listOfChannel = Endpoint.list("/publishing/v2/channels/{channel_id}/series", Series, capabilities, {
  name: "publishing.Series.listOfChannel",
  below: { channel_id: "publishing.Channel" }
})

/** The series of an episode, or `NotFound` where there is none. */
export const getOfEpisode = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/series",
  Series,
  { include, fields: true },
  { name: "publishing.Series.getOfEpisode", below: { episode_id: "publishing.Episode" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Series, list, get }
