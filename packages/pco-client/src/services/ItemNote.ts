// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { ItemNote } from "./resource/ItemNote.ts"
import { ItemNoteCategory } from "./resource/ItemNoteCategory.ts"

export {
  /** A remark on one item of a plan, for one kind of helper. */
  ItemNote
}

const include = { item_note_category: ItemNoteCategory }

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The item notes of a last scheduled item of a song. Documented, though nothing else in the API leads there: it may
 * answer with `NotFound`.
 */
export const listOfLastScheduledItemOfSong = Endpoint.list(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/item_notes",
  ItemNote,
  capabilities,
  {
    name: "services.ItemNote.listOfLastScheduledItemOfSong",
    below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" }
  }
)

/** One item note. */
export const get = Endpoint.get(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/item_notes/{id}",
  ItemNote,
  { include, fields: true },
  { below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" } }
)

/** The item notes of an item. */
export const listOfItem = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/item_notes",
  ItemNote,
  capabilities,
  {
    name: "services.ItemNote.listOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** Makes an item note below an item. */
export const createBelowItem = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/item_notes",
  ItemNote,
  { attributes: { content: Attribute.string }, relationships: { item_note_category: { type: "ItemNoteCategory" } } },
  {
    name: "services.ItemNote.createBelowItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** Changes an item note. */
export const update = Endpoint.update(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/item_notes/{id}",
  ItemNote,
  { attributes: { content: Attribute.string }, relationships: { item_note_category: { type: "ItemNoteCategory" } } },
  { below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/item_notes/{id}",
  ItemNote,
  { below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" } }
)

export {
  /** Removes an item note. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ItemNote,
  get,
  routes: [{ list: listOfItem, parent: "services.Item", covers: "all" }]
}
