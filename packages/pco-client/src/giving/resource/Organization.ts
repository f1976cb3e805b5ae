// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("giving", "Organization", {
  attributes: { name: Attribute.string, text2give_enabled: Attribute.boolean, time_zone: Attribute.string },
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, with its settings for giving.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
