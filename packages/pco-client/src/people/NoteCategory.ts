// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { MaritalStatus } from "./resource/MaritalStatus.ts"
import { NamePrefix } from "./resource/NamePrefix.ts"
import { NameSuffix } from "./resource/NameSuffix.ts"
import { NoteCategory } from "./resource/NoteCategory.ts"
import { NoteCategoryShare } from "./resource/NoteCategoryShare.ts"
import { NoteCategorySubscription } from "./resource/NoteCategorySubscription.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** A group of remarks, with people who may see them. */
  NoteCategory
}

const include = {
  shares: NoteCategoryShare,
  "shares.person": Person,
  subscribers: Person,
  "subscribers.addresses": Address,
  "subscribers.emails": Email,
  "subscribers.field_data": FieldDatum,
  "subscribers.households": Household,
  "subscribers.inactive_reason": InactiveReason,
  "subscribers.marital_status": MaritalStatus,
  "subscribers.name_prefix": NamePrefix,
  "subscribers.name_suffix": NameSuffix,
  "subscribers.organization": Organization,
  "subscribers.person_apps": PersonApp,
  "subscribers.phone_numbers": PhoneNumber,
  "subscribers.platform_notifications": PlatformNotification,
  "subscribers.primary_campus": Campus,
  "subscribers.school": SchoolOption,
  "subscribers.social_profiles": SocialProfile,
  subscriptions: NoteCategorySubscription,
  "subscriptions.person": Person
}

/** Every note category. */
export const list = Endpoint.list("/people/v2/note_categories", NoteCategory, {
  // each belongs to exactly one of these
  complete: ["shares", "subscriptions"],
  filter: ["view_creatable"],
  include,
  order: ["created_at", "locked", "name", "organization_id", "updated_at"],
  where: { created_at: "instant", locked: "boolean", name: "string", organization_id: "id", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One note category. */
export const get = Endpoint.get("/people/v2/note_categories/{id}", NoteCategory, { include, fields: true })

/** The `category` of a note, or `NotFound` where there is none. */
export const getOfNote = Endpoint.get(
  "/people/v2/notes/{note_id}/category",
  NoteCategory,
  { include, fields: true },
  { name: "people.NoteCategory.getOfNote", below: { note_id: "people.Note" } }
)

/** Makes a note category. */
export const create = Endpoint.create("/people/v2/note_categories", NoteCategory, {
  attributes: { name: Attribute.string }
})

/** Changes a note category. */
export const update = Endpoint.update(
  "/people/v2/note_categories/{id}",
  NoteCategory,
  { attributes: { name: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/note_categories/{id}", NoteCategory)

export {
  /** Removes a note category. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: NoteCategory, list, get }
