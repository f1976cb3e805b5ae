// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const seriesShape = Resource.make("services", "Series", {
  attributes: {
    artwork_content_type: Attribute.string,
    artwork_file_name: Attribute.string,
    artwork_file_size: Attribute.integer,
    artwork_for_dashboard: Attribute.string,
    artwork_for_mobile: Attribute.string,
    artwork_for_plan: Attribute.string,
    artwork_original: Attribute.string,
    created_at: Attribute.instant,
    has_artwork: Attribute.boolean,
    title: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof seriesShape

/** The type of {@link Series}, by its name. */
export interface Series extends Shape {}

/**
 * Plans that belong together.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/series
 * @since 0.1.0
 * @category models
 */
export const Series: Series = seriesShape
