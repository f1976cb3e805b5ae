// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Household } from "./resource/Household.ts"
import { HouseholdMembership } from "./resource/HouseholdMembership.ts"
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
  /**
   * That a person belongs to a household; to which, nothing of it says but `links.self` and the path it was read by.
   */
  HouseholdMembership
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

const capabilities = {
  include,
  order: ["pending", "person_name"],
  where: { pending: "boolean", person_name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One household membership. */
export const get = Endpoint.get(
  "/people/v2/households/{household_id}/household_memberships/{id}",
  HouseholdMembership,
  { include, fields: true },
  { below: { household_id: "people.Household" } }
)

/** The household memberships of a household. */
export const listOfHousehold = Endpoint.list(
  "/people/v2/households/{household_id}/household_memberships",
  HouseholdMembership,
  capabilities,
  { name: "people.HouseholdMembership.listOfHousehold", below: { household_id: "people.Household" } }
)

/** The household memberships of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/household_memberships",
  HouseholdMembership,
  capabilities,
  { name: "people.HouseholdMembership.listOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a household membership below a household. */
export const createBelowHousehold = Endpoint.create(
  "/people/v2/households/{household_id}/household_memberships",
  HouseholdMembership,
  {
    attributes: { pending: Attribute.boolean, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.HouseholdMembership.createBelowHousehold", below: { household_id: "people.Household" } }
)

/** Changes a household membership. */
export const update = Endpoint.update(
  "/people/v2/households/{household_id}/household_memberships/{id}",
  HouseholdMembership,
  {
    attributes: { pending: Attribute.boolean, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { below: { household_id: "people.Household" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/people/v2/households/{household_id}/household_memberships/{id}",
  HouseholdMembership,
  { below: { household_id: "people.Household" } }
)

export {
  /** Removes a household membership. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: HouseholdMembership,
  get,
  routes: [
    { list: listOfHousehold, parent: "people.Household", covers: "all" },
    { list: listOfPerson, parent: "people.Person", covers: "all" }
  ]
}
