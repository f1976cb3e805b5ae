// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("groups", "Organization", {
  attributes: { name: Attribute.string, time_zone: Attribute.string },
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, as far as its groups go.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
