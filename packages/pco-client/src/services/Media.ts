// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Media } from "./resource/Media.ts"
import { Zoom } from "./resource/Zoom.ts"

export {
  /** A picture, a film, a recording, as the library keeps it. */
  Media
}

const include = { attachments: Attachment, "attachments.zooms": Zoom }

const capabilities = {
  include,
  order: ["created_at", "title", "updated_at"],
  where: { creator_name: "string", id: "id", themes: "string", title: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every media. */
export const list = Endpoint.list("/services/v2/media", Media, {
  ...capabilities,
  filter: [
    "archived",
    "audio",
    "background_audio",
    "background_image",
    "background_video",
    "countdown",
    "curriculum",
    "document",
    "drama",
    "image",
    "not_archived",
    "powerpoint",
    "song_video",
    "video"
  ]
})

/** One media. */
export const get = Endpoint.get("/services/v2/media/{id}", Media, { include, fields: true })

/** The media of an item. */
export const listOfItem = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/media",
  Media,
  capabilities,
  {
    name: "services.Media.listOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** Makes a media. */
export const create = Endpoint.create("/services/v2/media", Media, {
  attributes: {
    creator_name: Attribute.string,
    media_type: Attribute.string,
    themes: Attribute.string,
    title: Attribute.string
  }
})

/** Changes a media. */
export const update = Endpoint.update(
  "/services/v2/media/{id}",
  Media,
  {
    attributes: {
      creator_name: Attribute.string,
      media_type: Attribute.string,
      themes: Attribute.string,
      title: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/media/{id}", Media)

export {
  /** Removes a media. */
  destroy as delete
}

/** Puts something of the library away, now or at a later `time`. */
export const archive = Endpoint.action("/services/v2/media/{media_id}/archive", {
  name: "services.Media.archive",
  below: { media_id: "services.Media" },
  type: "MediaArchive",
  writable: { attributes: { time: Attribute.instant } },
  repeatable: true
})

/** Replaces all tags of something in the library. */
export const assignTags = Endpoint.action("/services/v2/media/{media_id}/assign_tags", {
  name: "services.Media.assignTags",
  below: { media_id: "services.Media" },
  type: "TagAssignment",
  writable: { relationships: { tags: { type: "Tag", many: true } } },
  repeatable: true
})

/** Brings something of the library back. */
export const unarchive = Endpoint.action("/services/v2/media/{media_id}/unarchive", {
  name: "services.Media.unarchive",
  below: { media_id: "services.Media" },
  repeatable: true
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Media, list, get }
