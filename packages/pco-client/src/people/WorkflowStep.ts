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
import { WorkflowStep } from "./resource/WorkflowStep.ts"

export {
  /** One step of a workflow. */
  WorkflowStep
}

const include = {
  default_assignee: Person,
  "default_assignee.addresses": Address,
  "default_assignee.emails": Email,
  "default_assignee.field_data": FieldDatum,
  "default_assignee.households": Household,
  "default_assignee.inactive_reason": InactiveReason,
  "default_assignee.marital_status": MaritalStatus,
  "default_assignee.name_prefix": NamePrefix,
  "default_assignee.name_suffix": NameSuffix,
  "default_assignee.organization": Organization,
  "default_assignee.person_apps": PersonApp,
  "default_assignee.phone_numbers": PhoneNumber,
  "default_assignee.platform_notifications": PlatformNotification,
  "default_assignee.primary_campus": Campus,
  "default_assignee.school": SchoolOption,
  "default_assignee.social_profiles": SocialProfile
}

/** One workflow step. */
export const get = Endpoint.get(
  "/people/v2/workflows/{workflow_id}/steps/{id}",
  WorkflowStep,
  { include, fields: true },
  { below: { workflow_id: "people.Workflow" } }
)

/** The workflow steps of a workflow. */
export const listOfWorkflow = Endpoint.list(
  "/people/v2/workflows/{workflow_id}/steps",
  WorkflowStep,
  {
    include,
    order: ["created_at", "name", "sequence", "updated_at"],
    where: { created_at: "instant", name: "string", updated_at: "instant" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.WorkflowStep.listOfWorkflow", below: { workflow_id: "people.Workflow" } }
)

/** The `current_step` of a workflow card, or `NotFound` where there is none. */
export const getOfWorkflowCard = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/current_step",
  WorkflowStep,
  { include, fields: true },
  {
    name: "people.WorkflowStep.getOfWorkflowCard",
    below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
  }
)

/** Makes a workflow step below a workflow. */
export const createBelowWorkflow = Endpoint.create(
  "/people/v2/workflows/{workflow_id}/steps",
  WorkflowStep,
  {
    attributes: {
      auto_snooze_interval: Attribute.string,
      auto_snooze_value: Attribute.integer,
      default_assignee_id: Attribute.id,
      description: Attribute.string,
      expected_response_time_in_days: Attribute.integer,
      name: Attribute.string,
      sequence: Attribute.integer
    },
    relationships: { default_assignee: { type: "Person" } }
  },
  { name: "people.WorkflowStep.createBelowWorkflow", below: { workflow_id: "people.Workflow" } }
)

/** Changes a workflow step. */
export const update = Endpoint.update(
  "/people/v2/workflows/{workflow_id}/steps/{id}",
  WorkflowStep,
  {
    attributes: {
      auto_snooze_interval: Attribute.string,
      auto_snooze_value: Attribute.integer,
      default_assignee_id: Attribute.id,
      description: Attribute.string,
      expected_response_time_in_days: Attribute.integer,
      name: Attribute.string,
      sequence: Attribute.integer
    },
    relationships: { default_assignee: { type: "Person" } }
  },
  { below: { workflow_id: "people.Workflow" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/workflows/{workflow_id}/steps/{id}", WorkflowStep, {
  below: { workflow_id: "people.Workflow" }
})

export {
  /** Removes a workflow step. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowStep,
  get,
  routes: [{ list: listOfWorkflow, parent: "people.Workflow", covers: "all" }]
}
