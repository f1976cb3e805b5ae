// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Enrollment } from "./resource/Enrollment.ts"

export {
  /** Whether and how people may join a group. */
  Enrollment
}

/** One enrollment. */
export const get = Endpoint.get(
  "/groups/v2/groups/{group_id}/enrollment/{id}",
  Enrollment,
  { fields: true },
  { below: { group_id: "groups.Group" } }
)

/** The enrollment of a group, or `NotFound` where there is none. */
export const getOfGroup = Endpoint.get(
  "/groups/v2/groups/{group_id}/enrollment",
  Enrollment,
  { fields: true },
  { name: "groups.Enrollment.getOfGroup", below: { group_id: "groups.Group" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Enrollment,
  get,
  routes: [{ list: getOfGroup, parent: "groups.Group", covers: "all" }]
}
