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
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"
import { WorkflowStepAssigneeSummary } from "./resource/WorkflowStepAssigneeSummary.ts"

export {
  /** How many cards of a step one person has to see to. */
  WorkflowStepAssigneeSummary
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

/** One workflow step assignee summary. */
export const get = Endpoint.get(
  "/people/v2/workflows/{workflow_id}/steps/{step_id}/assignee_summaries/{id}",
  WorkflowStepAssigneeSummary,
  { include, fields: true },
  { below: { workflow_id: "people.Workflow", step_id: "people.WorkflowStep" } }
)

/** The workflow step assignee summaries of a workflow step. */
export const listOfWorkflowStep = Endpoint.list(
  "/people/v2/workflows/{workflow_id}/steps/{workflow_step_id}/assignee_summaries",
  WorkflowStepAssigneeSummary,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "people.WorkflowStepAssigneeSummary.listOfWorkflowStep",
    below: { workflow_id: "people.Workflow", workflow_step_id: "people.WorkflowStep" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowStepAssigneeSummary,
  get,
  routes: [{ list: listOfWorkflowStep, parent: "people.WorkflowStep", covers: "all" }]
}
