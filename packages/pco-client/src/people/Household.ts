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
  /** People who live together. */
  Household
}

const include = {
  people: Person,
  "people.addresses": Address,
  "people.emails": Email,
  "people.field_data": FieldDatum,
  "people.households": Household,
  "people.inactive_reason": InactiveReason,
  "people.marital_status": MaritalStatus,
  "people.name_prefix": NamePrefix,
  "people.name_suffix": NameSuffix,
  "people.organization": Organization,
  "people.person_apps": PersonApp,
  "people.phone_numbers": PhoneNumber,
  "people.platform_notifications": PlatformNotification,
  "people.primary_campus": Campus,
  "people.school": SchoolOption,
  "people.social_profiles": SocialProfile
}

const capabilities = {
  include,
  order: ["created_at", "member_count", "name", "primary_contact_name", "updated_at"],
  where: {
    created_at: "instant",
    member_count: "integer",
    name: "string",
    primary_contact_name: "string",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every household. */
export const list = Endpoint.list("/people/v2/households", Household, capabilities)

/** One household. */
export const get = Endpoint.get("/people/v2/households/{id}", Household, { include, fields: true })

/** The household of a household membership, or `NotFound` where there is none. */
export const getOfHouseholdMembership = Endpoint.get(
  "/people/v2/households/{household_id}/household_memberships/{household_membership_id}/household",
  Household,
  { include, fields: true },
  {
    name: "people.Household.getOfHouseholdMembership",
    below: { household_id: "people.Household", household_membership_id: "people.HouseholdMembership" }
  }
)

/** The household of a people import history, or `NotFound` where there is none. */
export const getOfPeopleImportHistory = Endpoint.get(
  "/people/v2/people_imports/{people_import_id}/histories/{people_import_history_id}/household",
  Household,
  { include, fields: true },
  {
    name: "people.Household.getOfPeopleImportHistory",
    below: { people_import_id: "people.PeopleImport", people_import_history_id: "people.PeopleImportHistory" }
  }
)

/** The households of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/households", Household, capabilities, {
  name: "people.Household.listOfPerson",
  below: { person_id: "people.Person" }
})

/** Makes a household. */
export const create = Endpoint.create("/people/v2/households", Household, {
  attributes: {
    avatar: Attribute.string,
    member_count: Attribute.integer,
    name: Attribute.string,
    primary_contact_id: Attribute.id
  },
  relationships: { people: { type: "Person", many: true }, primary_contact: { type: "Person" } },
  included: true
})

/** Changes a household. */
export const update = Endpoint.update(
  "/people/v2/households/{id}",
  Household,
  {
    attributes: {
      avatar: Attribute.string,
      member_count: Attribute.integer,
      name: Attribute.string,
      primary_contact_id: Attribute.id
    },
    relationships: { people: { type: "Person", many: true }, primary_contact: { type: "Person" } },
    included: true
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/households/{id}", Household)

export {
  /** Removes a household. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Household, list, get }
