// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("publishing", "Organization", {
  attributes: {
    // sent only where `fields` names it
    downloads_used: Attribute.integer,
    name: Attribute.string,
    subdomain: Attribute.string
  },
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, with what it may store.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
