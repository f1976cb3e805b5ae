// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attachmentActivityShape = Resource.make("services", "AttachmentActivity", {
  attributes: { activity_type: Attribute.string, attachment_url: Attribute.string, date: Attribute.date },
  relationships: { attachment: { to: "services.Attachment", required: false } },
  lenient: true
})

type Shape = typeof attachmentActivityShape

/** The type of {@link AttachmentActivity}, by its name. */
export interface AttachmentActivity extends Shape {}

/**
 * That somebody has looked at an attachment.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/attachment_activity
 * @since 0.1.0
 * @category models
 */
export const AttachmentActivity: AttachmentActivity = attachmentActivityShape
