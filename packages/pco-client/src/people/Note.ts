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
import { Note } from "./resource/Note.ts"
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
  /** A remark about a person. */
  Note
}

const include = {
  category: NoteCategory,
  "category.shares": NoteCategoryShare,
  "category.subscribers": Person,
  "category.subscriptions": NoteCategorySubscription,
  created_by: Person,
  "created_by.addresses": Address,
  "created_by.emails": Email,
  "created_by.field_data": FieldDatum,
  "created_by.households": Household,
  "created_by.inactive_reason": InactiveReason,
  "created_by.marital_status": MaritalStatus,
  "created_by.name_prefix": NamePrefix,
  "created_by.name_suffix": NameSuffix,
  "created_by.organization": Organization,
  "created_by.person_apps": PersonApp,
  "created_by.phone_numbers": PhoneNumber,
  "created_by.platform_notifications": PlatformNotification,
  "created_by.primary_campus": Campus,
  "created_by.school": SchoolOption,
  "created_by.social_profiles": SocialProfile,
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
  order: ["created_at", "display_date", "id", "note", "note_category_id", "updated_at"],
  where: { note: "string", note_category_id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every note. */
export const list = Endpoint.list("/people/v2/notes", Note, capabilities)

/** One note. */
export const get = Endpoint.get("/people/v2/notes/{id}", Note, { include, fields: true })

/** The notes of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/notes", Note, capabilities, {
  name: "people.Note.listOfPerson",
  below: { person_id: "people.Person" }
})

/** Makes a note below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/notes",
  Note,
  {
    attributes: {
      created_at: Attribute.instant,
      display_date: Attribute.instant,
      note: Attribute.string,
      note_category_id: Attribute.id,
      updated_at: Attribute.instant
    },
    relationships: {
      created_by: { type: "Person" },
      note_category: { type: "NoteCategory" },
      person: { type: "Person" }
    }
  },
  { name: "people.Note.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a note. */
export const update = Endpoint.update(
  "/people/v2/notes/{id}",
  Note,
  {
    attributes: {
      created_at: Attribute.instant,
      display_date: Attribute.instant,
      note: Attribute.string,
      note_category_id: Attribute.id,
      updated_at: Attribute.instant
    },
    relationships: {
      created_by: { type: "Person" },
      note_category: { type: "NoteCategory" },
      person: { type: "Person" }
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/notes/{id}", Note)

export {
  /** Removes a note. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Note, list, get }
