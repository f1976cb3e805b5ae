// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const tagGroupShape = Resource.make("services", "TagGroup", {
  attributes: {
    allow_multiple_selections: Attribute.boolean,
    name: Attribute.string,
    required: Attribute.boolean,
    service_type_folder_name: Attribute.string,
    tags_for: Attribute.string
  },
  lenient: true
})

type Shape = typeof tagGroupShape

/** The type of {@link TagGroup}, by its name. */
export interface TagGroup extends Shape {}

/**
 * A group of labels.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/tag_group
 * @since 0.1.0
 * @category models
 */
export const TagGroup: TagGroup = tagGroupShape
