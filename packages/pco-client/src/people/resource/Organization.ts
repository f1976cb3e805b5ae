// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("people", "Organization", {
  attributes: {
    avatar_url: Attribute.string,
    church_center_subdomain: Attribute.string,
    contact_website: Attribute.string,
    country_code: Attribute.string,
    created_at: Attribute.instant,
    // documented as a whole number, sent as text: `%m/%d/%Y`
    date_format: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    grades: Attribute.json,
    name: Attribute.string,
    time_zone: Attribute.string
  },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, with its settings for people.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
