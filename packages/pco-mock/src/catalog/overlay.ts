/**
 * What the documentation leaves out or gets wrong, each with the reason why we say otherwise. Everything else in this folder is
 * generated.
 */
import type { WireType } from "../Catalog.ts"

/** Corrections to one resource. */
export interface Correction {
  readonly why: string
  /** Edges in the form of the facts: `person>Person`. */
  readonly edges?: string
  /** Edges and actions that answer, and are not among the `links` of a record. */
  readonly unlinked?: string
  /** Where a record lives, if not at the place that is documented. */
  readonly instance?: string
  /** Attributes that are written as another type than the one documented. */
  readonly written?: { readonly [attribute: string]: WireType }
  /** Attributes a new record must be given: the documentation does not say which, these are assumed. */
  readonly required?: string
}

/** By key, `people.Person`. */
export const overlay: { readonly [key: string]: Correction } = {
  "people.Campus": {
    why: "recorded answers hold the coordinates as text; a campus without a name is nothing to choose from",
    written: { latitude: "string", longitude: "string" },
    required: "name"
  },
  "people.Person": {
    why: "a person with no name at all is refused; recorded links do not have the action that is for staff only",
    unlinked: "staff_only_reset_age_checks",
    required: "first_name last_name"
  },
  "people.Email": { why: "quoted validation errors name both", required: "address location" },
  "people.PhoneNumber": {
    why: "the person of a number can be asked for, though no edge is documented",
    edges: "person>Person",
    unlinked: "person",
    required: "number location"
  },
  "people.Address": {
    why: "the person of an address can be asked for, though no edge is documented",
    edges: "person>Person",
    unlinked: "person",
    required: "location"
  },
  "people.Household": { why: "a household without a name is refused", required: "name primary_contact_id" },
  "people.HouseholdMembership": { why: "a membership is somebody's", required: "person_id" },
  "people.FieldDatum": { why: "a value is of a field", required: "field_definition_id" },
  "people.Note": { why: "a note is of a category", required: "note note_category_id" },
  "people.WorkflowCard": { why: "a card is about somebody", required: "person_id" },
  "people.Workflow": { why: "a workflow has a name", required: "name" },
  "people.WorkflowStep": { why: "a step has a name", required: "name" },
  "people.Tab": { why: "a tab has a name", required: "name" },
  "people.FieldDefinition": { why: "a field has a name and a type", required: "name data_type" },
  "people.Organization": {
    why: "lists that are documented, without an edge that leads there; and a recorded date format is text",
    written: { date_format: "string" },
    edges:
      "custom_senders>CustomSender[] organization_statistics>OrganizationStatistics workflow_categories>WorkflowCategory[]",
    unlinked: "custom_senders organization_statistics workflow_categories"
  },
  "current.Organization": {
    why: "documented as a list, without an edge that leads there",
    edges: "people>Person[]",
    unlinked: "people"
  },
  "current.Person": {
    why: "`include=organization` is documented, the edge is not",
    edges: "organization>Organization",
    unlinked: "organization"
  },
  "giving.Organization": {
    why: "documented as lists of their own, without an edge that leads there",
    edges: "pledges>Pledge[] pledge_campaigns>PledgeCampaign[]",
    unlinked: "pledges pledge_campaigns"
  },
  "giving.Donation": { why: "a donation comes from a source", required: "payment_source_id" },
  "giving.Fund": { why: "a fund has a name", required: "name" },
  "giving.Label": { why: "a label is its slug", required: "slug" },
  "giving.Pledge": {
    why: "a pledge is somebody's, to a campaign",
    required: "person_id pledge_campaign_id amount_cents"
  },
  "groups.Organization": {
    why: "documented as lists of their own, without an edge that leads there",
    edges: "locations>Location[] tags>Tag[]",
    unlinked: "locations tags"
  },
  "groups.Membership": { why: "a membership is somebody's", required: "person_id" },
  "check-ins.Organization": {
    why: "documented as lists of their own, without an edge that leads there",
    edges: "attendance_types>AttendanceType[] check_in_groups>CheckInGroup[] locations>Location[]",
    unlinked: "attendance_types check_in_groups locations"
  },
  "services.Organization": {
    why: "the edge `plans` is documented as leading to organizations, which cannot be meant; the others have lists and no edge",
    edges: "plans>Plan[] attachments>Attachment[] attachment_type_groups>AttachmentTypeGroup[] chats>Chat chat>Chat",
    unlinked: "plans attachments attachment_type_groups chats"
  },
  "services.CustomSlide": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/items/{}/custom_slides/{}"
  },
  "services.ItemNote": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/items/{}/item_notes/{}"
  },
  "services.ItemTime": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/items/{}/item_times/{}"
  },
  "services.Live": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/live/{}"
  },
  "services.NeededPosition": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/needed_positions/{}"
  },
  "services.Attendance": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/attendances/{}"
  },
  "services.Contributor": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/contributors/{}"
  },
  "services.PlanNote": {
    why: "the documented place is below a song, a series or a template, which not every plan has; this one is documented as well",
    instance: "service_types/{}/plans/{}/notes/{}"
  },
  "services.Song": { why: "a song has a title", required: "title" },
  "webhooks.WebhookSubscription": { why: "a subscription is to one event at one place", required: "name url" }
}
