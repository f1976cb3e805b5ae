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
  /** One email or text message, to one person. */
  Message
}

const include = {
  message_group: MessageGroup,
  "message_group.app": App,
  "message_group.from": Person,
  "message_group.messages": Message,
  to: Person,
  "to.addresses": Address,
  "to.emails": Email,
  "to.field_data": FieldDatum,
  "to.households": Household,
  "to.inactive_reason": InactiveReason,
  "to.marital_status": MaritalStatus,
  "to.name_prefix": NamePrefix,
  "to.name_suffix": NameSuffix,
  "to.organization": Organization,
  "to.person_apps": PersonApp,
  "to.phone_numbers": PhoneNumber,
  "to.platform_notifications": PlatformNotification,
  "to.primary_campus": Campus,
  "to.school": SchoolOption,
  "to.social_profiles": SocialProfile
}

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

/**
 * Every message. The filter `created_after` wants something that is not known: after which moment; none of the names
 * that are usual elsewhere is documented here.
 */
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

/**
 * The messages of a person. The filter `created_after` wants something that is not known: after which moment; none of
 * the names that are usual elsewhere is documented here.
 */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/messages",
  Message,
  { ...capabilities, filter: ["created_after", "received", "sent", "unread"] },
  { name: "people.Message.listOfPerson", below: { person_id: "people.Person" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Message, list, get }
