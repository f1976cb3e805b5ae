// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { BlockoutException } from "./resource/BlockoutException.ts"

export {
  /** A day that a repeating blockout does not cover. */
  BlockoutException
}

/** One blockout exception. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/blockouts/{blockout_id}/blockout_exceptions/{id}",
  BlockoutException,
  { fields: true },
  { below: { person_id: "services.Person", blockout_id: "services.Blockout" } }
)

/** The blockout exceptions of a blockout. */
export const listOfBlockout = Endpoint.list(
  "/services/v2/people/{person_id}/blockouts/{blockout_id}/blockout_exceptions",
  BlockoutException,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.BlockoutException.listOfBlockout",
    below: { person_id: "services.Person", blockout_id: "services.Blockout" }
  }
)

/** Makes a blockout exception below a blockout. */
export const createBelowBlockout = Endpoint.create(
  "/services/v2/people/{person_id}/blockouts/{blockout_id}/blockout_exceptions",
  BlockoutException,
  { attributes: { date: Attribute.date } },
  {
    name: "services.BlockoutException.createBelowBlockout",
    below: { person_id: "services.Person", blockout_id: "services.Blockout" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: BlockoutException,
  get,
  routes: [{ list: listOfBlockout, parent: "services.Blockout", covers: "all" }]
}
