// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const publicViewShape = Resource.make("services", "PublicView", {
  attributes: {
    amazon: Attribute.boolean,
    headers: Attribute.boolean,
    item_descriptions: Attribute.boolean,
    item_lengths: Attribute.boolean,
    itunes: Attribute.boolean,
    media_items: Attribute.boolean,
    regular_items: Attribute.boolean,
    series_and_plan_titles: Attribute.boolean,
    series_artwork: Attribute.boolean,
    service_times: Attribute.boolean,
    song_items: Attribute.boolean,
    spotify: Attribute.boolean,
    vimeo: Attribute.boolean,
    youtube: Attribute.boolean
  },
  lenient: true
})

type Shape = typeof publicViewShape

/** The type of {@link PublicView}, by its name. */
export interface PublicView extends Shape {}

/**
 * What of the plans of a service type everybody may see.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/public_view
 * @since 0.1.0
 * @category models
 */
export const PublicView: PublicView = publicViewShape
