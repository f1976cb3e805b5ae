// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const itemNoteShape = Resource.make("services", "ItemNote", {
  attributes: {
    category_name: Attribute.string,
    content: Attribute.string,
    created_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  relationships: {
    item: { to: "services.Item", required: true },
    item_note_category: { to: "services.ItemNoteCategory", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof itemNoteShape

/** The type of {@link ItemNote}, by its name. */
export interface ItemNote extends Shape {}

/**
 * A remark on one item of a plan, for one kind of helper.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/item_note
 * @since 0.1.0
 * @category models
 */
export const ItemNote: ItemNote = itemNoteShape
