// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const channelDefaultTimeShape = Resource.make("publishing", "ChannelDefaultTime", {
  attributes: {
    day_of_week: Attribute.integer,
    // documented values: weekly
    frequency: Attribute.string,
    hour: Attribute.integer,
    minute: Attribute.integer,
    position: Attribute.integer
  },
  lenient: true
})

type Shape = typeof channelDefaultTimeShape

/** The type of {@link ChannelDefaultTime}, by its name. */
export interface ChannelDefaultTime extends Shape {}

/**
 * A time at which new episodes of a channel are shown by default.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/channel_default_time
 * @since 0.1.0
 * @category models
 */
export const ChannelDefaultTime: ChannelDefaultTime = channelDefaultTimeShape
