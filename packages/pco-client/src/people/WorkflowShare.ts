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
import { WorkflowShare } from "./resource/WorkflowShare.ts"

export {
  /** Who else may see a workflow, or work in it. */
  WorkflowShare
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
  where: { permission: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One workflow share. */
export const get = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_shares/{id}",
  WorkflowShare,
  { include, fields: true },
  { below: { person_id: "people.Person" } }
)

/** The workflow shares of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/workflow_shares",
  WorkflowShare,
  capabilities,
  { name: "people.WorkflowShare.listOfPerson", below: { person_id: "people.Person" } }
)

/** The `shares` of a workflow. */
export const listOfWorkflow = Endpoint.list("/people/v2/workflows/{workflow_id}/shares", WorkflowShare, capabilities, {
  name: "people.WorkflowShare.listOfWorkflow",
  below: { workflow_id: "people.Workflow" }
})

/** Makes a workflow share below a workflow. */
export const createBelowWorkflow = Endpoint.create(
  "/people/v2/workflows/{workflow_id}/shares",
  WorkflowShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.WorkflowShare.createBelowWorkflow", below: { workflow_id: "people.Workflow" } }
)

/** Changes a workflow share. */
export const update = Endpoint.update(
  "/people/v2/people/{person_id}/workflow_shares/{id}",
  WorkflowShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string },
    relationships: { person: { type: "Person" } }
  },
  { below: { person_id: "people.Person" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/people/{person_id}/workflow_shares/{id}", WorkflowShare, {
  below: { person_id: "people.Person" }
})

export {
  /** Removes a workflow share. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowShare,
  get,
  routes: [
    { list: listOfPerson, parent: "people.Person", covers: "all" },
    { list: listOfWorkflow, parent: "people.Workflow", covers: "all" }
  ]
}
