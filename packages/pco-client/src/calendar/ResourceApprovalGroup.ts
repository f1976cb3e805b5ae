// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"

export {
  /** People who decide about wishes for a resource. */
  ResourceApprovalGroup
}

const include = {
  people: Person,
  "people.organization": Organization,
  resources: Resource,
  "resources.resource_approval_groups": ResourceApprovalGroup,
  "resources.resource_folder": ResourceFolder,
  "resources.resource_questions": ResourceQuestion,
  "resources.room_setups": RoomSetup
}

const capabilities = {
  include,
  order: ["created_at", "name", "updated_at"],
  where: { created_at: "instant", id: "id", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every resource approval group. */
export const list = Endpoint.list("/calendar/v2/resource_approval_groups", ResourceApprovalGroup, capabilities)

/** One resource approval group. */
export const get = Endpoint.get("/calendar/v2/resource_approval_groups/{id}", ResourceApprovalGroup, {
  include,
  fields: true
})

/** The resource approval groups of a resource. */
export const listOfResource = Endpoint.list(
  "/calendar/v2/resources/{resource_id}/resource_approval_groups",
  ResourceApprovalGroup,
  capabilities,
  { name: "calendar.ResourceApprovalGroup.listOfResource", below: { resource_id: "calendar.Resource" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ResourceApprovalGroup, list, get }
