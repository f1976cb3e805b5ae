// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ItemNoteCategory } from "./resource/ItemNoteCategory.ts"

export {
  /** Whom remarks on items are for. */
  ItemNoteCategory
}

/** One item note category. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/item_note_categories/{id}",
  ItemNoteCategory,
  { fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The item note category of an item note, or `NotFound` where there is none. */
export const getOfItemNote = Endpoint.get(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/item_notes/{item_note_id}/item_note_category",
  ItemNoteCategory,
  { fields: true },
  {
    name: "services.ItemNoteCategory.getOfItemNote",
    below: { song_id: "services.Song", last_scheduled_item_id: "services.Item", item_note_id: "services.ItemNote" }
  }
)

/** The item note categories of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/item_note_categories",
  ItemNoteCategory,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.ItemNoteCategory.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ItemNoteCategory,
  get,
  routes: [{ list: listOfServiceType, parent: "services.ServiceType", covers: "all" }]
}
