// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Folder } from "./resource/Folder.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { TimePreferenceOption } from "./resource/TimePreferenceOption.ts"

export {
  /** A folder of service types or of other folders. */
  Folder
}

const include = { service_types: ServiceType, "service_types.time_preference_options": TimePreferenceOption }

const capabilities = {
  include,
  order: ["name"],
  where: { parent_id: "integer" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every folder. */
export const list = Endpoint.list("/services/v2/folders", Folder, capabilities)

/** One folder. */
export const get = Endpoint.get("/services/v2/folders/{id}", Folder, { include, fields: true })

/** The folders of a folder. */
export const listOfFolder = Endpoint.list("/services/v2/folders/{folder_id}/folders", Folder, capabilities, {
  name: "services.Folder.listOfFolder",
  below: { folder_id: "services.Folder" }
})

/** The folder of a tag group, or `NotFound` where there is none. */
export const getOfTagGroup = Endpoint.get(
  "/services/v2/tag_groups/{tag_group_id}/folder",
  Folder,
  { include, fields: true },
  { name: "services.Folder.getOfTagGroup", below: { tag_group_id: "services.TagGroup" } }
)

/** Makes a folder. */
export const create = Endpoint.create("/services/v2/folders", Folder, {
  attributes: { campus_id: Attribute.id, name: Attribute.string, parent_id: Attribute.id },
  relationships: { campus: { type: "Campus" }, parent: { type: "Folder" } }
})

/** Changes a folder. */
export const update = Endpoint.update(
  "/services/v2/folders/{id}",
  Folder,
  {
    attributes: { campus_id: Attribute.id, name: Attribute.string, parent_id: Attribute.id },
    relationships: { campus: { type: "Campus" }, parent: { type: "Folder" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/folders/{id}", Folder)

export {
  /** Removes a folder. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Folder, list, get }
