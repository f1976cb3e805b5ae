// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("registrations", "Organization", {
  attributes: { created_at: Attribute.instant, name: Attribute.string, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, as far as its signups go.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
