// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const liveShape = Resource.make("services", "Live", {
  attributes: {
    can_chat: Attribute.boolean,
    can_control: Attribute.boolean,
    can_control_video_feed: Attribute.boolean,
    can_take_control: Attribute.boolean,
    chat_room_channel: Attribute.string,
    dates: Attribute.string,
    live_channel: Attribute.string,
    series_title: Attribute.string,
    title: Attribute.string
  },
  lenient: true
})

type Shape = typeof liveShape

/** The type of {@link Live}, by its name. */
export interface Live extends Shape {}

/**
 * A plan as it is carried out, item by item.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/live
 * @since 0.1.0
 * @category models
 */
export const Live: Live = liveShape
