// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { Campus } from "./resource/Campus.ts"
import { Condition } from "./resource/Condition.ts"
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
  /** One test that a rule of a list puts people to. */
  Condition
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
  "created_by.social_profiles": SocialProfile
}

/** One condition. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/rules/{rule_id}/conditions/{id}",
  Condition,
  { include, fields: true },
  { below: { list_id: "people.List", rule_id: "people.Rule" } }
)

/** The conditions of a rule. */
export const listOfRule = Endpoint.list(
  "/people/v2/lists/{list_id}/rules/{rule_id}/conditions",
  Condition,
  {
    include,
    order: [
      "application",
      "comparison",
      "created_at",
      "definition_class",
      "definition_identifier",
      "description",
      "settings",
      "updated_at"
    ],
    where: {
      application: "string",
      comparison: "string",
      created_at: "instant",
      definition_class: "string",
      definition_identifier: "string",
      description: "string",
      settings: "string",
      updated_at: "instant"
    },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.Condition.listOfRule", below: { list_id: "people.List", rule_id: "people.Rule" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Condition,
  get,
  routes: [{ list: listOfRule, parent: "people.Rule", covers: "all" }]
}
