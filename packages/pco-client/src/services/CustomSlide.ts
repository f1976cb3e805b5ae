// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { CustomSlide } from "./resource/CustomSlide.ts"

export {
  /** A slide that is made for one item of a plan. */
  CustomSlide
}

const capabilities = { fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The custom slides of a last scheduled item of a song. Documented, though nothing else in the API leads there: it may
 * answer with `NotFound`.
 */
export const listOfLastScheduledItemOfSong = Endpoint.list(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/custom_slides",
  CustomSlide,
  capabilities,
  {
    name: "services.CustomSlide.listOfLastScheduledItemOfSong",
    below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" }
  }
)

/** One custom slide. */
export const get = Endpoint.get(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/custom_slides/{id}",
  CustomSlide,
  { fields: true },
  { below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" } }
)

/** The custom slides of an item. */
export const listOfItem = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/custom_slides",
  CustomSlide,
  capabilities,
  {
    name: "services.CustomSlide.listOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** Makes a custom slide below an item. */
export const createBelowItem = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/custom_slides",
  CustomSlide,
  {
    attributes: {
      body: Attribute.string,
      enabled: Attribute.boolean,
      label: Attribute.string,
      order: Attribute.integer
    }
  },
  {
    name: "services.CustomSlide.createBelowItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** Changes a custom slide. */
export const update = Endpoint.update(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/custom_slides/{id}",
  CustomSlide,
  {
    attributes: {
      body: Attribute.string,
      enabled: Attribute.boolean,
      label: Attribute.string,
      order: Attribute.integer
    }
  },
  { below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/services/v2/songs/{song_id}/last_scheduled_item/{last_scheduled_item_id}/custom_slides/{id}",
  CustomSlide,
  { below: { song_id: "services.Song", last_scheduled_item_id: "services.Item" } }
)

export {
  /** Removes a custom slide. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: CustomSlide,
  get,
  routes: [{ list: listOfItem, parent: "services.Item", covers: "all" }]
}
