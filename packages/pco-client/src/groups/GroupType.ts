// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { GroupType } from "./resource/GroupType.ts"

export {
  /** A kind of group. */
  GroupType
}

/** Every group type. */
export const list = Endpoint.list("/groups/v2/group_types", GroupType, {
  filter: ["church_center_visible", "not_church_center_visible"],
  order: ["name", "position"],
  where: { id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One group type. */
export const get = Endpoint.get("/groups/v2/group_types/{id}", GroupType, { fields: true })

/** The group type of a group, or `NotFound` where there is none. */
export const getOfGroup = Endpoint.get(
  "/groups/v2/groups/{group_id}/group_type",
  GroupType,
  { fields: true },
  { name: "groups.GroupType.getOfGroup", below: { group_id: "groups.Group" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: GroupType, list, get }
