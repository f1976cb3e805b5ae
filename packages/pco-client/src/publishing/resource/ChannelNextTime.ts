// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const channelNextTimeShape = Resource.make("publishing", "ChannelNextTime", {
  attributes: { starts_at: Attribute.instant },
  lenient: true
})

type Shape = typeof channelNextTimeShape

/** The type of {@link ChannelNextTime}, by its name. */
export interface ChannelNextTime extends Shape {}

/**
 * The next time a channel shows something.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/channel_next_time
 * @since 0.1.0
 * @category models
 */
export const ChannelNextTime: ChannelNextTime = channelNextTimeShape
