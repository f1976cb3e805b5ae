// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const listCategoryShape = Resource.make("people", "ListCategory", {
  attributes: {
    created_at: Attribute.instant,
    name: Attribute.string,
    organization_id: Attribute.id,
    updated_at: Attribute.instant
  },
  relationships: { organization: { to: "people.Organization", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof listCategoryShape

/** The type of {@link ListCategory}, by its name. */
export interface ListCategory extends Shape {}

/**
 * A group of lists.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/list_category
 * @since 0.1.0
 * @category models
 */
export const ListCategory: ListCategory = listCategoryShape
