// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const contributorShape = Resource.make("services", "Contributor", {
  attributes: {
    contributable_action: Attribute.string,
    contributable_category: Attribute.string,
    contributable_type: Attribute.string,
    created_at: Attribute.instant,
    full_name: Attribute.string,
    photo_thumbnail_url: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { person: { to: "services.Person", required: false }, plan: { to: "services.Plan", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof contributorShape

/** The type of {@link Contributor}, by its name. */
export interface Contributor extends Shape {}

/**
 * Somebody who has worked on a plan, and when last.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/contributor
 * @since 0.1.0
 * @category models
 */
export const Contributor: Contributor = contributorShape
