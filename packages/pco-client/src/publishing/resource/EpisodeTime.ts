// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const episodeTimeShape = Resource.make("publishing", "EpisodeTime", {
  attributes: {
    caveats: Attribute.json,
    // documented values: upcoming, active, over
    current_state: Attribute.string,
    current_timestamp: Attribute.decimal,
    ends_at: Attribute.instant,
    starts_at: Attribute.instant,
    // documented values: vimeo, youtube, livestream_com, resi, facebook, boxcast
    streaming_service: Attribute.string,
    video_embed_code: Attribute.string,
    video_url: Attribute.string
  },
  webhooks: {
    created: "publishing.v2.events.episode_time.created",
    updated: "publishing.v2.events.episode_time.updated",
    destroyed: "publishing.v2.events.episode_time.destroyed"
  },
  lenient: true
})

type Shape = typeof episodeTimeShape

/** The type of {@link EpisodeTime}, by its name. */
export interface EpisodeTime extends Shape {}

/**
 * One time at which an episode is shown.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/episode_time
 * @since 0.1.0
 * @category models
 */
export const EpisodeTime: EpisodeTime = episodeTimeShape
