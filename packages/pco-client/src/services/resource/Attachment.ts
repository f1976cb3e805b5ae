// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attachmentShape = Resource.make("services", "Attachment", {
  attributes: {
    allow_mp3_download: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    attachable_type: Attribute.string,
    content: Attribute.string,
    content_type: Attribute.string,
    created_at: Attribute.instant,
    // only for those with the permission `soft_deletable`
    deleted_at: Attribute.instant,
    display_name: Attribute.string,
    downloadable: Attribute.boolean,
    file_size: Attribute.integer,
    // sent only where `fields` names it
    file_upload_identifier: Attribute.string,
    filename: Attribute.string,
    filetype: Attribute.string,
    has_preview: Attribute.boolean,
    import_to_item_details: Attribute.boolean,
    licenses_purchased: Attribute.integer,
    licenses_remaining: Attribute.integer,
    licenses_used: Attribute.integer,
    linked_url: Attribute.string,
    page_order: Attribute.string,
    pco_type: Attribute.string,
    remote_link: Attribute.string,
    streamable: Attribute.boolean,
    thumbnail_url: Attribute.string,
    transposable: Attribute.boolean,
    updated_at: Attribute.instant,
    url: Attribute.string,
    web_streamable: Attribute.boolean
  },
  relationships: {
    administrator: { to: "services.Person", required: false },
    attachable: {
      to: "services.Attachable",
      required: false,
      among: [
        "services.Plan",
        "services.Song",
        "services.Arrangement",
        "services.Key",
        "services.ServiceType",
        "services.Item",
        "services.Media"
      ]
    },
    attachment_types: { to: "services.AttachmentType", required: false, many: true },
    created_by: { to: "services.Person", required: false },
    updated_by: { to: "services.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof attachmentShape

/** The type of {@link Attachment}, by its name. */
export interface Attachment extends Shape {}

/**
 * A file that hangs from a song, a plan, an item or the like.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/attachment
 * @since 0.1.0
 * @category models
 */
export const Attachment: Attachment = attachmentShape
