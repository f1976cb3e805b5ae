// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const messageShape = Resource.make("people", "Message", {
  attributes: {
    app_name: Attribute.string,
    bounced_at: Attribute.instant,
    created_at: Attribute.instant,
    delivery_status: Attribute.string,
    // only for those with the permission `private`
    file: Attribute.string,
    from_address: Attribute.string,
    from_name: Attribute.string,
    // documented values: email, sms, church_center_message
    kind: Attribute.string,
    message_type: Attribute.string,
    read_at: Attribute.instant,
    reject_reason: Attribute.string,
    rejection_notification_sent_at: Attribute.instant,
    sent_at: Attribute.instant,
    subject: Attribute.string,
    to_addresses: Attribute.string
  },
  relationships: {
    from: { to: "people.Person", required: false },
    message_group: { to: "people.MessageGroup", required: false },
    to: { to: "people.Person", required: false }
  },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof messageShape

/** The type of {@link Message}, by its name. */
export interface Message extends Shape {}

/**
 * One email or text message, to one person.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/message
 * @since 0.1.0
 * @category models
 */
export const Message: Message = messageShape
