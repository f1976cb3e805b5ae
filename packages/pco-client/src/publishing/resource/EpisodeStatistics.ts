// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const episodeStatisticsShape = Resource.make("publishing", "EpisodeStatistics", {
  attributes: {
    // documented as true or false, which no count is
    library_watch_count: Attribute.json,
    // documented as true or false, which no count is
    live_watch_count: Attribute.json,
    published_live_at: Attribute.instant,
    published_to_library_at: Attribute.instant,
    times: Attribute.json,
    title: Attribute.string
  },
  lenient: true
})

type Shape = typeof episodeStatisticsShape

/** The type of {@link EpisodeStatistics}, by its name. */
export interface EpisodeStatistics extends Shape {}

/**
 * How many watched an episode.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/episode_statistics
 * @since 0.1.0
 * @category models
 */
export const EpisodeStatistics: EpisodeStatistics = episodeStatisticsShape
