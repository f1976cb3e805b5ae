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
  /** Attributes the documentation does not have, in the form of the facts: `created_at:date_time`. */
  readonly attributes?: string
  /** What else may be asked for with `where`, in the form of the facts, and sorted by. */
  readonly query?: string
  readonly order?: string
  /** Attributes that may be written as well. */
  readonly assignable?: string
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
  "people.Email": { why: "an email without a location is accepted (third party's live test)", required: "address" },
  "people.PhoneNumber": {
    why: "the person of a number can be asked for, though no edge is documented",
    edges: "person>Person",
    unlinked: "person",
    // accepted without a location (third party's live test)
    required: "number"
  },
  "people.Address": {
    why: "the person of an address can be asked for, though no edge is documented; it takes `street` beside `street_line_1` and needs no location (third party's live test)",
    edges: "person>Person",
    unlinked: "person",
    assignable: "street"
  },
  "people.Household": { why: "a household without a name is refused", required: "name primary_contact_id" },
  "people.HouseholdMembership": { why: "a membership is somebody's", required: "person_id" },
  "people.FieldDatum": {
    why: "a value is of a field; recorded with both times and a file that is an object or null; both can be asked and sorted by (recorded, OpenAPI 2026-06-04)",
    attributes: "created_at:date_time updated_at:date_time",
    query: "created_at:date_time updated_at:date_time",
    order: "created_at updated_at",
    written: { file: "object" },
    required: "field_definition_id"
  },
  "people.Note": {
    why: "a note is of a category; its ids are recorded as numbers",
    written: {
      note_category_id: "integer",
      organization_id: "integer",
      person_id: "integer",
      created_by_id: "integer"
    },
    required: "note note_category_id"
  },
  "people.PersonMerger": {
    why: "ids that are recorded as numbers",
    written: { person_to_keep_id: "integer", person_to_remove_id: "integer" }
  },
  "people.WorkflowShare": { why: "an id that is recorded as a number", written: { person_id: "integer" } },
  "groups.GroupType": { why: "recorded as an object", written: { default_group_settings: "object" } },
  "services.Key": { why: "recorded as a list", written: { alternate_keys: "array" } },
  "people.WorkflowCard": { why: "a card is about somebody", required: "person_id" },
  "people.Workflow": { why: "a workflow has a name", required: "name" },
  "people.WorkflowStep": { why: "a step has a name", required: "name" },
  "people.Tab": { why: "a tab has a name", required: "name" },
  "people.FieldDefinition": {
    why: "a field has a name and a type; the id of its tab is recorded as a number",
    written: { tab_id: "integer" },
    required: "name data_type"
  },
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
