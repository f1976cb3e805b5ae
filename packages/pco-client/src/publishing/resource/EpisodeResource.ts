// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const episodeResourceShape = Resource.make("publishing", "EpisodeResource", {
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

type Shape = typeof episodeResourceShape

/** The type of {@link EpisodeResource}, by its name. */
export interface EpisodeResource extends Shape {}

/**
 * Something that goes with an episode, such as a link.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/episode_resource
 * @since 0.1.0
 * @category models
 */
export const EpisodeResource: EpisodeResource = episodeResourceShape
