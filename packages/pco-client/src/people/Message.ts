// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Message } from "./resource/Message.ts"
import { MessageGroup } from "./resource/MessageGroup.ts"
import { Person } from "./resource/Person.ts"

export {
  /** One email or text message, to one person. */
  Message
}

const include = { message_group: MessageGroup, to: Person }

const capabilities = {
  include,
  order: [
    "app_name",
    "bounced_at",
    "created_at",
    "delivery_status",
    "file",
    "from_address",
    "from_name",
    "kind",
    "reject_reason",
    "rejection_notification_sent_at",
    "sent_at",
    "subject",
    "to_addresses"
  ],
  where: {
    app_name: "string",
    bounced_at: "instant",
    created_at: "instant",
    delivery_status: "string",
    file: "string",
    from_address: "string",
    kind: "string",
    reject_reason: "string",
    rejection_notification_sent_at: "instant",
    sent_at: "instant",
    subject: "string",
    to_addresses: "string"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every message. */
export const list = Endpoint.list("/people/v2/messages", Message, { ...capabilities, filter: ["created_after"] })

/** One message. */
export const get = Endpoint.get("/people/v2/messages/{id}", Message, { include, fields: true })

/** The messages of a message group. */
export const listOfMessageGroup = Endpoint.list(
  "/people/v2/message_groups/{message_group_id}/messages",
  Message,
  capabilities,
  { name: "people.Message.listOfMessageGroup", below: { message_group_id: "people.MessageGroup" } }
)

/** The messages of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/messages",
  Message,
  { ...capabilities, filter: ["created_after", "received", "sent", "unread"] },
  { name: "people.Message.listOfPerson", below: { person_id: "people.Person" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Message, list, get }
