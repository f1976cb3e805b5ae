// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { App } from "./resource/App.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { FieldDefinition } from "./resource/FieldDefinition.ts"
import { FieldOption } from "./resource/FieldOption.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { List } from "./resource/List.ts"
import { MaritalStatus } from "./resource/MaritalStatus.ts"
import { NamePrefix } from "./resource/NamePrefix.ts"
import { NameSuffix } from "./resource/NameSuffix.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { ServiceTime } from "./resource/ServiceTime.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"
import { Tab } from "./resource/Tab.ts"

export {
  /** A human being known to the church. */
  Person
}

const include = {
  addresses: Address,
  emails: Email,
  field_data: FieldDatum,
  "field_data.field_definition": FieldDefinition,
  "field_data.field_option": FieldOption,
  "field_data.tab": Tab,
  households: Household,
  "households.people": Person,
  inactive_reason: InactiveReason,
  marital_status: MaritalStatus,
  name_prefix: NamePrefix,
  name_suffix: NameSuffix,
  organization: Organization,
  person_apps: PersonApp,
  "person_apps.app": App,
  phone_numbers: PhoneNumber,
  platform_notifications: PlatformNotification,
  primary_campus: Campus,
  "primary_campus.lists": List,
  "primary_campus.service_times": ServiceTime,
  school: SchoolOption,
  social_profiles: SocialProfile,
  "social_profiles.person": Person
}

const capabilities = {
  include,
  order: [
    "accounting_administrator",
    "anniversary",
    "birthdate",
    "child",
    "created_at",
    "first_name",
    "gender",
    "given_name",
    "grade",
    "graduation_year",
    "inactivated_at",
    "last_name",
    "membership",
    "middle_name",
    "nickname",
    "people_permissions",
    "remote_id",
    "site_administrator",
    "status",
    "updated_at"
  ],
  where: {
    accounting_administrator: "boolean",
    anniversary: "date",
    birthdate: "date",
    child: "boolean",
    created_at: "instant",
    first_name: "string",
    gender: "string",
    given_name: "string",
    grade: "integer",
    graduation_year: "integer",
    id: "id",
    inactivated_at: "instant",
    last_name: "string",
    medical_notes: "string",
    membership: "string",
    mfa_configured: "boolean",
    middle_name: "string",
    nickname: "string",
    people_permissions: "string",
    primary_campus_id: "integer",
    remote_id: "integer",
    search_name: "string",
    search_name_or_email: "string",
    search_name_or_email_or_phone_number: "string",
    search_phone_number: "string",
    search_phone_number_e164: "string",
    site_administrator: "boolean",
    status: "string",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every person. With the filter `created_since` goes the parameter `time`. */
export const list = Endpoint.list("/people/v2/people", Person, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["addresses", "emails", "field_data", "person_apps", "phone_numbers", "platform_notifications"],
  filter: ["admins", "created_since", "organization_admins"],
  parameters: { time: "instant" }
})

/** One person. */
export const get = Endpoint.get("/people/v2/people/{id}", Person, { include, fields: true })

/** The person of a background check, or `NotFound` where there is none. */
export const getOfBackgroundCheck = Endpoint.get(
  "/people/v2/background_checks/{background_check_id}/person",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfBackgroundCheck", below: { background_check_id: "people.BackgroundCheck" } }
)

/** The `created_by` of a condition, or `NotFound` where there is none. */
export const getOfCondition = Endpoint.get(
  "/people/v2/lists/{list_id}/rules/{rule_id}/conditions/{condition_id}/created_by",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfCondition",
    below: { list_id: "people.List", rule_id: "people.Rule", condition_id: "people.Condition" }
  }
)

/** The person of an email, or `NotFound` where there is none. */
export const getOfEmail = Endpoint.get(
  "/people/v2/emails/{email_id}/person",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfEmail", below: { email_id: "people.Email" } }
)

/** The person of a field datum, or `NotFound` where there is none. */
export const getOfFieldDatum = Endpoint.get(
  "/people/v2/field_data/{field_datum_id}/person",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfFieldDatum", below: { field_datum_id: "people.FieldDatum" } }
)

/** The person of a form submission, or `NotFound` where there is none. */
export const getOfFormSubmission = Endpoint.get(
  "/people/v2/forms/{form_id}/form_submissions/{form_submission_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfFormSubmission",
    below: { form_id: "people.Form", form_submission_id: "people.FormSubmission" }
  }
)

/** The people of a household. */
export const listOfHousehold = Endpoint.list(
  "/people/v2/households/{household_id}/people",
  Person,
  { ...capabilities, filter: ["non_pending", "without_deceased"] },
  { name: "people.Person.listOfHousehold", below: { household_id: "people.Household" } }
)

/** The person of a household membership, or `NotFound` where there is none. */
export const getOfHouseholdMembership = Endpoint.get(
  "/people/v2/households/{household_id}/household_memberships/{household_membership_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfHouseholdMembership",
    below: { household_id: "people.Household", household_membership_id: "people.HouseholdMembership" }
  }
)

