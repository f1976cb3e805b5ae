// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { AttachmentActivity } from "./resource/AttachmentActivity.ts"
import { Zoom } from "./resource/Zoom.ts"

export {
  /** A file that hangs from a song, a plan, an item or the like. */
  Attachment
}

const include = { zooms: Zoom }

const capabilities = {
  include,
  order: ["attachable_type", "created_at", "deleted_at", "filename", "filetype", "size"],
  where: { administrator_id: "integer", licenses_purchased: "integer" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every attachment. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/services/v2/attachments", Attachment, capabilities)

/** One attachment. */
export const get = Endpoint.get("/services/v2/attachments/{id}", Attachment, { include, fields: true })

/** The attachments of an arrangement. */
export const listOfArrangement = Endpoint.list(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/attachments",
  Attachment,
  capabilities,
  {
    name: "services.Attachment.listOfArrangement",
    below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }
  }
)

/** The attachments of an item. */
export const listOfItem = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/attachments",
  Attachment,
  capabilities,
  {
    name: "services.Attachment.listOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** The `selected_attachment` of an item, or `NotFound` where there is none. */
export const getSelectedAttachmentOfItem = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/selected_attachment",
  Attachment,
  { include, fields: true },
  {
    name: "services.Attachment.getSelectedAttachmentOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** The `selected_background` of an item, or `NotFound` where there is none. */
export const getSelectedBackgroundOfItem = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/selected_background",
  Attachment,
  { include, fields: true },
  {
    name: "services.Attachment.getSelectedBackgroundOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** The attachments of a key. */
export const listOfKey = Endpoint.list(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/keys/{key_id}/attachments",
  Attachment,
  capabilities,
  {
    name: "services.Attachment.listOfKey",
    below: { song_id: "services.Song", arrangement_id: "services.Arrangement", key_id: "services.Key" }
  }
)

/** The attachments of a media. */
export const listOfMedia = Endpoint.list("/services/v2/media/{media_id}/attachments", Attachment, capabilities, {
  name: "services.Attachment.listOfMedia",
  below: { media_id: "services.Media" }
})

/**
 * The `all_attachments` of a plan. With the filter `attachable_type` goes the parameter `attachable_type`. With the
 * filter `extensions` goes the parameter `extensions`.
 */
export const listAllAttachmentsOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/all_attachments",
  Attachment,
  {
    ...capabilities,
    filter: ["attachable_type", "extensions"],
    parameters: { attachable_type: "string", extensions: "string" }
  },
  {
    name: "services.Attachment.listAllAttachmentsOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** The attachments of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/attachments",
  Attachment,
  capabilities,
  {
    name: "services.Attachment.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** The attachments of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/attachments",
  Attachment,
  capabilities,
  { name: "services.Attachment.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** The attachments of a song. */
export const listOfSong = Endpoint.list("/services/v2/songs/{song_id}/attachments", Attachment, capabilities, {
  name: "services.Attachment.listOfSong",
  below: { song_id: "services.Song" }
})

/** Makes an attachment below an arrangement. */
export const createBelowArrangement = Endpoint.create(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/attachments",
  Attachment,
  {
    attributes: {
      attachment_type_ids: Attribute.json,
      content: Attribute.string,
      file_upload_identifier: Attribute.string,
      filename: Attribute.string,
      import_to_item_details: Attribute.boolean,
      page_order: Attribute.string,
      remote_link: Attribute.string
    }
  },
  {
    name: "services.Attachment.createBelowArrangement",
    below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }
  }
)

/** Changes an attachment. */
export const update = Endpoint.update(
  "/services/v2/attachments/{id}",
  Attachment,
  {
    attributes: {
      attachment_type_ids: Attribute.json,
      content: Attribute.string,
      file_upload_identifier: Attribute.string,
      filename: Attribute.string,
      import_to_item_details: Attribute.boolean,
      page_order: Attribute.string,
      remote_link: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/attachments/{id}", Attachment)

export {
  /** Removes an attachment. */
  destroy as delete
}

/** Makes an address at which the file can be fetched, `attachment_url`; that counts as looking. */
export const open = Endpoint.action("/services/v2/attachments/{attachment_id}/open", {
  name: "services.Attachment.open",
  below: { attachment_id: "services.Attachment" },
  resource: AttachmentActivity
})

/**
 * Makes an address at which a smaller version of the file can be fetched, `attachment_url`, or `NotFound` where its
 * `has_preview` is not true.
 */
export const preview = Endpoint.action("/services/v2/attachments/{attachment_id}/preview", {
  name: "services.Attachment.preview",
  below: { attachment_id: "services.Attachment" },
  resource: AttachmentActivity
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Attachment,
  get,
  routes: [
    { list: listOfArrangement, parent: "services.Arrangement", covers: "some" },
    { list: listOfItem, parent: "services.Item", covers: "some" },
    { list: listOfKey, parent: "services.Key", covers: "some" },
    { list: listOfMedia, parent: "services.Media", covers: "some" },
    { list: listAllAttachmentsOfPlan, parent: "services.Plan", covers: "some" },
    { list: listOfPlan, parent: "services.Plan", covers: "some" },
    { list: listOfServiceType, parent: "services.ServiceType", covers: "some" },
    { list: listOfSong, parent: "services.Song", covers: "some" }
  ]
}
