// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Folder } from "./resource/Folder.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { Tag } from "./resource/Tag.ts"
import { TagGroup } from "./resource/TagGroup.ts"

export {
  /** A group of labels. */
  TagGroup
}

const include = { folder: Folder, "folder.service_types": ServiceType, tags: Tag }

/** Every tag group. */
export const list = Endpoint.list("/services/v2/tag_groups", TagGroup, {
  // each belongs to exactly one of these
  complete: ["tags"],
  filter: ["arrangement", "media", "person", "song"],
  include,
  where: { name: "string", tags_for: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One tag group. */
export const get = Endpoint.get("/services/v2/tag_groups/{id}", TagGroup, { include, fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: TagGroup, list, get }
