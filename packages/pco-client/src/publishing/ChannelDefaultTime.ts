// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ChannelDefaultTime } from "./resource/ChannelDefaultTime.ts"

export {
  /** A time at which new episodes of a channel are shown by default. */
  ChannelDefaultTime
}

/** One channel default time. */
export const get = Endpoint.get(
  "/publishing/v2/channels/{channel_id}/channel_default_times/{id}",
  ChannelDefaultTime,
  { fields: true },
  { below: { channel_id: "publishing.Channel" } }
)

/** The channel default times of a channel. */
export const listOfChannel = Endpoint.list(
  "/publishing/v2/channels/{channel_id}/channel_default_times",
  ChannelDefaultTime,
  { order: ["position"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "publishing.ChannelDefaultTime.listOfChannel", below: { channel_id: "publishing.Channel" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ChannelDefaultTime,
  get,
  routes: [{ list: listOfChannel, parent: "publishing.Channel", covers: "all" }]
}
