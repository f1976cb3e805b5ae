// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { BackgroundCheck } from "./resource/BackgroundCheck.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { MaritalStatus } from "./resource/MaritalStatus.ts"
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
  /** The result of looking into a person's past. */
  BackgroundCheck
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

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every background check. */
export const list = Endpoint.list("/people/v2/background_checks", BackgroundCheck, {
  ...capabilities,
  filter: ["current"]
})

/** One background check. */
export const get = Endpoint.get("/people/v2/background_checks/{id}", BackgroundCheck, { include, fields: true })

/** The background checks of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/background_checks",
  BackgroundCheck,
  capabilities,
  { name: "people.BackgroundCheck.listOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a background check below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/background_checks",
  BackgroundCheck,
  {
    attributes: {
      completed_at: Attribute.instant,
      expires_on: Attribute.date,
      note: Attribute.string,
      report_url: Attribute.string,
      status: Attribute.string
    },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.BackgroundCheck.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a background check. */
export const update = Endpoint.update(
  "/people/v2/background_checks/{id}",
  BackgroundCheck,
  {
    attributes: { note: Attribute.string, report_url: Attribute.string, status: Attribute.string },
    relationships: { person: { type: "Person" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/background_checks/{id}", BackgroundCheck)

export {
  /** Removes a background check. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: BackgroundCheck, list, get }