/** The `created_by` of a list, or `NotFound` where there is none. */
export const getCreatedByOfList = Endpoint.get(
  "/people/v2/lists/{list_id}/created_by",
  Person,
  { include, fields: true },
  { name: "people.Person.getCreatedByOfList", below: { list_id: "people.List" } }
)

/** The people of a list. */
export const listOfList = Endpoint.list("/people/v2/lists/{list_id}/people", Person, capabilities, {
  name: "people.Person.listOfList",
  below: { list_id: "people.List" }
})

/** The `updated_by` of a list, or `NotFound` where there is none. */
export const getUpdatedByOfList = Endpoint.get(
  "/people/v2/lists/{list_id}/updated_by",
  Person,
  { include, fields: true },
  { name: "people.Person.getUpdatedByOfList", below: { list_id: "people.List" } }
)

/** The person of a list share, or `NotFound` where there is none. */
export const getOfListShare = Endpoint.get(
  "/people/v2/lists/{list_id}/shares/{list_share_id}/person",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfListShare", below: { list_id: "people.List", list_share_id: "people.ListShare" } }
)

/** The person of a workflow assignee summary, or `NotFound` where there is none. */
export const getOfWorkflowAssigneeSummary = Endpoint.get(
  "/people/v2/workflow_assignee_summaries/{workflow_assignee_summary_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfWorkflowAssigneeSummary",
    below: { workflow_assignee_summary_id: "people.WorkflowAssigneeSummary" }
  }
)

/** The `to` of a message, or `NotFound` where there is none. */
export const getOfMessage = Endpoint.get(
  "/people/v2/messages/{message_id}/to",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfMessage", below: { message_id: "people.Message" } }
)

/** The `from` of a message group, or `NotFound` where there is none. */
export const getOfMessageGroup = Endpoint.get(
  "/people/v2/message_groups/{message_group_id}/from",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfMessageGroup", below: { message_group_id: "people.MessageGroup" } }
)

/** The `created_by` of a note, or `NotFound` where there is none. */
export const getCreatedByOfNote = Endpoint.get(
  "/people/v2/notes/{note_id}/created_by",
  Person,
  { include, fields: true },
  { name: "people.Person.getCreatedByOfNote", below: { note_id: "people.Note" } }
)

/** The person of a note, or `NotFound` where there is none. */
export const getOfNote = Endpoint.get(
  "/people/v2/notes/{note_id}/person",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfNote", below: { note_id: "people.Note" } }
)

/** The `subscribers` of a note category. */
export const listOfNoteCategory = Endpoint.list(
  "/people/v2/note_categories/{note_category_id}/subscribers",
  Person,
  capabilities,
  { name: "people.Person.listOfNoteCategory", below: { note_category_id: "people.NoteCategory" } }
)

/** The person of a note category share, or `NotFound` where there is none. */
export const getOfNoteCategoryShare = Endpoint.get(
  "/people/v2/note_categories/{note_category_id}/shares/{note_category_share_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfNoteCategoryShare",
    below: { note_category_id: "people.NoteCategory", note_category_share_id: "people.NoteCategoryShare" }
  }
)

/** The person of a note category subscription, or `NotFound` where there is none. */
export const getOfNoteCategorySubscription = Endpoint.get(
  "/people/v2/note_category_subscriptions/{note_category_subscription_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfNoteCategorySubscription",
    below: { note_category_subscription_id: "people.NoteCategorySubscription" }
  }
)

/** The person of a people import history, or `NotFound` where there is none. */
export const getOfPeopleImportHistory = Endpoint.get(
  "/people/v2/people_imports/{people_import_id}/histories/{people_import_history_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfPeopleImportHistory",
    below: { people_import_id: "people.PeopleImport", people_import_history_id: "people.PeopleImportHistory" }
  }
)

/** The `created_by` of a report, or `NotFound` where there is none. */
export const getCreatedByOfReport = Endpoint.get(
  "/people/v2/reports/{report_id}/created_by",
  Person,
  { include, fields: true },
  { name: "people.Person.getCreatedByOfReport", below: { report_id: "people.Report" } }
)

/** The `updated_by` of a report, or `NotFound` where there is none. */
export const getUpdatedByOfReport = Endpoint.get(
  "/people/v2/reports/{report_id}/updated_by",
  Person,
  { include, fields: true },
  { name: "people.Person.getUpdatedByOfReport", below: { report_id: "people.Report" } }
)

/** The person of a social profile, or `NotFound` where there is none. */
export const getOfSocialProfile = Endpoint.get(
  "/people/v2/social_profiles/{social_profile_id}/person",
  Person,
  { include, fields: true },
  { name: "people.Person.getOfSocialProfile", below: { social_profile_id: "people.SocialProfile" } }
)

/** The `shared_people` of a workflow. */
export const listOfWorkflow = Endpoint.list("/people/v2/workflows/{workflow_id}/shared_people", Person, capabilities, {
  name: "people.Person.listOfWorkflow",
  below: { workflow_id: "people.Workflow" }
})

