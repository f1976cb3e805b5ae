// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { MaritalStatus } from "./resource/MaritalStatus.ts"
import { NamePrefix } from "./resource/NamePrefix.ts"
import { NameSuffix } from "./resource/NameSuffix.ts"
import { NoteCategorySubscription } from "./resource/NoteCategorySubscription.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** Who is told of new remarks in a category. */
  NoteCategorySubscription
}

const include = {
  person: Person,
  "person.addresses": Address,
  "person.emails": Email,
  "person.field_data": FieldDatum,
  "person.households": Household,
  "person.inactive_reason": InactiveReason,
  "person.marital_status": MaritalStatus,
  "person.name_prefix": NamePrefix,
  "person.name_suffix": NameSuffix,
  "person.organization": Organization,
  "person.person_apps": PersonApp,
  "person.phone_numbers": PhoneNumber,
  "person.platform_notifications": PlatformNotification,
  "person.primary_campus": Campus,
  "person.school": SchoolOption,
  "person.social_profiles": SocialProfile
}

const capabilities = {
  include,
  order: ["created_at", "updated_at"],
  where: { created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every note category subscription. */
export const list = Endpoint.list("/people/v2/note_category_subscriptions", NoteCategorySubscription, capabilities)

/** One note category subscription. */
export const get = Endpoint.get("/people/v2/note_category_subscriptions/{id}", NoteCategorySubscription, {
  include,
  fields: true
})

/** The `subscriptions` of a note category. */
export const listOfNoteCategory = Endpoint.list(
  "/people/v2/note_categories/{note_category_id}/subscriptions",
  NoteCategorySubscription,
  capabilities,
  { name: "people.NoteCategorySubscription.listOfNoteCategory", below: { note_category_id: "people.NoteCategory" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: NoteCategorySubscription, list, get }
