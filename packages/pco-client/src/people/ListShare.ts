// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { ListShare } from "./resource/ListShare.ts"
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
  /** Who else may see a list, or manage it. */
  ListShare
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

/** One list share. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/shares/{id}",
  ListShare,
  { include, fields: true },
  { below: { list_id: "people.List" } }
)

/** The list shares of a list. */
export const listOfList = Endpoint.list(
  "/people/v2/lists/{list_id}/shares",
  ListShare,
  {
    include,
    order: ["created_at", "group"],
    where: { created_at: "instant", group: "string", name: "string", permission: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.ListShare.listOfList", below: { list_id: "people.List" } }
)

/** Makes a list share below a list. */
export const createBelowList = Endpoint.create(
  "/people/v2/lists/{list_id}/shares",
  ListShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.ListShare.createBelowList", below: { list_id: "people.List" } }
)

/** Changes a list share. */
export const update = Endpoint.update(
  "/people/v2/lists/{list_id}/shares/{id}",
  ListShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string },
    relationships: { person: { type: "Person" } }
  },
  { below: { list_id: "people.List" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/lists/{list_id}/shares/{id}", ListShare, {
  below: { list_id: "people.List" }
})

export {
  /** Removes a list share. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ListShare,
  get,
  routes: [{ list: listOfList, parent: "people.List", covers: "all" }]
}
