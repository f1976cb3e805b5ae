// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { App } from "./resource/App.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { MaritalStatus } from "./resource/MaritalStatus.ts"
import { Message } from "./resource/Message.ts"
import { MessageGroup } from "./resource/MessageGroup.ts"
import { NamePrefix } from "./resource/NamePrefix.ts"
import { NameSuffix } from "./resource/NameSuffix.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** A message and all whom it was sent to. */
  MessageGroup
}

const include = {
  app: App,
  from: Person,
  "from.addresses": Address,
  "from.emails": Email,
  "from.field_data": FieldDatum,
  "from.households": Household,
  "from.inactive_reason": InactiveReason,
  "from.marital_status": MaritalStatus,
  "from.name_prefix": NamePrefix,
  "from.name_suffix": NameSuffix,
  "from.organization": Organization,
  "from.person_apps": PersonApp,
  "from.phone_numbers": PhoneNumber,
  "from.platform_notifications": PlatformNotification,
  "from.primary_campus": Campus,
  "from.school": SchoolOption,
  "from.social_profiles": SocialProfile,
  messages: Message,
  "messages.message_group": MessageGroup,
  "messages.to": Person
}

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
