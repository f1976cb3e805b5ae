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
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { Report } from "./resource/Report.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** A report that can be run over people. */
  Report
}

const include = {
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
  updated_by: Person,
  "updated_by.addresses": Address,
  "updated_by.emails": Email,
  "updated_by.field_data": FieldDatum,
  "updated_by.households": Household,
  "updated_by.inactive_reason": InactiveReason,
  "updated_by.marital_status": MaritalStatus,
  "updated_by.name_prefix": NamePrefix,
  "updated_by.name_suffix": NameSuffix,
  "updated_by.organization": Organization,
  "updated_by.person_apps": PersonApp,
  "updated_by.phone_numbers": PhoneNumber,
  "updated_by.platform_notifications": PlatformNotification,
  "updated_by.primary_campus": Campus,
  "updated_by.school": SchoolOption,
  "updated_by.social_profiles": SocialProfile
}

/** Every report. */
export const list = Endpoint.list("/people/v2/reports", Report, {
  include,
  order: ["body", "created_at", "name", "updated_at"],
  where: { body: "string", created_at: "instant", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One report. */
export const get = Endpoint.get("/people/v2/reports/{id}", Report, { include, fields: true })

/** Makes a report. */
export const create = Endpoint.create("/people/v2/reports", Report, {
  attributes: { body: Attribute.string, name: Attribute.string }
})

/** Changes a report. */
export const update = Endpoint.update(
  "/people/v2/reports/{id}",
  Report,
  { attributes: { body: Attribute.string, name: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/reports/{id}", Report)

export {
  /** Removes a report. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Report, list, get }
