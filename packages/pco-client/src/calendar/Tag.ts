// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Event } from "./resource/Event.ts"
import { Tag } from "./resource/Tag.ts"
import { TagGroup } from "./resource/TagGroup.ts"

export {
  /** A label by which events are grouped. */
  Tag
}

const include = { tag_group: TagGroup, "tag_group.events": Event, "tag_group.tags": Tag }

const capabilities = {
  include,
  order: ["name", "position"],
  where: {
    church_center_category: "boolean",
    color: "string",
    created_at: "instant",
    id: "id",
    name: "string",
    position: "decimal",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every tag. */
export const list = Endpoint.list("/calendar/v2/tags", Tag, { ...capabilities, filter: ["individual"] })

/** One tag. */
export const get = Endpoint.get("/calendar/v2/tags/{id}", Tag, { include, fields: true })

/** The tags of an event. */
export const listOfEvent = Endpoint.list("/calendar/v2/events/{event_id}/tags", Tag, capabilities, {
  name: "calendar.Tag.listOfEvent",
  below: { event_id: "calendar.Event" }
})

/** The tags of an event instance. */
export const listOfEventInstance = Endpoint.list(
  "/calendar/v2/event_instances/{event_instance_id}/tags",
  Tag,
  capabilities,
  { name: "calendar.Tag.listOfEventInstance", below: { event_instance_id: "calendar.EventInstance" } }
)

/** The tags of a tag group. */
export const listOfTagGroup = Endpoint.list("/calendar/v2/tag_groups/{tag_group_id}/tags", Tag, capabilities, {
  name: "calendar.Tag.listOfTagGroup",
  below: { tag_group_id: "calendar.TagGroup" }
})

/** Makes a tag. */
export const create = Endpoint.create("/calendar/v2/tags", Tag, {
  attributes: {
    church_center_category: Attribute.boolean,
    color: Attribute.string,
    name: Attribute.string,
    position: Attribute.decimal
  }
})

/** Changes a tag. */
export const update = Endpoint.update(
  "/calendar/v2/tags/{id}",
  Tag,
  {
    attributes: {
      church_center_category: Attribute.boolean,
      color: Attribute.string,
      name: Attribute.string,
      position: Attribute.decimal
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/calendar/v2/tags/{id}", Tag)

export {
  /** Removes a tag. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Tag, list, get }
