// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Event } from "./resource/Event.ts"
import { Feed } from "./resource/Feed.ts"
import { Person } from "./resource/Person.ts"
import { Tag } from "./resource/Tag.ts"
import { TagGroup } from "./resource/TagGroup.ts"

export {
  /** A group of labels for events. */
  TagGroup
}

const include = {
  events: Event,
  "events.attachments": Attachment,
  "events.feed": Feed,
  "events.owner": Person,
  "events.tags": Tag,
  tags: Tag,
  "tags.tag_group": TagGroup
}

/** Every tag group. */
export const list = Endpoint.list("/calendar/v2/tag_groups", TagGroup, {
  filter: ["required"],
  include,
  order: ["name"],
  where: { created_at: "instant", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One tag group. */
export const get = Endpoint.get("/calendar/v2/tag_groups/{id}", TagGroup, { include, fields: true })

/** The tag group of a tag, or `NotFound` where there is none. */
export const getOfTag = Endpoint.get(
  "/calendar/v2/tags/{tag_id}/tag_group",
  TagGroup,
  { include, fields: true },
  { name: "calendar.TagGroup.getOfTag", below: { tag_id: "calendar.Tag" } }
)

/** Makes a tag group. */
export const create = Endpoint.create("/calendar/v2/tag_groups", TagGroup, {
  attributes: { name: Attribute.string, required: Attribute.boolean }
})

/** Changes a tag group. */
export const update = Endpoint.update(
  "/calendar/v2/tag_groups/{id}",
  TagGroup,
  { attributes: { name: Attribute.string, required: Attribute.boolean } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/calendar/v2/tag_groups/{id}", TagGroup)

export {
  /** Removes a tag group. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: TagGroup, list, get }
