// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const socialProfileShape = Resource.make("people", "SocialProfile", {
  attributes: {
    created_at: Attribute.instant,
    site: Attribute.string,
    updated_at: Attribute.instant,
    url: Attribute.string,
    verified: Attribute.boolean
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof socialProfileShape

/** The type of {@link SocialProfile}, by its name. */
export interface SocialProfile extends Shape {}

/**
 * A person's name at a social network.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/social_profile
 * @since 0.1.0
 * @category models
 */
export const SocialProfile: SocialProfile = socialProfileShape
