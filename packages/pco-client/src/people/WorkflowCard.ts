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
import { Workflow } from "./resource/Workflow.ts"
import { WorkflowCard } from "./resource/WorkflowCard.ts"
import { WorkflowCategory } from "./resource/WorkflowCategory.ts"
import { WorkflowShare } from "./resource/WorkflowShare.ts"
import { WorkflowStep } from "./resource/WorkflowStep.ts"

export {
  /** One person on the way through a workflow. */
  WorkflowCard
}

const include = {
  assignee: Person,
  "assignee.addresses": Address,
  "assignee.emails": Email,
  "assignee.field_data": FieldDatum,
  "assignee.households": Household,
  "assignee.inactive_reason": InactiveReason,
  "assignee.marital_status": MaritalStatus,
  "assignee.name_prefix": NamePrefix,
  "assignee.name_suffix": NameSuffix,
  "assignee.organization": Organization,
  "assignee.person_apps": PersonApp,
  "assignee.phone_numbers": PhoneNumber,
  "assignee.platform_notifications": PlatformNotification,
  "assignee.primary_campus": Campus,
  "assignee.school": SchoolOption,
  "assignee.social_profiles": SocialProfile,
  current_step: WorkflowStep,
  "current_step.default_assignee": Person,
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
  "person.social_profiles": SocialProfile,
  workflow: Workflow,
  "workflow.category": WorkflowCategory,
  "workflow.shares": WorkflowShare,
  "workflow.steps": WorkflowStep
}

const capabilities = {
  include,
  order: [
    "completed_at",
    "created_at",
    "first_name",
    "flagged_for_notification_at",
    "last_name",
    "moved_to_step_at",
    "removed_at",
    "stage",
    "updated_at"
  ],
  where: { assignee_id: "integer", overdue: "boolean", stage: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One workflow card. */
export const get = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_cards/{id}",
  WorkflowCard,
  { include, fields: true },
  { below: { person_id: "people.Person" } }
)

/** The workflow cards of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/workflow_cards",
  WorkflowCard,
  { ...capabilities, filter: ["assigned"] },
  { name: "people.WorkflowCard.listOfPerson", below: { person_id: "people.Person" } }
)

/** The `cards` of a workflow. */
export const listOfWorkflow = Endpoint.list("/people/v2/workflows/{workflow_id}/cards", WorkflowCard, capabilities, {
  name: "people.WorkflowCard.listOfWorkflow",
  below: { workflow_id: "people.Workflow" }
})

/** Makes a workflow card below a workflow. */
export const createBelowWorkflow = Endpoint.create(
  "/people/v2/workflows/{workflow_id}/cards",
  WorkflowCard,
  {
    attributes: { assignee_id: Attribute.id, person_id: Attribute.id, sticky_assignment: Attribute.boolean },
    relationships: {
      assignee: { type: "Person" },
      current_step: { type: "WorkflowStep" },
      person: { type: "Person" },
      workflow: { type: "Workflow" }
    }
  },
  { name: "people.WorkflowCard.createBelowWorkflow", below: { workflow_id: "people.Workflow" } }
)

/** Changes a workflow card. Not sent again after a lost answer: a new assignee is told of it each time. */
export const update = Endpoint.update(
  "/people/v2/people/{person_id}/workflow_cards/{id}",
  WorkflowCard,
  {
    attributes: { assignee_id: Attribute.id, person_id: Attribute.id, sticky_assignment: Attribute.boolean },
    relationships: {
      assignee: { type: "Person" },
      current_step: { type: "WorkflowStep" },
      person: { type: "Person" },
      workflow: { type: "Workflow" }
    }
  },
  { below: { person_id: "people.Person" } }
)

const destroy = Endpoint.delete("/people/v2/people/{person_id}/workflow_cards/{id}", WorkflowCard, {
  below: { person_id: "people.Person" }
})

export {
  /** Removes a workflow card. */
  destroy as delete
}

/** Moves a card back to the step before. */
export const goBack = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/go_back", {
  name: "people.WorkflowCard.goBack",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
})

/** Moves a card on to the next step. */
export const promote = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/promote", {
  name: "people.WorkflowCard.promote",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
})

/** Takes a card out of its workflow. */
export const remove = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/remove", {
  name: "people.WorkflowCard.remove",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" },
  repeatable: true
})

/** Brings a removed card back. */
export const restore = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/restore", {
  name: "people.WorkflowCard.restore",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" },
  repeatable: true
})

/** Sends an email to the person on a card. */
export const sendEmail = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/send_email", {
  name: "people.WorkflowCard.sendEmail",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" },
  type: "WorkflowCard",
  writable: { attributes: { subject: Attribute.string, note: Attribute.string } }
})

/** Moves a card on to the next step without completing this one. */
export const skipStep = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/skip_step", {
  name: "people.WorkflowCard.skipStep",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
})

/** Puts a card aside for so many days. */
export const snooze = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/snooze", {
  name: "people.WorkflowCard.snooze",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" },
  type: "WorkflowCard",
  writable: { attributes: { duration: Attribute.integer } }
})

/** Takes a card up again that was put aside. */
export const unsnooze = Endpoint.action("/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/unsnooze", {
  name: "people.WorkflowCard.unsnooze",
  below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" },
  repeatable: true
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowCard,
  get,
  routes: [
    { list: listOfPerson, parent: "people.Person", covers: "all" },
    { list: listOfWorkflow, parent: "people.Workflow", covers: "all" }
  ]
}
