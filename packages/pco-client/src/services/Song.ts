// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Song } from "./resource/Song.ts"

export {
  /** A song, which is played by its arrangements. */
  Song
}

/** Every song. */
export const list = Endpoint.list("/services/v2/songs", Song, {
  order: ["created_at", "last_scheduled_at", "title", "updated_at"],
  where: { author: "string", ccli_number: "integer", hidden: "boolean", themes: "string", title: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One song. */
export const get = Endpoint.get("/services/v2/songs/{id}", Song, { fields: true })

/** The song of an item, or `NotFound` where there is none. */
export const getOfItem = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/song",
  Song,
  { fields: true },
  {
    name: "services.Song.getOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** Makes a song. */
export const create = Endpoint.create("/services/v2/songs", Song, {
  attributes: {
    admin: Attribute.string,
    author: Attribute.string,
    ccli_number: Attribute.integer,
    copyright: Attribute.string,
    hidden: Attribute.boolean,
    themes: Attribute.string,
    title: Attribute.string
  }
})

/** Changes a song. */
export const update = Endpoint.update(
  "/services/v2/songs/{id}",
  Song,
  {
    attributes: {
      admin: Attribute.string,
      author: Attribute.string,
      ccli_number: Attribute.integer,
      copyright: Attribute.string,
      hidden: Attribute.boolean,
      themes: Attribute.string,
      title: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/songs/{id}", Song)

export {
  /** Removes a song. */
  destroy as delete
}

/** Replaces all tags of a song. */
export const assignTags = Endpoint.action("/services/v2/songs/{song_id}/assign_tags", {
  name: "services.Song.assignTags",
  below: { song_id: "services.Song" },
  type: "TagAssignment",
  writable: { relationships: { tags: { type: "Tag", many: true } } },
  repeatable: true
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Song, list, get }
