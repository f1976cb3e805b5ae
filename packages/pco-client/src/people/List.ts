// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { Campus } from "./resource/Campus.ts"
import { Condition } from "./resource/Condition.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { List } from "./resource/List.ts"
import { ListCategory } from "./resource/ListCategory.ts"
import { ListShare } from "./resource/ListShare.ts"
import { MailchimpSyncStatus } from "./resource/MailchimpSyncStatus.ts"
import { MaritalStatus } from "./resource/MaritalStatus.ts"
import { NamePrefix } from "./resource/NamePrefix.ts"
import { NameSuffix } from "./resource/NameSuffix.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { Rule } from "./resource/Rule.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { ServiceTime } from "./resource/ServiceTime.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** People found by rules, as they were when the list was last run. */
  List
}

const include = {
  campus: Campus,
  "campus.lists": List,
  "campus.service_times": ServiceTime,
  category: ListCategory,
  "category.lists": List,
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
  mailchimp_sync_status: MailchimpSyncStatus,
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
  "people.social_profiles": SocialProfile,
  rules: Rule,
  "rules.conditions": Condition,
  shares: ListShare,
  "shares.person": Person,
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

const capabilities = {
  include,
  order: [
    "batch_completed_at",
    "campus_id",
    "created_at",
    "list_categories.name",
    "list_category_id",
    "name",
    "name_or_description",
    "updated_at"
  ],
  where: { batch_completed_at: "instant", created_at: "instant", id: "id", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every list. */
export const list = Endpoint.list("/people/v2/lists", List, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["rules", "shares"],
  filter: ["can_manage", "recently_viewed", "starred", "unassigned"]
})

/** One list. */
export const get = Endpoint.get("/people/v2/lists/{id}", List, { include, fields: true })

/** The lists of a campus. */
export const listOfCampus = Endpoint.list("/people/v2/campuses/{campus_id}/lists", List, capabilities, {
  name: "people.List.listOfCampus",
  below: { campus_id: "people.Campus" }
})

/** The lists of a list category. */
export const listOfListCategory = Endpoint.list(
  "/people/v2/list_categories/{list_category_id}/lists",
  List,
  capabilities,
  { name: "people.List.listOfListCategory", below: { list_category_id: "people.ListCategory" } }
)

/** Changes a list. */
export const update = Endpoint.update(
  "/people/v2/lists/{id}",
  List,
  { relationships: { campus: { type: "Campus" } } },
  { repeatable: true }
)

/** Sends a list to Mailchimp, if that is set up. */
export const mailchimpSync = Endpoint.action("/people/v2/lists/{list_id}/mailchimp_sync", {
  name: "people.List.mailchimpSync",
  below: { list_id: "people.List" }
})

/** Finds anew who is on a list. */
export const run = Endpoint.action("/people/v2/lists/{list_id}/run", {
  name: "people.List.run",
  below: { list_id: "people.List" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: List, list, get }
