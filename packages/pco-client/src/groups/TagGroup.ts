// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { TagGroup } from "./resource/TagGroup.ts"

export {
  /** A group of labels for groups. */
  TagGroup
}

/** Every tag group. */
export const list = Endpoint.list("/groups/v2/tag_groups", TagGroup, {
  filter: ["public"],
  order: ["name", "position"],
  where: { name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One tag group. */
export const get = Endpoint.get("/groups/v2/tag_groups/{id}", TagGroup, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: TagGroup, list, get }
