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
import { Organization } from "./resource/Organization.ts"
import { PeopleImportHistory } from "./resource/PeopleImportHistory.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** What a file of people has changed. */
  PeopleImportHistory
}

const include = {
  household: Household,
  "household.people": Person,
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

/** One people import history. */
export const get = Endpoint.get(
  "/people/v2/people_imports/{people_import_id}/histories/{id}",
  PeopleImportHistory,
  { include, fields: true },
  { below: { people_import_id: "people.PeopleImport" } }
)

/** The people import histories of a people import. */
export const listOfPeopleImport = Endpoint.list(
  "/people/v2/people_imports/{people_import_id}/histories",
  PeopleImportHistory,
  {
    filter: ["creates", "household_creates", "household_updates", "identical", "updates"],
    include,
    where: { name: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.PeopleImportHistory.listOfPeopleImport", below: { people_import_id: "people.PeopleImport" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PeopleImportHistory,
  get,
  routes: [{ list: listOfPeopleImport, parent: "people.PeopleImport", covers: "all" }]
}
