// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Resource } from "./resource/Resource.ts"

export {
  /** A file or a link that a group keeps. */
  Resource
}

const capabilities = { order: ["last_updated", "name"], fields: true, perPage: { default: 25, max: 100 } } as const

/** One resource. */
export const get = Endpoint.get(
  "/groups/v2/group_types/{group_type_id}/resources/{id}",
  Resource,
  { fields: true },
  { below: { group_type_id: "groups.GroupType" } }
)

/** The resources of a group. */
export const listOfGroup = Endpoint.list(
  "/groups/v2/groups/{group_id}/resources",
  Resource,
  { ...capabilities, filter: ["leaders"] },
  { name: "groups.Resource.listOfGroup", below: { group_id: "groups.Group" } }
)

/** The resources of a group type. */
export const listOfGroupType = Endpoint.list(
  "/groups/v2/group_types/{group_type_id}/resources",
  Resource,
  capabilities,
  { name: "groups.Resource.listOfGroupType", below: { group_type_id: "groups.GroupType" } }
)

/** The `download` of a resource, or `NotFound` where there is none. */
export const getDownloadOfResource = Endpoint.get(
  "/groups/v2/group_types/{group_type_id}/resources/{resource_id}/download",
  Resource,
  { fields: true },
  {
    name: "groups.Resource.getDownloadOfResource",
    below: { group_type_id: "groups.GroupType", resource_id: "groups.Resource" }
  }
)

/** The `visit` of a resource, or `NotFound` where there is none. */
export const getVisitOfResource = Endpoint.get(
  "/groups/v2/group_types/{group_type_id}/resources/{resource_id}/visit",
  Resource,
  { fields: true },
  {
    name: "groups.Resource.getVisitOfResource",
    below: { group_type_id: "groups.GroupType", resource_id: "groups.Resource" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Resource,
  get,
  routes: [
    { list: listOfGroup, parent: "groups.Group", covers: "some" },
    { list: listOfGroupType, parent: "groups.GroupType", covers: "some" }
  ]
}
