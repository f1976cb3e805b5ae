// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ListStar } from "./resource/ListStar.ts"

export {
  /** That a list is marked by whoever asks. */
  ListStar
}

/** One list star. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/star/{id}",
  ListStar,
  { fields: true },
  { below: { list_id: "people.List" } }
)

/** The `star` of a list, or `NotFound` where there is none. */
export const getOfList = Endpoint.get(
  "/people/v2/lists/{list_id}/star",
  ListStar,
  { fields: true },
  { name: "people.ListStar.getOfList", below: { list_id: "people.List" } }
)

/** Makes a list star below a list. */
export const createBelowList = Endpoint.create(
  "/people/v2/lists/{list_id}/star",
  ListStar,
  {},
  { name: "people.ListStar.createBelowList", below: { list_id: "people.List" } }
)

const destroy = Endpoint.delete("/people/v2/lists/{list_id}/star/{id}", ListStar, { below: { list_id: "people.List" } })

export {
  /** Removes a list star. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ListStar,
  get,
  routes: [{ list: getOfList, parent: "people.List", covers: "all" }]
}
