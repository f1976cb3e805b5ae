// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Zoom } from "./resource/Zoom.ts"

export {
  /** How far and where an attachment was zoomed to by whoever asks. */
  Zoom
}

const capabilities = { fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The zooms of an attachment of a media. Documented, though nothing else in the API leads there: it may answer with
 * `NotFound`.
 */
export const listOfAttachmentOfMedia = Endpoint.list(
  "/services/v2/media/{media_id}/attachments/{attachment_id}/zooms",
  Zoom,
  capabilities,
  {
    name: "services.Zoom.listOfAttachmentOfMedia",
    below: { media_id: "services.Media", attachment_id: "services.Attachment" }
  }
)

/** One zoom. */
export const get = Endpoint.get(
  "/services/v2/media/{media_id}/attachments/{attachment_id}/zooms/{id}",
  Zoom,
  { fields: true },
  { below: { media_id: "services.Media", attachment_id: "services.Attachment" } }
)

/** The zooms of an attachment. */
export const listOfAttachment = Endpoint.list("/services/v2/attachments/{attachment_id}/zooms", Zoom, capabilities, {
  name: "services.Zoom.listOfAttachment",
  below: { attachment_id: "services.Attachment" }
})

/** Makes a zoom below an attachment. */
export const createBelowAttachment = Endpoint.create(
  "/services/v2/attachments/{attachment_id}/zooms",
  Zoom,
  {
    attributes: {
      aspect_ratio: Attribute.decimal,
      x_offset: Attribute.decimal,
      y_offset: Attribute.decimal,
      zoom_level: Attribute.decimal
    }
  },
  { name: "services.Zoom.createBelowAttachment", below: { attachment_id: "services.Attachment" } }
)

/** Changes a zoom. */
export const update = Endpoint.update(
  "/services/v2/media/{media_id}/attachments/{attachment_id}/zooms/{id}",
  Zoom,
  { attributes: { x_offset: Attribute.decimal, y_offset: Attribute.decimal, zoom_level: Attribute.decimal } },
  { below: { media_id: "services.Media", attachment_id: "services.Attachment" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/media/{media_id}/attachments/{attachment_id}/zooms/{id}", Zoom, {
  below: { media_id: "services.Media", attachment_id: "services.Attachment" }
})

export {
  /** Removes a zoom. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Zoom,
  get,
  routes: [{ list: listOfAttachment, parent: "services.Attachment", covers: "all" }]
}
