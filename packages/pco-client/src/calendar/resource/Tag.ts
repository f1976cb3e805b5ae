// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const tagShape = Resource.make("calendar", "Tag", {
  attributes: {
    church_center_category: Attribute.boolean,
    color: Attribute.string,
    created_at: Attribute.instant,
    name: Attribute.string,
    position: Attribute.decimal,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof tagShape

/** The type of {@link Tag}, by its name. */
export interface Tag extends Shape {}

/**
 * A label by which events are grouped.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/tag
 * @since 0.1.0
 * @category models
 */
export const Tag: Tag = tagShape
