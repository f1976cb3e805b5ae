// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("check-ins", "Organization", {
  attributes: {
    avatar_url: Attribute.string,
    created_at: Attribute.instant,
    daily_check_ins: Attribute.integer,
    date_format_pattern: Attribute.string,
    name: Attribute.string,
    time_zone: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, with what it calls itself here.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
