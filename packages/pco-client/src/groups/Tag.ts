// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Tag } from "./resource/Tag.ts"

export {
  /** A label by which groups are found. */
  Tag
}

const capabilities = {
  order: ["name", "position"],
  where: { id: "id", name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every tag. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/groups/v2/tags", Tag, capabilities)

/** One tag. */
export const get = Endpoint.get("/groups/v2/tags/{id}", Tag, { fields: true })

/** The tags of a group. */
export const listOfGroup = Endpoint.list("/groups/v2/groups/{group_id}/tags", Tag, capabilities, {
  name: "groups.Tag.listOfGroup",
  below: { group_id: "groups.Group" }
})

/** The tags of a tag group. */
export const listOfTagGroup = Endpoint.list("/groups/v2/tag_groups/{tag_group_id}/tags", Tag, capabilities, {
  name: "groups.Tag.listOfTagGroup",
  below: { tag_group_id: "groups.TagGroup" }
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Tag,
  get,
  routes: [
    { list: listOfGroup, parent: "groups.Group", covers: "some" },
    { list: listOfTagGroup, parent: "groups.TagGroup", covers: "all" }
  ]
}
