// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("current", "Organization", {
  attributes: { name: Attribute.string, subdomain: Attribute.string },
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization of whoever is signed in.
 *
 * @see https://developer.planning.center/docs/#/apps/current/2018-08-01/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
