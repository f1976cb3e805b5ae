// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const seriesShape = Resource.make("publishing", "Series", {
  attributes: {
    art: Attribute.json,
    church_center_url: Attribute.string,
    created_at: Attribute.instant,
    description: Attribute.string,
    ended_at: Attribute.instant,
    episodes_count: Attribute.integer,
    published: Attribute.boolean,
    started_at: Attribute.instant,
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
 * Episodes that belong together.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/series
 * @since 0.1.0
 * @category models
 */
export const Series: Series = seriesShape
