// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ChannelNextTime } from "./resource/ChannelNextTime.ts"

export {
  /** The next time a channel shows something. */
  ChannelNextTime
}

/** One channel next time. */
export const get = Endpoint.get(
  "/publishing/v2/channels/{channel_id}/next_times/{id}",
  ChannelNextTime,
  { fields: true },
  { below: { channel_id: "publishing.Channel" } }
)

/** The channel next times of a channel. */
export const listOfChannel = Endpoint.list(
  "/publishing/v2/channels/{channel_id}/next_times",
  ChannelNextTime,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "publishing.ChannelNextTime.listOfChannel", below: { channel_id: "publishing.Channel" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ChannelNextTime,
  get,
  routes: [{ list: listOfChannel, parent: "publishing.Channel", covers: "all" }]
}
