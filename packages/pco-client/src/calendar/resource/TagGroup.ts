// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const tagGroupShape = Resource.make("calendar", "TagGroup", {
  attributes: {
    created_at: Attribute.instant,
    name: Attribute.string,
    required: Attribute.boolean,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof tagGroupShape

/** The type of {@link TagGroup}, by its name. */
export interface TagGroup extends Shape {}

/**
 * A group of labels for events.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/tag_group
 * @since 0.1.0
 * @category models
 */
export const TagGroup: TagGroup = tagGroupShape
