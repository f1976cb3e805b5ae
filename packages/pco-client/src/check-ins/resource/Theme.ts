// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const themeShape = Resource.make("check-ins", "Theme", {
  attributes: {
    background_color: Attribute.string,
    color: Attribute.string,
    created_at: Attribute.instant,
    image: Attribute.string,
    image_thumbnail: Attribute.string,
    mode: Attribute.string,
    name: Attribute.string,
    text_color: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof themeShape

/** The type of {@link Theme}, by its name. */
export interface Theme extends Shape {}

/**
 * How a station looks.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/theme
 * @since 0.1.0
 * @category models
 */
export const Theme: Theme = themeShape
