// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const channelDefaultEpisodeResourceShape = Resource.make("publishing", "ChannelDefaultEpisodeResource", {
  attributes: {
    featured: Attribute.boolean,
    icon: Attribute.string,
    // documented values: giving_fund, people_form, generic_url, services_public_page
    kind: Attribute.string,
    position: Attribute.integer,
    title: Attribute.string,
    type: Attribute.string,
    url: Attribute.string
  },
  lenient: true
})

type Shape = typeof channelDefaultEpisodeResourceShape

/** The type of {@link ChannelDefaultEpisodeResource}, by its name. */
export interface ChannelDefaultEpisodeResource extends Shape {}

/**
 * Something that new episodes of a channel get to begin with.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/channel_default_episode_resource
 * @since 0.1.0
 * @category models
 */
export const ChannelDefaultEpisodeResource: ChannelDefaultEpisodeResource = channelDefaultEpisodeResourceShape
