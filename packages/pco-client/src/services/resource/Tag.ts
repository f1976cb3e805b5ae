// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const tagShape = Resource.make("services", "Tag", {
  attributes: { name: Attribute.string },
  relationships: { tag_group: { to: "services.TagGroup", required: true } },
  lenient: true
})

type Shape = typeof tagShape

/** The type of {@link Tag}, by its name. */
export interface Tag extends Shape {}

/**
 * A label by which songs, media and people are found.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/tag
 * @since 0.1.0
 * @category models
 */
export const Tag: Tag = tagShape
