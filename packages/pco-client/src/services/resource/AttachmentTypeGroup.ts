// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attachmentTypeGroupShape = Resource.make("services", "AttachmentTypeGroup", {
  attributes: { name: Attribute.string, readonly: Attribute.boolean },
  lenient: true
})

type Shape = typeof attachmentTypeGroupShape

/** The type of {@link AttachmentTypeGroup}, by its name. */
export interface AttachmentTypeGroup extends Shape {}

/**
 * A group of attachment types.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/attachment_type_group
 * @since 0.1.0
 * @category models
 */
export const AttachmentTypeGroup: AttachmentTypeGroup = attachmentTypeGroupShape
