// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const tagGroupShape = Resource.make("groups", "TagGroup", {
  attributes: {
    display_publicly: Attribute.boolean,
    multiple_options_enabled: Attribute.boolean,
    name: Attribute.string,
    position: Attribute.integer
  },
  lenient: true
})

type Shape = typeof tagGroupShape

/** The type of {@link TagGroup}, by its name. */
export interface TagGroup extends Shape {}

/**
 * A group of labels for groups.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/tag_group
 * @since 0.1.0
 * @category models
 */
export const TagGroup: TagGroup = tagGroupShape