/** The `assignee` of a workflow card, or `NotFound` where there is none. */
export const getAssigneeOfWorkflowCard = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/assignee",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getAssigneeOfWorkflowCard",
    below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
  }
)

/** The person of a workflow card, or `NotFound` where there is none. */
export const getOfWorkflowCard = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfWorkflowCard",
    below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
  }
)

/** The person of a workflow share, or `NotFound` where there is none. */
export const getOfWorkflowShare = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_shares/{workflow_share_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfWorkflowShare",
    below: { person_id: "people.Person", workflow_share_id: "people.WorkflowShare" }
  }
)

/** The `default_assignee` of a workflow step, or `NotFound` where there is none. */
export const getOfWorkflowStep = Endpoint.get(
  "/people/v2/workflows/{workflow_id}/steps/{workflow_step_id}/default_assignee",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfWorkflowStep",
    below: { workflow_id: "people.Workflow", workflow_step_id: "people.WorkflowStep" }
  }
)

/** The person of a workflow step assignee summary, or `NotFound` where there is none. */
export const getOfWorkflowStepAssigneeSummary = Endpoint.get(
  "/people/v2/workflows/{workflow_id}/steps/{step_id}/assignee_summaries/{workflow_step_assignee_summary_id}/person",
  Person,
  { include, fields: true },
  {
    name: "people.Person.getOfWorkflowStepAssigneeSummary",
    below: {
      workflow_id: "people.Workflow",
      step_id: "people.WorkflowStep",
      workflow_step_assignee_summary_id: "people.WorkflowStepAssigneeSummary"
    }
  }
)

/** Makes a person. */
export const create = Endpoint.create("/people/v2/people", Person, {
  attributes: {
    accounting_administrator: Attribute.boolean,
    anniversary: Attribute.date,
    avatar: Attribute.string,
    birthdate: Attribute.date,
    child: Attribute.boolean,
    first_name: Attribute.string,
    gender: Attribute.string,
    gender_id: Attribute.id,
    given_name: Attribute.string,
    grade: Attribute.integer,
    graduation_year: Attribute.integer,
    inactivated_at: Attribute.instant,
    last_name: Attribute.string,
    medical_notes: Attribute.string,
    membership: Attribute.string,
    middle_name: Attribute.string,
    nickname: Attribute.string,
    people_permissions: Attribute.string,
    primary_campus_id: Attribute.id,
    remote_id: Attribute.integer,
    site_administrator: Attribute.boolean,
    status: Attribute.string,
    stripe_customer_identifier: Attribute.string
  },
  relationships: {
    addresses: { type: "Address", many: true },
    emails: { type: "Email", many: true },
    gender: { type: "Gender" },
    inactive_reason: { type: "InactiveReason" },
    marital_status: { type: "MaritalStatus" },
    name_prefix: { type: "NamePrefix" },
    name_suffix: { type: "NameSuffix" },
    phone_numbers: { type: "PhoneNumber", many: true },
    primary_campus: { type: "Campus" },
    school: { type: "SchoolOption" },
    social_profiles: { type: "SocialProfile", many: true }
  },
  included: true
})

/** Changes a person. */
export const update = Endpoint.update(
  "/people/v2/people/{id}",
  Person,
  {
    attributes: {
      accounting_administrator: Attribute.boolean,
      anniversary: Attribute.date,
      avatar: Attribute.string,
      birthdate: Attribute.date,
      child: Attribute.boolean,
      first_name: Attribute.string,
      gender: Attribute.string,
      gender_id: Attribute.id,
      given_name: Attribute.string,
      grade: Attribute.integer,
      graduation_year: Attribute.integer,
      inactivated_at: Attribute.instant,
      last_name: Attribute.string,
      medical_notes: Attribute.string,
      membership: Attribute.string,
      middle_name: Attribute.string,
      nickname: Attribute.string,
      people_permissions: Attribute.string,
      primary_campus_id: Attribute.id,
      remote_id: Attribute.integer,
      site_administrator: Attribute.boolean,
      status: Attribute.string,
      stripe_customer_identifier: Attribute.string
    },
    relationships: {
      addresses: { type: "Address", many: true },
      emails: { type: "Email", many: true },
      gender: { type: "Gender" },
      inactive_reason: { type: "InactiveReason" },
      marital_status: { type: "MaritalStatus" },
      name_prefix: { type: "NamePrefix" },
      name_suffix: { type: "NameSuffix" },
      phone_numbers: { type: "PhoneNumber", many: true },
      primary_campus: { type: "Campus" },
      school: { type: "SchoolOption" },
      social_profiles: { type: "SocialProfile", many: true }
    },
    included: true
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/people/{id}", Person)

export {
  /** Removes a person. */
  destroy as delete
}

/** For Planning Center's own staff. */
export const staffOnlyResetAgeChecks = Endpoint.action("/people/v2/people/{person_id}/staff_only_reset_age_checks", {
  name: "people.Person.staffOnlyResetAgeChecks",
  below: { person_id: "people.Person" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Person, list, get }
