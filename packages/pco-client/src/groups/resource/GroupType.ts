// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const groupTypeShape = Resource.make("groups", "GroupType", {
  attributes: {
    church_center_map_visible: Attribute.boolean,
    church_center_visible: Attribute.boolean,
    color: Attribute.string,
    // documented as text, sent as an object: `{ "contact_email": "…" }`
    default_group_settings: Attribute.json,
    description: Attribute.string,
    name: Attribute.string,
    position: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    public_church_center_web_url: Attribute.string
  },
  lenient: true
})

type Shape = typeof groupTypeShape

/** The type of {@link GroupType}, by its name. */
export interface GroupType extends Shape {}

/**
 * A kind of group.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/group_type
 * @since 0.1.0
 * @category models
 */
export const GroupType: GroupType = groupTypeShape
