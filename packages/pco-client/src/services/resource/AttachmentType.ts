// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attachmentTypeShape = Resource.make("services", "AttachmentType", {
  attributes: {
    // only for those with the permission `editor`
    aliases: Attribute.string,
    built_in: Attribute.boolean,
    // only for those with the permission `editor`
    capoed_chord_charts: Attribute.boolean,
    // only for those with the permission `editor`
    chord_charts: Attribute.boolean,
    // only for those with the permission `editor`
    exclusions: Attribute.string,
    // only for those with the permission `editor`
    lyrics: Attribute.boolean,
    name: Attribute.string,
    // only for those with the permission `editor`
    number_charts: Attribute.boolean,
    // only for those with the permission `editor`
    numeral_charts: Attribute.boolean
  },
  relationships: { attachment_type_group: { to: "services.AttachmentTypeGroup", required: false } },
  lenient: true
})

type Shape = typeof attachmentTypeShape

/** The type of {@link AttachmentType}, by its name. */
export interface AttachmentType extends Shape {}

/**
 * A kind of attachment, which some instruments see and others do not.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/attachment_type
 * @since 0.1.0
 * @category models
 */
export const AttachmentType: AttachmentType = attachmentTypeShape
