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
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** A person's name at a social network. */
  SocialProfile
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
  order: ["created_at", "site", "updated_at", "url", "verified"],
  where: { created_at: "instant", site: "string", updated_at: "instant", url: "string", verified: "boolean" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every social profile. */
export const list = Endpoint.list("/people/v2/social_profiles", SocialProfile, capabilities)

/** One social profile. */
export const get = Endpoint.get("/people/v2/social_profiles/{id}", SocialProfile, { include, fields: true })

/** The social profiles of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/social_profiles",
  SocialProfile,
  capabilities,
  { name: "people.SocialProfile.listOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a social profile below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/social_profiles",
  SocialProfile,
  { attributes: { site: Attribute.string, url: Attribute.string, verified: Attribute.boolean } },
  { name: "people.SocialProfile.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a social profile. */
export const update = Endpoint.update(
  "/people/v2/social_profiles/{id}",
  SocialProfile,
  { attributes: { site: Attribute.string, url: Attribute.string, verified: Attribute.boolean } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/social_profiles/{id}", SocialProfile)

export {
  /** Removes a social profile. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: SocialProfile, list, get }
