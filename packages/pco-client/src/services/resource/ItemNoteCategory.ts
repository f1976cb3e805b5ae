// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const itemNoteCategoryShape = Resource.make("services", "ItemNoteCategory", {
  attributes: {
    created_at: Attribute.instant,
    deleted_at: Attribute.instant,
    frequently_used: Attribute.boolean,
    name: Attribute.string,
    sequence: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: { service_type: { to: "services.ServiceType", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof itemNoteCategoryShape

/** The type of {@link ItemNoteCategory}, by its name. */
export interface ItemNoteCategory extends Shape {}

/**
 * Whom remarks on items are for.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/item_note_category
 * @since 0.1.0
 * @category models
 */
export const ItemNoteCategory: ItemNoteCategory = itemNoteCategoryShape
