// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource as Described } from "@openfaith/client-core"

const resourceShape = Described.make("groups", "Resource", {
  attributes: {
    description: Attribute.string,
    last_updated: Attribute.instant,
    name: Attribute.string,
    type: Attribute.string,
    // documented values: leaders, members
    visibility: Attribute.string
  },
  relationships: { created_by: { to: "groups.Person", required: false } },
  lenient: true
})

type Shape = typeof resourceShape

/** The type of {@link Resource}, by its name. */
export interface Resource extends Shape {}

/**
 * A file or a link that a group keeps.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/resource
 * @since 0.1.0
 * @category models
 */
export const Resource: Resource = resourceShape
