/** Planning Center People: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as Address from "./people/Address.ts"
import * as App from "./people/App.ts"
import * as BackgroundCheck from "./people/BackgroundCheck.ts"
import * as BirthdayPeople from "./people/BirthdayPeople.ts"
import * as Campus from "./people/Campus.ts"
import * as Carrier from "./people/Carrier.ts"
import * as Condition from "./people/Condition.ts"
import * as ConnectedPerson from "./people/ConnectedPerson.ts"
import * as CustomSender from "./people/CustomSender.ts"
import * as Email from "./people/Email.ts"
import * as FieldDatum from "./people/FieldDatum.ts"
import * as FieldDefinition from "./people/FieldDefinition.ts"
import * as FieldOption from "./people/FieldOption.ts"
import * as Form from "./people/Form.ts"
import * as FormCategory from "./people/FormCategory.ts"
import * as FormField from "./people/FormField.ts"
import * as FormFieldCondition from "./people/FormFieldCondition.ts"
import * as FormFieldOption from "./people/FormFieldOption.ts"
import * as FormSubmission from "./people/FormSubmission.ts"
import * as FormSubmissionValue from "./people/FormSubmissionValue.ts"
import * as Household from "./people/Household.ts"
import * as HouseholdMembership from "./people/HouseholdMembership.ts"
import * as InactiveReason from "./people/InactiveReason.ts"
import * as List from "./people/List.ts"
import * as ListCategory from "./people/ListCategory.ts"
import * as ListResult from "./people/ListResult.ts"
import * as ListShare from "./people/ListShare.ts"
import * as ListStar from "./people/ListStar.ts"
import * as MailchimpSyncStatus from "./people/MailchimpSyncStatus.ts"
import * as MaritalStatus from "./people/MaritalStatus.ts"
import * as MembershipType from "./people/MembershipType.ts"
import * as Message from "./people/Message.ts"
import * as MessageGroup from "./people/MessageGroup.ts"
import * as NamePrefix from "./people/NamePrefix.ts"
import * as NameSuffix from "./people/NameSuffix.ts"
import * as Note from "./people/Note.ts"
import * as NoteCategory from "./people/NoteCategory.ts"
import * as NoteCategoryShare from "./people/NoteCategoryShare.ts"
import * as NoteCategorySubscription from "./people/NoteCategorySubscription.ts"
import * as Organization from "./people/Organization.ts"
import * as OrganizationStatistics from "./people/OrganizationStatistics.ts"
import * as PeopleImport from "./people/PeopleImport.ts"
import * as PeopleImportConflict from "./people/PeopleImportConflict.ts"
import * as PeopleImportHistory from "./people/PeopleImportHistory.ts"
import * as Person from "./people/Person.ts"
import * as PersonApp from "./people/PersonApp.ts"
import * as PersonMerger from "./people/PersonMerger.ts"
import * as PhoneNumber from "./people/PhoneNumber.ts"
import * as PlatformNotification from "./people/PlatformNotification.ts"
import * as Report from "./people/Report.ts"
import * as Rule from "./people/Rule.ts"
import * as SchoolOption from "./people/SchoolOption.ts"
import * as ServiceTime from "./people/ServiceTime.ts"
import * as SocialProfile from "./people/SocialProfile.ts"
import * as SpamEmailAddress from "./people/SpamEmailAddress.ts"
import * as Tab from "./people/Tab.ts"
import * as Workflow from "./people/Workflow.ts"
import * as WorkflowAssigneeSummary from "./people/WorkflowAssigneeSummary.ts"
import * as WorkflowCard from "./people/WorkflowCard.ts"
import * as WorkflowCardActivity from "./people/WorkflowCardActivity.ts"
import * as WorkflowCardNote from "./people/WorkflowCardNote.ts"
import * as WorkflowCategory from "./people/WorkflowCategory.ts"
import * as WorkflowShare from "./people/WorkflowShare.ts"
import * as WorkflowStep from "./people/WorkflowStep.ts"
import * as WorkflowStepAssigneeSummary from "./people/WorkflowStepAssigneeSummary.ts"

export {
  Address,
  App,
  BackgroundCheck,
  BirthdayPeople,
  Campus,
  Carrier,
  Condition,
  ConnectedPerson,
  CustomSender,
  Email,
  FieldDatum,
  FieldDefinition,
  FieldOption,
  Form,
  FormCategory,
  FormField,
  FormFieldCondition,
  FormFieldOption,
  FormSubmission,
  FormSubmissionValue,
  Household,
  HouseholdMembership,
  InactiveReason,
  List,
  ListCategory,
  ListResult,
  ListShare,
  ListStar,
  MailchimpSyncStatus,
  MaritalStatus,
  MembershipType,
  Message,
  MessageGroup,
  NamePrefix,
  NameSuffix,
  Note,
  NoteCategory,
  NoteCategoryShare,
  NoteCategorySubscription,
  Organization,
  OrganizationStatistics,
  PeopleImport,
  PeopleImportConflict,
  PeopleImportHistory,
  Person,
  PersonApp,
  PersonMerger,
  PhoneNumber,
  PlatformNotification,
  Report,
  Rule,
  SchoolOption,
  ServiceTime,
  SocialProfile,
  SpamEmailAddress,
  Tab,
  Workflow,
  WorkflowAssigneeSummary,
  WorkflowCard,
  WorkflowCardActivity,
  WorkflowCardNote,
  WorkflowCategory,
  WorkflowShare,
  WorkflowStep,
  WorkflowStepAssigneeSummary
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  addresses: {
    list: Address.list,
    getById: Address.get,
    listOfPerson: Address.listOfPerson,
    createBelowPerson: Address.createBelowPerson,
    update: Address.update,
    delete: Address.delete
  },
  apps: {
    list: App.list,
    getById: App.get,
    getOfMessageGroup: App.getOfMessageGroup,
    listOfPerson: App.listOfPerson,
    getOfPersonApp: App.getOfPersonApp
  },
  backgroundChecks: {
    list: BackgroundCheck.list,
    getById: BackgroundCheck.get,
    listOfPerson: BackgroundCheck.listOfPerson,
    createBelowPerson: BackgroundCheck.createBelowPerson,
    update: BackgroundCheck.update,
    delete: BackgroundCheck.delete
  },
  birthdayPeople: { get: BirthdayPeople.get },
  campuses: {
    list: Campus.list,
    getById: Campus.get,
    getOfForm: Campus.getOfForm,
    getOfList: Campus.getOfList,
    getOfPerson: Campus.getOfPerson,
    create: Campus.create,
    update: Campus.update,
    delete: Campus.delete
  },
  carriers: { list: Carrier.list },
  conditions: { getById: Condition.get, listOfRule: Condition.listOfRule },
  connectedPeople: { getById: ConnectedPerson.get, listOfPerson: ConnectedPerson.listOfPerson },
  customSenders: {
    list: CustomSender.list,
    getById: CustomSender.get,
    sendVerification: CustomSender.sendVerification
  },
  emails: {
    list: Email.list,
    getById: Email.get,
    listOfPerson: Email.listOfPerson,
    createBelowPerson: Email.createBelowPerson,
    update: Email.update,
    delete: Email.delete
  },
  fieldData: {
    list: FieldDatum.list,
    getById: FieldDatum.get,
    listOfPerson: FieldDatum.listOfPerson,
    createBelowPerson: FieldDatum.createBelowPerson,
    update: FieldDatum.update,
    delete: FieldDatum.delete
  },
  fieldDefinitions: {
    list: FieldDefinition.list,
    getById: FieldDefinition.get,
    getOfFieldDatum: FieldDefinition.getOfFieldDatum,
    listOfTab: FieldDefinition.listOfTab,
    createBelowTab: FieldDefinition.createBelowTab,
    update: FieldDefinition.update,
    delete: FieldDefinition.delete
  },
  fieldOptions: {
    getById: FieldOption.get,
    getOfFieldDatum: FieldOption.getOfFieldDatum,
    listOfFieldDefinition: FieldOption.listOfFieldDefinition,
    listOfTab: FieldOption.listOfTab,
    createBelowFieldDefinition: FieldOption.createBelowFieldDefinition,
    update: FieldOption.update,
    delete: FieldOption.delete
  },
  formCategories: {
    list: FormCategory.list,
    getById: FormCategory.get,
    getOfForm: FormCategory.getOfForm,
    create: FormCategory.create,
    update: FormCategory.update,
    delete: FormCategory.delete
  },
  formFieldConditions: {
    getById: FormFieldCondition.get,
    listOfFormField: FormFieldCondition.listOfFormField,
    createBelowFormField: FormFieldCondition.createBelowFormField,
    update: FormFieldCondition.update,
    delete: FormFieldCondition.delete
  },
  formFieldOptions: {
    getById: FormFieldOption.get,
    listOfFormField: FormFieldOption.listOfFormField,
    getOfFormFieldCondition: FormFieldOption.getOfFormFieldCondition
  },
  formFields: {
    getById: FormField.get,
    listOfForm: FormField.listOfForm,
    listOfFormSubmission: FormField.listOfFormSubmission,
    getOfFormFieldCondition: FormField.getOfFormFieldCondition,
    getTriggerFormFieldOfFormFieldCondition: FormField.getTriggerFormFieldOfFormFieldCondition
  },
  forms: { list: Form.list, getById: Form.get, getOfFormSubmission: Form.getOfFormSubmission },
  formSubmissions: { getById: FormSubmission.get, listOfForm: FormSubmission.listOfForm },
  formSubmissionValues: {
    getById: FormSubmissionValue.get,
    listOfFormSubmission: FormSubmissionValue.listOfFormSubmission
  },
  householdMemberships: {
    getById: HouseholdMembership.get,
    listOfHousehold: HouseholdMembership.listOfHousehold,
    listOfPerson: HouseholdMembership.listOfPerson,
    createBelowHousehold: HouseholdMembership.createBelowHousehold,
    update: HouseholdMembership.update,
    delete: HouseholdMembership.delete
  },
  households: {
    list: Household.list,
    getById: Household.get,
    getOfHouseholdMembership: Household.getOfHouseholdMembership,
    getOfPeopleImportHistory: Household.getOfPeopleImportHistory,
    listOfPerson: Household.listOfPerson,
    create: Household.create,
    update: Household.update,
    delete: Household.delete
  },
  inactiveReasons: {
    list: InactiveReason.list,
    getById: InactiveReason.get,
    getOfPerson: InactiveReason.getOfPerson,
    create: InactiveReason.create,
    update: InactiveReason.update,
    delete: InactiveReason.delete
  },
  listCategories: {
    list: ListCategory.list,
    getById: ListCategory.get,
    getOfList: ListCategory.getOfList,
    create: ListCategory.create,
    update: ListCategory.update,
    delete: ListCategory.delete
  },
  listResults: { getById: ListResult.get, listOfList: ListResult.listOfList },
  lists: {
    list: List.list,
    getById: List.get,
    listOfCampus: List.listOfCampus,
    listOfListCategory: List.listOfListCategory,
    update: List.update,
    mailchimpSync: List.mailchimpSync,
    run: List.run
  },
  listShares: {
    getById: ListShare.get,
    listOfList: ListShare.listOfList,
    createBelowList: ListShare.createBelowList,
    update: ListShare.update,
    delete: ListShare.delete
  },
  listStars: {
    getById: ListStar.get,
    getOfList: ListStar.getOfList,
    createBelowList: ListStar.createBelowList,
    delete: ListStar.delete
  },
  mailchimpSyncStatuses: { getById: MailchimpSyncStatus.get, getOfList: MailchimpSyncStatus.getOfList },
  maritalStatuses: {
    list: MaritalStatus.list,
    getById: MaritalStatus.get,
    getOfPerson: MaritalStatus.getOfPerson,
    create: MaritalStatus.create,
    update: MaritalStatus.update,
    delete: MaritalStatus.delete
  },
  membershipTypes: {
    list: MembershipType.list,
    getById: MembershipType.get,
    create: MembershipType.create,
    update: MembershipType.update,
    delete: MembershipType.delete
  },
  messageGroups: {
    list: MessageGroup.list,
    getById: MessageGroup.get,
    getOfMessage: MessageGroup.getOfMessage,
    listOfPerson: MessageGroup.listOfPerson
  },
  messages: {
    list: Message.list,
    getById: Message.get,
    listOfMessageGroup: Message.listOfMessageGroup,
    listOfPerson: Message.listOfPerson
  },
  namePrefixes: {
    list: NamePrefix.list,
    getById: NamePrefix.get,
    getOfPerson: NamePrefix.getOfPerson,
    create: NamePrefix.create,
    update: NamePrefix.update,
    delete: NamePrefix.delete
  },
  nameSuffixes: {
    list: NameSuffix.list,
    getById: NameSuffix.get,
    getOfPerson: NameSuffix.getOfPerson,
    create: NameSuffix.create,
    update: NameSuffix.update,
    delete: NameSuffix.delete
  },
  noteCategories: {
    list: NoteCategory.list,
    getById: NoteCategory.get,
    getOfNote: NoteCategory.getOfNote,
    create: NoteCategory.create,
    update: NoteCategory.update,
    delete: NoteCategory.delete
  },
  noteCategoryShares: {
    getById: NoteCategoryShare.get,
    listOfNoteCategory: NoteCategoryShare.listOfNoteCategory,
    createBelowNoteCategory: NoteCategoryShare.createBelowNoteCategory,
    update: NoteCategoryShare.update,
    delete: NoteCategoryShare.delete
  },
  noteCategorySubscriptions: {
    list: NoteCategorySubscription.list,
    getById: NoteCategorySubscription.get,
    listOfNoteCategory: NoteCategorySubscription.listOfNoteCategory
  },
  notes: {
    list: Note.list,
    getById: Note.get,
    listOfPerson: Note.listOfPerson,
    createBelowPerson: Note.createBelowPerson,
    update: Note.update,
    delete: Note.delete
  },
  organization: { get: Organization.get, getOfPerson: Organization.getOfPerson },
  organizationStatistics: { get: OrganizationStatistics.get },
  people: {
    list: Person.list,
    getById: Person.get,
    getOfBackgroundCheck: Person.getOfBackgroundCheck,
    getOfCondition: Person.getOfCondition,
    getOfEmail: Person.getOfEmail,
    getOfFieldDatum: Person.getOfFieldDatum,
    getOfFormSubmission: Person.getOfFormSubmission,
    listOfHousehold: Person.listOfHousehold,
    getOfHouseholdMembership: Person.getOfHouseholdMembership,
    getCreatedByOfList: Person.getCreatedByOfList,
    listOfList: Person.listOfList,
    getUpdatedByOfList: Person.getUpdatedByOfList,
    getOfListShare: Person.getOfListShare,
    getOfWorkflowAssigneeSummary: Person.getOfWorkflowAssigneeSummary,
    getOfMessage: Person.getOfMessage,
    getOfMessageGroup: Person.getOfMessageGroup,
    getCreatedByOfNote: Person.getCreatedByOfNote,
    getOfNote: Person.getOfNote,
    listOfNoteCategory: Person.listOfNoteCategory,
    getOfNoteCategoryShare: Person.getOfNoteCategoryShare,
    getOfNoteCategorySubscription: Person.getOfNoteCategorySubscription,
    getOfPeopleImportHistory: Person.getOfPeopleImportHistory,
    getCreatedByOfReport: Person.getCreatedByOfReport,
    getUpdatedByOfReport: Person.getUpdatedByOfReport,
    getOfSocialProfile: Person.getOfSocialProfile,
    listOfWorkflow: Person.listOfWorkflow,
    getAssigneeOfWorkflowCard: Person.getAssigneeOfWorkflowCard,
    getOfWorkflowCard: Person.getOfWorkflowCard,
    getOfWorkflowShare: Person.getOfWorkflowShare,
    getOfWorkflowStep: Person.getOfWorkflowStep,
    getOfWorkflowStepAssigneeSummary: Person.getOfWorkflowStepAssigneeSummary,
    create: Person.create,
    update: Person.update,
    delete: Person.delete,
    staffOnlyResetAgeChecks: Person.staffOnlyResetAgeChecks
  },
  peopleImportConflicts: {
    getById: PeopleImportConflict.get,
    listOfPeopleImport: PeopleImportConflict.listOfPeopleImport
  },
  peopleImportHistories: {
    getById: PeopleImportHistory.get,
    listOfPeopleImport: PeopleImportHistory.listOfPeopleImport
  },
  peopleImports: { list: PeopleImport.list, getById: PeopleImport.get },
  personApps: {
    getById: PersonApp.get,
    listOfPerson: PersonApp.listOfPerson,
    createBelowPerson: PersonApp.createBelowPerson
  },
  personMergers: { list: PersonMerger.list, getById: PersonMerger.get },
  phoneNumbers: {
    list: PhoneNumber.list,
    getById: PhoneNumber.get,
    listOfPerson: PhoneNumber.listOfPerson,
    createBelowPerson: PhoneNumber.createBelowPerson,
    update: PhoneNumber.update,
    delete: PhoneNumber.delete
  },
  platformNotifications: { getById: PlatformNotification.get, listOfPerson: PlatformNotification.listOfPerson },
  reports: {
    list: Report.list,
    getById: Report.get,
    create: Report.create,
    update: Report.update,
    delete: Report.delete
  },
  rules: { getById: Rule.get, listOfList: Rule.listOfList },
  schoolOptions: {
    list: SchoolOption.list,
    getById: SchoolOption.get,
    getOfPerson: SchoolOption.getOfPerson,
    getOfSchoolOption: SchoolOption.getOfSchoolOption,
    create: SchoolOption.create,
    update: SchoolOption.update,
    delete: SchoolOption.delete
  },
  serviceTimes: {
    getById: ServiceTime.get,
    listOfCampus: ServiceTime.listOfCampus,
    createBelowCampus: ServiceTime.createBelowCampus,
    update: ServiceTime.update,
    delete: ServiceTime.delete
  },
  socialProfiles: {
    list: SocialProfile.list,
    getById: SocialProfile.get,
    listOfPerson: SocialProfile.listOfPerson,
    createBelowPerson: SocialProfile.createBelowPerson,
    update: SocialProfile.update,
    delete: SocialProfile.delete
  },
  spamEmailAddresses: { list: SpamEmailAddress.list, getById: SpamEmailAddress.get },
  tabs: {
    list: Tab.list,
    getById: Tab.get,
    getOfFieldDatum: Tab.getOfFieldDatum,
    getOfFieldDefinition: Tab.getOfFieldDefinition,
    create: Tab.create,
    update: Tab.update,
    delete: Tab.delete
  },
  workflowAssigneeSummaries: { list: WorkflowAssigneeSummary.list, getById: WorkflowAssigneeSummary.get },
  workflowCardActivities: {
    getById: WorkflowCardActivity.get,
    listOfWorkflowCard: WorkflowCardActivity.listOfWorkflowCard,
    delete: WorkflowCardActivity.delete
  },
  workflowCardNotes: {
    getById: WorkflowCardNote.get,
    listOfWorkflowCard: WorkflowCardNote.listOfWorkflowCard,
    createBelowWorkflowCard: WorkflowCardNote.createBelowWorkflowCard
  },
  workflowCards: {
    getById: WorkflowCard.get,
    listOfPerson: WorkflowCard.listOfPerson,
    listOfWorkflow: WorkflowCard.listOfWorkflow,
    createBelowWorkflow: WorkflowCard.createBelowWorkflow,
    update: WorkflowCard.update,
    delete: WorkflowCard.delete,
    goBack: WorkflowCard.goBack,
    promote: WorkflowCard.promote,
    remove: WorkflowCard.remove,
    restore: WorkflowCard.restore,
    sendEmail: WorkflowCard.sendEmail,
    skipStep: WorkflowCard.skipStep,
    snooze: WorkflowCard.snooze,
    unsnooze: WorkflowCard.unsnooze
  },
  workflowCategories: {
    list: WorkflowCategory.list,
    getById: WorkflowCategory.get,
    getOfWorkflow: WorkflowCategory.getOfWorkflow,
    create: WorkflowCategory.create,
    update: WorkflowCategory.update,
    delete: WorkflowCategory.delete
  },
  workflows: {
    list: Workflow.list,
    getById: Workflow.get,
    getOfWorkflowCard: Workflow.getOfWorkflowCard,
    create: Workflow.create,
    update: Workflow.update,
    delete: Workflow.delete
  },
  workflowShares: {
    getById: WorkflowShare.get,
    listOfPerson: WorkflowShare.listOfPerson,
    listOfWorkflow: WorkflowShare.listOfWorkflow,
    createBelowWorkflow: WorkflowShare.createBelowWorkflow,
    update: WorkflowShare.update,
    delete: WorkflowShare.delete
  },
  workflowStepAssigneeSummaries: {
    getById: WorkflowStepAssigneeSummary.get,
    listOfWorkflowStep: WorkflowStepAssigneeSummary.listOfWorkflowStep
  },
  workflowSteps: {
    getById: WorkflowStep.get,
    listOfWorkflow: WorkflowStep.listOfWorkflow,
    getOfWorkflowCard: WorkflowStep.getOfWorkflowCard,
    createBelowWorkflow: WorkflowStep.createBelowWorkflow,
    update: WorkflowStep.update,
    delete: WorkflowStep.delete
  }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  Address.readable,
  App.readable,
  BackgroundCheck.readable,
  Campus.readable,
  Email.readable,
  FieldDatum.readable,
  FieldDefinition.readable,
  Form.readable,
  FormCategory.readable,
  Household.readable,
  InactiveReason.readable,
  List.readable,
  ListCategory.readable,
  MaritalStatus.readable,
  MembershipType.readable,
  Message.readable,
  MessageGroup.readable,
  NamePrefix.readable,
  NameSuffix.readable,
  Note.readable,
  NoteCategory.readable,
  NoteCategorySubscription.readable,
  PeopleImport.readable,
  Person.readable,
  PersonMerger.readable,
  PhoneNumber.readable,
  Report.readable,
  SchoolOption.readable,
  SocialProfile.readable,
  SpamEmailAddress.readable,
  Tab.readable,
  Workflow.readable,
  WorkflowAssigneeSummary.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  Condition.nested,
  ConnectedPerson.nested,
  FieldOption.nested,
  FormField.nested,
  FormFieldCondition.nested,
  FormFieldOption.nested,
  FormSubmission.nested,
  FormSubmissionValue.nested,
  HouseholdMembership.nested,
  ListResult.nested,
  ListShare.nested,
  ListStar.nested,
  MailchimpSyncStatus.nested,
  NoteCategoryShare.nested,
  PeopleImportConflict.nested,
  PeopleImportHistory.nested,
  PersonApp.nested,
  PlatformNotification.nested,
  Rule.nested,
  ServiceTime.nested,
  WorkflowCard.nested,
  WorkflowCardActivity.nested,
  WorkflowCardNote.nested,
  WorkflowCategory.nested,
  WorkflowShare.nested,
  WorkflowStep.nested,
  WorkflowStepAssigneeSummary.nested
]

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [
  BirthdayPeople.get,
  Organization.get,
  OrganizationStatistics.get
]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [
  Address.Address,
  App.App,
  BackgroundCheck.BackgroundCheck,
  BirthdayPeople.BirthdayPeople,
  Campus.Campus,
  Carrier.Carrier,
  Condition.Condition,
  ConnectedPerson.ConnectedPerson,
  CustomSender.CustomSender,
  Email.Email,
  FieldDatum.FieldDatum,
  FieldDefinition.FieldDefinition,
  FieldOption.FieldOption,
  Form.Form,
  FormCategory.FormCategory,
  FormField.FormField,
  FormFieldCondition.FormFieldCondition,
  FormFieldOption.FormFieldOption,
  FormSubmission.FormSubmission,
  FormSubmissionValue.FormSubmissionValue,
  Household.Household,
  HouseholdMembership.HouseholdMembership,
  InactiveReason.InactiveReason,
  List.List,
  ListCategory.ListCategory,
  ListResult.ListResult,
  ListShare.ListShare,
  ListStar.ListStar,
  MailchimpSyncStatus.MailchimpSyncStatus,
  MaritalStatus.MaritalStatus,
  MembershipType.MembershipType,
  Message.Message,
  MessageGroup.MessageGroup,
  NamePrefix.NamePrefix,
  NameSuffix.NameSuffix,
  Note.Note,
  NoteCategory.NoteCategory,
  NoteCategoryShare.NoteCategoryShare,
  NoteCategorySubscription.NoteCategorySubscription,
  Organization.Organization,
  OrganizationStatistics.OrganizationStatistics,
  PeopleImport.PeopleImport,
  PeopleImportConflict.PeopleImportConflict,
  PeopleImportHistory.PeopleImportHistory,
  Person.Person,
  PersonApp.PersonApp,
  PersonMerger.PersonMerger,
  PhoneNumber.PhoneNumber,
  PlatformNotification.PlatformNotification,
  Report.Report,
  Rule.Rule,
  SchoolOption.SchoolOption,
  ServiceTime.ServiceTime,
  SocialProfile.SocialProfile,
  SpamEmailAddress.SpamEmailAddress,
  Tab.Tab,
  Workflow.Workflow,
  WorkflowAssigneeSummary.WorkflowAssigneeSummary,
  WorkflowCard.WorkflowCard,
  WorkflowCardActivity.WorkflowCardActivity,
  WorkflowCardNote.WorkflowCardNote,
  WorkflowCategory.WorkflowCategory,
  WorkflowShare.WorkflowShare,
  WorkflowStep.WorkflowStep,
  WorkflowStepAssigneeSummary.WorkflowStepAssigneeSummary
]
