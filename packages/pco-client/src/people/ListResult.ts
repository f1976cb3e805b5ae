// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ListResult } from "./resource/ListResult.ts"

export {
  /** That a person is on a list. */
  ListResult
}

/** One list result. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/list_results/{id}",
  ListResult,
  { fields: true },
  { below: { list_id: "people.List" } }
)

/** The list results of a list. */
export const listOfList = Endpoint.list(
  "/people/v2/lists/{list_id}/list_results",
  ListResult,
  { order: ["created_at", "updated_at"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "people.ListResult.listOfList", below: { list_id: "people.List" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ListResult,
  get,
  routes: [{ list: listOfList, parent: "people.List", covers: "all" }]
}
