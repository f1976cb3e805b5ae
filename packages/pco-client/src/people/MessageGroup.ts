// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { App } from "./resource/App.ts"
import { Message } from "./resource/Message.ts"
import { MessageGroup } from "./resource/MessageGroup.ts"
import { Person } from "./resource/Person.ts"

export {
  /** A message and all whom it was sent to. */
  MessageGroup
}

const include = { app: App, from: Person, messages: Message }

const capabilities = {
  include,
  order: [
    "contains_user_generated_content",
    "created_at",
    "from_address",
    "message_count",
    "message_type",
    "reply_to_address",
    "reply_to_name",
    "subject",
    "system_message",
    "transactional_message",
    "uuid"
  ],
  where: {
    contains_user_generated_content: "boolean",
    created_at: "instant",
    from_address: "string",
    message_count: "integer",
    message_type: "string",
    reply_to_address: "string",
    reply_to_name: "string",
    subject: "string",
    system_message: "boolean",
    transactional_message: "boolean",
    uuid: "string"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every message group. */
export const list = Endpoint.list("/people/v2/message_groups", MessageGroup, capabilities)

/** One message group. */
export const get = Endpoint.get("/people/v2/message_groups/{id}", MessageGroup, { include, fields: true })

/** The message group of a message, or `NotFound` where there is none. */
export const getOfMessage = Endpoint.get(
  "/people/v2/messages/{message_id}/message_group",
  MessageGroup,
  { include, fields: true },
  { name: "people.MessageGroup.getOfMessage", below: { message_id: "people.Message" } }
)

/** The message groups of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/message_groups", MessageGroup, capabilities, {
  name: "people.MessageGroup.listOfPerson",
  below: { person_id: "people.Person" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: MessageGroup, list, get }
