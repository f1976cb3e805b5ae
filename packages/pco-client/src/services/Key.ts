// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Key } from "./resource/Key.ts"

export {
  /** A key that an arrangement is played in. */
  Key
}

/** One key. */
export const get = Endpoint.get(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/keys/{id}",
  Key,
  { fields: true },
  { below: { song_id: "services.Song", arrangement_id: "services.Arrangement" } }
)

/** The keys of an arrangement. */
export const listOfArrangement = Endpoint.list(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/keys",
  Key,
  { order: ["created_at", "updated_at"], fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.Key.listOfArrangement",
    below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }
  }
)

/** The key of an item, or `NotFound` where there is none. */
export const getOfItem = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/key",
  Key,
  { fields: true },
  {
    name: "services.Key.getOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** Makes a key below an arrangement. */
export const createBelowArrangement = Endpoint.create(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/keys",
  Key,
  {
    attributes: {
      alternate_keys: Attribute.json,
      ending_key: Attribute.string,
      name: Attribute.string,
      starting_key: Attribute.string
    }
  },
  {
    name: "services.Key.createBelowArrangement",
    below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }
  }
)

/** Changes a key. */
export const update = Endpoint.update(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/keys/{id}",
  Key,
  {
    attributes: {
      alternate_keys: Attribute.json,
      ending_key: Attribute.string,
      name: Attribute.string,
      starting_key: Attribute.string
    }
  },
  { below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/songs/{song_id}/arrangements/{arrangement_id}/keys/{id}", Key, {
  below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }
})

export {
  /** Removes a key. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Key,
  get,
  routes: [{ list: listOfArrangement, parent: "services.Arrangement", covers: "all" }]
}
