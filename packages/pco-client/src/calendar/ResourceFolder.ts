// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"

export {
  /** A folder of rooms or of other resources. */
  ResourceFolder
}

const include = {
  resources: Resource,
  "resources.resource_approval_groups": ResourceApprovalGroup,
  "resources.resource_folder": ResourceFolder,
  "resources.resource_questions": ResourceQuestion,
  "resources.room_setups": RoomSetup
}

/** Every resource folder. */
export const list = Endpoint.list("/calendar/v2/resource_folders", ResourceFolder, {
  filter: ["resources", "rooms"],
  include,
  order: ["ancestry", "created_at", "name", "updated_at"],
  where: { ancestry: "string", created_at: "instant", name: "string", path_name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One resource folder. */
export const get = Endpoint.get("/calendar/v2/resource_folders/{id}", ResourceFolder, { include, fields: true })

/** The resource folder of a resource, or `NotFound` where there is none. */
export const getOfResource = Endpoint.get(
  "/calendar/v2/resources/{resource_id}/resource_folder",
  ResourceFolder,
  { include, fields: true },
  { name: "calendar.ResourceFolder.getOfResource", below: { resource_id: "calendar.Resource" } }
)

/** Makes a resource folder. */
export const create = Endpoint.create("/calendar/v2/resource_folders", ResourceFolder, {
  attributes: { kind: Attribute.string, name: Attribute.string }
})

/** Changes a resource folder. */
export const update = Endpoint.update(
  "/calendar/v2/resource_folders/{id}",
  ResourceFolder,
  { attributes: { name: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/calendar/v2/resource_folders/{id}", ResourceFolder)

export {
  /** Removes a resource folder. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ResourceFolder, list, get }
