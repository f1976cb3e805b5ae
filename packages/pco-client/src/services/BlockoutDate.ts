// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { BlockoutDate } from "./resource/BlockoutDate.ts"

export {
  /** One stretch of time that a blockout covers. */
  BlockoutDate
}

/** One blockout date. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/blockouts/{blockout_id}/blockout_dates/{id}",
  BlockoutDate,
  { fields: true },
  { below: { person_id: "services.Person", blockout_id: "services.Blockout" } }
)

/** The blockout dates of a blockout. */
export const listOfBlockout = Endpoint.list(
  "/services/v2/people/{person_id}/blockouts/{blockout_id}/blockout_dates",
  BlockoutDate,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.BlockoutDate.listOfBlockout",
    below: { person_id: "services.Person", blockout_id: "services.Blockout" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: BlockoutDate,
  get,
  routes: [{ list: listOfBlockout, parent: "services.Blockout", covers: "all" }]
}
