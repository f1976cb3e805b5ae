// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ItemTime } from "./resource/ItemTime.ts"

export {
  /** When an item began and ended at one of the times of its plan. */
  ItemTime
}

const capabilities = { fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The item times of a last scheduled item of a song. Documented, though nothing else in the API leads there: it may
 * answer with `NotFound`.
 */
export const listOfLastScheduledItemOfSong = Endpoint.list(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/item_times",
  ItemTime,
  capabilities,
  {
    name: "services.ItemTime.listOfLastScheduledItemOfSong",
    below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" }
  }
)

/** One item time. */
export const get = Endpoint.get(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/item_times/{id}",
  ItemTime,
  { fields: true },
  { below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" } }
)

/** The item times of an item. */
export const listOfItem = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/item_times",
  ItemTime,
  capabilities,
  {
    name: "services.ItemTime.listOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** The `current_item_time` of a live, or `NotFound` where there is none. */
export const getCurrentItemTimeOfLive = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/current_item_time",
  ItemTime,
  { fields: true },
  {
    name: "services.ItemTime.getCurrentItemTimeOfLive",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** The `next_item_time` of a live, or `NotFound` where there is none. */
export const getNextItemTimeOfLive = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/next_item_time",
  ItemTime,
  { fields: true },
  {
    name: "services.ItemTime.getNextItemTimeOfLive",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ItemTime,
  get,
  routes: [{ list: listOfItem, parent: "services.Item", covers: "all" }]
}
