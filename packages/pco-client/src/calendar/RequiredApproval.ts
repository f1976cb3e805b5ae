// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { RequiredApproval } from "./resource/RequiredApproval.ts"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"

export {
  /** That a group has to approve whoever wants a resource. */
  RequiredApproval
}

const include = {
  resource: Resource,
  "resource.resource_approval_groups": ResourceApprovalGroup,
  "resource.resource_folder": ResourceFolder,
  "resource.resource_questions": ResourceQuestion,
  "resource.room_setups": RoomSetup
}

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** One required approval. */
export const get = Endpoint.get(
  "/calendar/v2/resource_approval_groups/{resource_approval_group_id}/required_approvals/{id}",
  RequiredApproval,
  { include, fields: true },
  { below: { resource_approval_group_id: "calendar.ResourceApprovalGroup" } }
)

/** The required approvals of a resource. */
export const listOfResource = Endpoint.list(
  "/calendar/v2/resources/{resource_id}/required_approvals",
  RequiredApproval,
  capabilities,
  { name: "calendar.RequiredApproval.listOfResource", below: { resource_id: "calendar.Resource" } }
)

/** The required approvals of a resource approval group. */
export const listOfResourceApprovalGroup = Endpoint.list(
  "/calendar/v2/resource_approval_groups/{resource_approval_group_id}/required_approvals",
  RequiredApproval,
  { ...capabilities, filter: ["resources", "rooms"] },
  {
    name: "calendar.RequiredApproval.listOfResourceApprovalGroup",
    below: { resource_approval_group_id: "calendar.ResourceApprovalGroup" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: RequiredApproval,
  get,
  routes: [
    { list: listOfResource, parent: "calendar.Resource", covers: "all" },
    { list: listOfResourceApprovalGroup, parent: "calendar.ResourceApprovalGroup", covers: "all" }
  ]
}
