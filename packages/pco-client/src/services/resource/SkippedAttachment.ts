// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const skippedAttachmentShape = Resource.make("services", "SkippedAttachment", {
  attributes: { skipped: Attribute.boolean },
  relationships: {
    attachment: { to: "services.Attachment", required: false },
    person: { to: "services.Person", required: false }
  },
  lenient: true
})

type Shape = typeof skippedAttachmentShape

/** The type of {@link SkippedAttachment}, by its name. */
export interface SkippedAttachment extends Shape {}

/**
 * That somebody did not want to hear an attachment in the player.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/skipped_attachment
 * @since 0.1.0
 * @category models
 */
export const SkippedAttachment: SkippedAttachment = skippedAttachmentShape
