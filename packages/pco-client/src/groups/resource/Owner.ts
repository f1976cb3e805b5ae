// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const ownerShape = Resource.make("groups", "Owner", {
  attributes: { avatar_url: Attribute.string, first_name: Attribute.string, last_name: Attribute.string },
  lenient: true
})

type Shape = typeof ownerShape

/** The type of {@link Owner}, by its name. */
export interface Owner extends Shape {}

/**
 * Whoever wrote a remark about a meeting.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/owner
 * @since 0.1.0
 * @category models
 */
export const Owner: Owner = ownerShape
