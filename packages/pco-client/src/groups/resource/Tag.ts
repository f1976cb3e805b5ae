// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const tagShape = Resource.make("groups", "Tag", {
  attributes: { name: Attribute.string, position: Attribute.integer },
  relationships: { tag_group: { to: "groups.TagGroup", required: true } },
  lenient: true
})

type Shape = typeof tagShape

/** The type of {@link Tag}, by its name. */
export interface Tag extends Shape {}

/**
 * A label by which groups are found.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/tag
 * @since 0.1.0
 * @category models
 */
export const Tag: Tag = tagShape
