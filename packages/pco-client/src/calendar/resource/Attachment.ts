// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attachmentShape = Resource.make("calendar", "Attachment", {
  attributes: {
    content_type: Attribute.string,
    created_at: Attribute.instant,
    description: Attribute.string,
    file_size: Attribute.integer,
    name: Attribute.string,
    updated_at: Attribute.instant,
    url: Attribute.string
  },
  relationships: { event: { to: "calendar.Event", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof attachmentShape

/** The type of {@link Attachment}, by its name. */
export interface Attachment extends Shape {}

/**
 * A file that hangs from an event.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/attachment
 * @since 0.1.0
 * @category models
 */
export const Attachment: Attachment = attachmentShape
