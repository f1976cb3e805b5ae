// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const categoryShape = Resource.make("registrations", "Category", {
  attributes: { created_at: Attribute.instant, name: Attribute.string, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof categoryShape

/** The type of {@link Category}, by its name. */
export interface Category extends Shape {}

/**
 * A group of signups.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/category
 * @since 0.1.0
 * @category models
 */
export const Category: Category = categoryShape
