// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const messageGroupShape = Resource.make("people", "MessageGroup", {
  attributes: {
    contains_user_generated_content: Attribute.boolean,
    created_at: Attribute.instant,
    from_address: Attribute.string,
    message_count: Attribute.integer,
    message_type: Attribute.string,
    reply_to_address: Attribute.string,
    reply_to_name: Attribute.string,
    subject: Attribute.string,
    system_message: Attribute.boolean,
    transactional_message: Attribute.boolean,
    uuid: Attribute.string
  },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof messageGroupShape

/** The type of {@link MessageGroup}, by its name. */
export interface MessageGroup extends Shape {}

/**
 * A message and all whom it was sent to.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/message_group
 * @since 0.1.0
 * @category models
 */
export const MessageGroup: MessageGroup = messageGroupShape
