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
import { NoteCategoryShare } from "./resource/NoteCategoryShare.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** Who may see the remarks of a category. */
  NoteCategoryShare
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

/** One note category share. */
export const get = Endpoint.get(
  "/people/v2/note_categories/{note_category_id}/shares/{id}",
  NoteCategoryShare,
  { include, fields: true },
  { below: { note_category_id: "people.NoteCategory" } }
)

/** The note category shares of a note category. */
export const listOfNoteCategory = Endpoint.list(
  "/people/v2/note_categories/{note_category_id}/shares",
  NoteCategoryShare,
  { include, where: { permission: "string" }, fields: true, perPage: { default: 25, max: 100 } },
  { name: "people.NoteCategoryShare.listOfNoteCategory", below: { note_category_id: "people.NoteCategory" } }
)

/** Makes a note category share below a note category. */
export const createBelowNoteCategory = Endpoint.create(
  "/people/v2/note_categories/{note_category_id}/shares",
  NoteCategoryShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.NoteCategoryShare.createBelowNoteCategory", below: { note_category_id: "people.NoteCategory" } }
)

/** Changes a note category share. */
export const update = Endpoint.update(
  "/people/v2/note_categories/{note_category_id}/shares/{id}",
  NoteCategoryShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { below: { note_category_id: "people.NoteCategory" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/note_categories/{note_category_id}/shares/{id}", NoteCategoryShare, {
  below: { note_category_id: "people.NoteCategory" }
})

export {
  /** Removes a note category share. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: NoteCategoryShare,
  get,
  routes: [{ list: listOfNoteCategory, parent: "people.NoteCategory", covers: "all" }]
}
