/**
 * What the documentation gets wrong or leaves out, each with the reason and where it is known from.
 *
 * The generators of the client and of the simulator both read this, so that each mistake is corrected once. Keys are
 * `product.Type`, or `product.Type.name` for what a resource has. A generator fails at a key that nothing in the catalog
 * has, so that an entry goes when its mistake does.
 *
 * Sources, by short names: `recordings` are answers recorded from real organizations (the folder of that name, the
 * golden files of vrwarp/pcomirror, and the cassettes of MortarStone/planning_center-ruby); `docs` is Planning Center's documentation of 2025-10; `openapi` its OpenAPI files of 2026;
 * `issue n` is planningcenter/developers issue n.
 */
import type { WireType } from "./Catalog.ts"

/** What is sent under the name of an attribute, where that is not documented or documented wrongly. */
export interface AttributeCorrection {
  readonly type: WireType
  /** How the value is written, where that is not how its type is. */
  readonly sentAs?: WireType
  /** The last version that was recorded with it. */
  readonly until?: string
  readonly reason: string
}

/** Attributes whose documented type is not what is sent, and some that are sent without being documented. */
export const attributes: Readonly<Record<string, AttributeCorrection>> = {
  "people.Campus.latitude": {
    type: "float",
    sentAs: "string",
    reason: "documented as a number, sent as text (recordings)"
  },
  "people.Campus.longitude": {
    type: "float",
    sentAs: "string",
    reason: "documented as a number, sent as text (recordings)"
  },
  "people.FieldDatum.file": {
    type: "object",
    reason: 'documented as text, sent as an object, `{ "url": "…" }`, or as null (recordings)'
  },
  "people.Organization.date_format": {
    type: "string",
    reason: "documented as a whole number, sent as text: `%m/%d/%Y` (recordings)"
  },
  "calendar.EventTime.name": { type: "string", reason: "documented as a moment, which no name is (docs)" },
  "services.Person.anniversary": {
    type: "string",
    reason: "a day that is documented as a moment: kept as whatever text it is"
  },
  "services.Person.birthdate": {
    type: "string",
    reason: "a day that is documented as a moment: kept as whatever text it is"
  },
  "check-ins.RosterListPerson.birthdate": {
    type: "string",
    reason: "a day that is documented as a moment: kept as whatever text it is"
  },
  "check-ins.IntegrationLink.remote_id": {
    type: "primary_key",
    reason: "an id of something elsewhere, documented as text"
  },
  "people.Address.street": {
    type: "string",
    until: "2022-01-28",
    reason: "sent up to 2022-01-28, and in no documentation since (recordings)"
  },
  "groups.GroupType.default_group_settings": {
    type: "object",
    reason: 'documented as text, sent as an object: `{ "contact_email": "…" }` (recordings)'
  },
  "groups.Group.tag_ids": {
    type: "array",
    reason:
      "documented as one whole number, though a group has several tags: only to be written, as a list of ids (docs)"
  },
  "webhooks.WebhookSubscription.application_id": {
    type: "primary_key",
    reason: "documented as text, sent as a number by the older version of this resource (recordings)"
  },
  "services.Key.alternate_keys": { type: "array", reason: "documented as text, sent as a list (recordings)" },
  "services.Plan.sort_date": {
    type: "string",
    reason:
      "documented as a moment; it is the organization's local time, labelled as UTC (recordings): sort by it, and never compare it with a moment"
  },
  "services.Schedule.sort_date": {
    type: "string",
    reason: "the sort_date of its plan, which is local time labelled as UTC: never compare it with a moment"
  },
  "services.Organization.date_format": {
    type: "unknown",
    reason: "documented as a whole number whose values are `US` and `EU`: one of the two is wrong (docs)"
  },
  "services.Organization.file_storage_size": {
    type: "unknown",
    reason: "documented as true or false, which no size is (docs)"
  },
  "services.Organization.file_storage_size_used": {
    type: "unknown",
    reason: "documented as true or false, which no size is (docs)"
  },
  "services.Schedule.organization_twenty_four_hour_time": {
    type: "unknown",
    reason: "documented as text, and as true or false wherever else it is (docs)"
  },
  "publishing.EpisodeStatistics.library_watch_count": {
    type: "unknown",
    reason: "documented as true or false, which no count is (docs)"
  },
  "publishing.EpisodeStatistics.live_watch_count": {
    type: "unknown",
    reason: "documented as true or false, which no count is (docs)"
  },
  "groups.Group.enrollment_open": { type: "boolean", reason: "sent without being documented (recordings)" },
  "groups.Group.enrollment_strategy": { type: "string", reason: "sent without being documented (recordings)" },
  "people.FieldDefinition.tab_id": { type: "primary_key", sentAs: "integer", reason: "sent as a number (recordings)" },
  "people.Note.note_category_id": { type: "primary_key", sentAs: "integer", reason: "sent as a number (recordings)" },
  "people.Note.organization_id": { type: "primary_key", sentAs: "integer", reason: "sent as a number (recordings)" },
  "people.Note.person_id": { type: "primary_key", sentAs: "integer", reason: "sent as a number (recordings)" },
  "people.Note.created_by_id": { type: "primary_key", sentAs: "integer", reason: "sent as a number (recordings)" },
  "people.PersonMerger.person_to_keep_id": {
    type: "primary_key",
    sentAs: "integer",
    reason: "sent as a number (recordings)"
  },
  "people.PersonMerger.person_to_remove_id": {
    type: "primary_key",
    sentAs: "integer",
    reason: "sent as a number (recordings)"
  },
  "people.WorkflowShare.person_id": { type: "primary_key", sentAs: "integer", reason: "sent as a number (recordings)" }
}

/** What OpenAPI files list among the attributes, and no recording has: names that can only be searched by. */
export const notAttributes: ReadonlyArray<string> = [
  "people.Person.search_name",
  "people.Person.search_name_or_email",
  "people.Person.search_name_or_email_or_phone_number",
  "people.Person.search_phone_number",
  "people.Person.search_phone_number_e164"
]

/** Remarks that stand above an attribute. */
export const remarks: Readonly<Record<string, string>> = {
  "services.Plan.last_time_at": "in the organization's own time zone, unlike other moments (docs)",
  "services.Plan.files_expire_at": "in the organization's own time zone, unlike other moments (docs)",
  "people.Workflow.deleted_at": "always null here: a deleted workflow is not shown at all (issue 1234)",
  "people.Person.medical_notes": "a change of it does not move updated_at (issue 604)",
  "people.Person.updated_at":
    "moves with addresses, emails and phone numbers too, though not always (issues 313, 604, 965)",
  "people.Household.updated_at": "a change of who belongs to it does not always move this (pcomirror)",
  "calendar.EventInstance.updated_at": "another name, place or description of the event does not move it (issue 1385)",
  "people.Person.inactivated_at": "set where others are deleted: the record stays, in the same listing (docs)",
  "people.WorkflowCard.removed_at": "set where others are deleted: the record stays (docs)",
  "groups.Group.archived_at": "set where others are deleted: the record stays (docs)",
  "services.ServiceType.archived_at": "set where others are deleted: the record stays (docs)",
  "services.Team.archived_at": "set where others are deleted: the record stays (docs)",
  "services.Arrangement.archived_at": "set where others are deleted: the record stays (docs)",
  "check-ins.Event.archived_at": "set where others are deleted: the record stays (docs)",
  "giving.Batch.status": "`updating` while a commit or a deletion is under way (docs)",
  "giving.BatchGroup.status": "`updating` while a commit or a deletion is under way (docs)",
  "giving.RecurringDonation.schedule":
    'such as `{ "day_in_month": { "day": 16 } }`, `{ "weekday": … }` or `{ "biweekly": … }` (recordings)',
  "people.Email.primary":
    "a new primary demotes the old one, whose updated_at stays (measured): a delta cannot see that",
  "people.PhoneNumber.primary":
    "a new primary demotes the old one, whose updated_at stays (measured): a delta cannot see that",
  "people.Address.primary":
    "a new primary demotes the old one, whose updated_at stays (measured): a delta cannot see that",
  "people.Person.birthdate": "a day that is none is stored as null, and answered with 200 (measured)",
  "people.Person.grade": "between -1 and 12; anything else is refused (measured)"
}

/** Documented relationships that complete reads do not carry, or that never hold anything. */
export const notRelationships: Readonly<Record<string, string>> = {
  "people.Person.gender":
    "always empty up to 2023-03-21, and absent from 2025-11-10 on, though documented for 2025-03-20 (recordings): the attribute of that name holds it"
}

/**
 * Relationships without which a record cannot exist, beside those that follow from a path that leads past the parent.
 * Each of these is set from the start and never cleared (docs: the record is made below the other; recordings).
 */
export const required: ReadonlyArray<string> = [
  "people.Email.person",
  "people.PhoneNumber.person",
  "people.Address.person",
  "people.FieldDatum.customizable",
  "people.FieldDatum.field_definition",
  "people.FieldDefinition.tab",
  "people.Note.person",
  "people.BackgroundCheck.person",
  "people.NoteCategorySubscription.note_category",
  "people.HouseholdMembership.person",
  "calendar.EventInstance.event",
  "calendar.EventResourceRequest.event",
  "calendar.EventResourceRequest.resource",
  "calendar.ResourceBooking.event_instance",
  "calendar.ResourceBooking.resource",
  "calendar.Attachment.event",
  "check-ins.EventTime.event",
  "check-ins.Headcount.event_time",
  "groups.Event.group",
  "groups.Group.group_type",
  "groups.GroupApplication.group"
]

/** Relationships that a path leads past, and that may all the same be empty. */
export const notRequired: Readonly<Record<string, string>> = {
  "check-ins.Location.parent": "a place need not lie in a folder (docs)",
  "services.Plan.series": "a plan need not belong to a series (docs)",
  "services.Item.plan": "the items of templates belong to none (docs)",
  "services.PlanPerson.plan": "the team members of templates belong to none (docs)",
  "services.SchedulingPreference.household_member": "who to be scheduled with, and not whose preference it is (docs)"
}

/**
 * How much of a resource the way past a parent reaches, where the rule would be wrong: all, where the parent is a foreign
 * key or the only way; else some. None, where it leads to nothing that another way does not lead to.
 */
export const covers: Readonly<Record<string, { readonly covers: "all" | "some" | "none"; readonly reason: string }>> = {
  "people.HouseholdMembership<people.Household": {
    covers: "all",
    reason: "each belongs to one household and one person"
  },
  "people.HouseholdMembership<people.Person": { covers: "all", reason: "each belongs to one household and one person" },
  "groups.Membership<groups.Person": { covers: "all", reason: "each belongs to one group and one person" },
  "people.WorkflowCard<people.Person": { covers: "all", reason: "each belongs to one workflow and one person" },
  "people.WorkflowShare<people.Person": { covers: "all", reason: "each belongs to one workflow and one person" },
  "check-ins.EventLabel<check-ins.Event": { covers: "all", reason: "each joins one event and one label" },
  "check-ins.EventLabel<check-ins.Label": { covers: "all", reason: "each joins one event and one label" },
  "check-ins.LocationLabel<check-ins.Label": { covers: "all", reason: "each joins one place and one label" },
  "check-ins.LocationLabel<check-ins.Location": { covers: "all", reason: "each joins one place and one label" },
  "check-ins.LocationEventTime<check-ins.EventTime": { covers: "all", reason: "each joins one place and one time" },
  "check-ins.LocationEventTime<check-ins.Location": { covers: "all", reason: "each joins one place and one time" },
  "check-ins.PersonEvent<check-ins.Event": { covers: "all", reason: "each joins one person and one event" },
  "check-ins.PersonEvent<check-ins.Person": { covers: "all", reason: "each joins one person and one event" },
  "check-ins.Location<check-ins.Location": { covers: "some", reason: "only places that lie in a folder" },
  "check-ins.Location<check-ins.Event": { covers: "all", reason: "each belongs to one event (docs)" },
  "calendar.RequiredApproval<calendar.Resource": { covers: "all", reason: "each joins one resource and one group" },
  "calendar.RequiredApproval<calendar.ResourceApprovalGroup": {
    covers: "all",
    reason: "each joins one resource and one group"
  },
  "check-ins.LocationEventPeriod<check-ins.EventPeriod": {
    covers: "all",
    reason: "each joins one place and one period"
  },
  "check-ins.LocationEventPeriod<check-ins.Location": { covers: "all", reason: "each joins one place and one period" },
  "groups.Owner<groups.EventNote": { covers: "all", reason: "there are no owners but those of notes" },
  "people.WorkflowCategory<people.Workflow": { covers: "some", reason: "a category may have no workflows" },
  "people.FieldOption<people.Tab": { covers: "all", reason: "every definition lies on one tab" },
  "check-ins.CheckInGroup<check-ins.Station": {
    covers: "some",
    reason: "labels need not be printed; past each check-in there is a way to every group, at a request each"
  },
  "services.Item<services.Live": {
    covers: "none",
    reason: "a live view is of one plan, and its items are that plan's"
  },
  "services.Item<services.Plan": { covers: "some", reason: "the items of templates are not among them" },
  "services.PlanPerson<services.Plan": { covers: "some", reason: "the team members of templates are not among them" },
  "services.Schedule<services.Plan": { covers: "some", reason: "only those of whoever asks" },
  "services.PlanTime<services.Plan": {
    covers: "all",
    reason: "each belongs to one plan, and templates have none (docs)"
  },
  "services.PlanTime<services.ServiceType": {
    covers: "all",
    reason: "each belongs to one plan, and that to one service type (docs)"
  },
  "services.Plan<services.Series": { covers: "some", reason: "a plan need not belong to a series" }
}

/** `where` names that answers offer (`can_query_by`) or the documentation has, and that are ignored when sent. */
export const ignoredWhere: Readonly<Record<string, string>> = {
  "people.Address.created_at": "the whole collection comes back with 200 (pcomirror, on a real organization)"
}

/**
 * What some filters want to know beside their name, by its own name in the URL; several ids go into one text, with commas
 * between them (docs).
 */
export const parameters: Readonly<Record<string, Readonly<Record<string, "string" | "instant">>>> = {
  extensions: { extensions: "string" },
  attachable_type: { attachable_type: "string" },
  after: { after: "instant" },
  before: { before: "instant" },
  campus: { campus_id: "string" },
  created_since: { time: "instant" },
  group: { group_id: "string" },
  group_type: { group_type_id: "string" },
  people_database_searchable: { people_database_searchable: "string" }
}

/** Filters that by their name want to know something, and nobody has written down what. */
export const unknownParameters: Readonly<Record<string, string>> = {
  "people.Message.created_after": "after which moment; none of the names that are usual elsewhere is documented here",
  "services.PlanNote.team": "of which team; not documented"
}

/** Documented paths that the client has no endpoint for: other spellings of one that it has, and one that is unclear. */
export const notDescribed: Readonly<Record<string, string>> = {
  "/people/v2/organization_statistics": "the same record as /people/v2/stats, which the organization links to",
  "/services/v2/chats": "the same record as /services/v2/chat, which the organization links to",
  "/services/v2/chats/{id}": "the same record as /services/v2/chat, which has no id in its path",
  "/services/v2/plans":
    "documented as a list of organizations, which cannot be meant, and no recording has it: see Plan.listOfServiceType"
}

/** Resources that nothing leads to, and what is known of them beside that. */
export const unreachable: Readonly<Record<string, string>> = {
  "people.CustomSender":
    "a listing is documented, but nothing leads there, and the OpenAPI file of 2026 does not have it; a known id can be tried with `getById`",
  "services.AttachmentTypeGroup":
    "a listing is documented, but nothing leads there, and the OpenAPI file of 2026 does not have it; AttachmentType.attachment_type_group holds the ids"
}

/** Single records that the catalog mentions without a path of their own. */
export const extra: Readonly<Record<string, { readonly name: string; readonly path: string; readonly words: string }>> =
  {
    "current.Person": { name: "me", path: "/current/v2/me", words: "Whoever the credentials act for; needs no scope." }
  }

/**
 * Resources whose documentation several recordings of different years bear out. There it is not the documentation that is
 * in doubt where a value is otherwise, but the answer: such a record does not decode, so that a sync keeps it aside with the
 * reason, and does not store half a person over a whole one.
 */
export const attested: ReadonlyArray<string> = ["people.Email", "people.Person", "people.PhoneNumber"]

/** What a client calls the endpoints of a resource, where the plural of its type would not do. */
export const groups: Readonly<Record<string, string>> = {
  "people.BirthdayPeople": "birthdayPeople",
  "people.OrganizationStatistics": "organizationStatistics",
  "services.ArrangementSections": "arrangementSections",
  "services.SignupSheetMetadata": "signupSheetMetadata",
  "publishing.EpisodeStatistics": "episodeStatistics",
  "services.Chat": "chat"
}

export { actions, notes, notRepeatable } from "./writes.ts"

/**
 * The events that are sent, by resource: the names of 2026 that an account was seen subscribed to, or that were delivered
 * to it. `GET /webhooks/v2/available_events` has the last word.
 */
export const events: Readonly<Record<string, { readonly name: string; readonly actions: ReadonlyArray<string> }>> = {
  "people.Address": { name: "people.v2.events.address", actions: ["created", "updated", "destroyed"] },
  "people.Email": { name: "people.v2.events.email", actions: ["created", "updated", "destroyed"] },
  "people.PhoneNumber": { name: "people.v2.events.phone_number", actions: ["created", "updated", "destroyed"] },
  "people.Person": { name: "people.v2.events.person", actions: ["created", "updated", "destroyed"] },
  "people.Household": { name: "people.v2.events.household", actions: ["created", "updated", "destroyed"] },
  "people.FieldDatum": { name: "people.v2.events.field_datum", actions: ["created", "updated", "destroyed"] },
  "people.FieldDefinition": { name: "people.v2.events.field_definition", actions: ["created", "updated", "destroyed"] },
  "people.Workflow": { name: "people.v2.events.workflow", actions: ["created", "updated", "destroyed"] },
  "people.WorkflowCard": {
    name: "people.v2.events.workflow_card",
    actions: ["created", "updated", "step_ready", "destroyed"]
  },
  "people.WorkflowCardActivity": {
    name: "people.v2.events.workflow_card_activity",
    actions: ["created", "updated", "destroyed"]
  },
  "people.WorkflowShare": { name: "people.v2.events.workflow_share", actions: ["created", "updated", "destroyed"] },
  "people.WorkflowStep": { name: "people.v2.events.workflow_step", actions: ["created", "updated", "destroyed"] },
  "people.List": { name: "people.v2.events.list", actions: ["created", "updated", "refreshed", "destroyed"] },
  "people.ListResult": { name: "people.v2.events.list_result", actions: ["created", "destroyed"] },
  "people.Note": { name: "people.v2.events.note", actions: ["created", "destroyed"] },
  "people.FormSubmission": { name: "people.v2.events.form_submission", actions: ["created"] },
  "people.PersonMerger": { name: "people.v2.events.person_merger", actions: ["created"] },
  "giving.Donation": { name: "giving.v2.events.donation", actions: ["created", "updated", "destroyed"] },
  "giving.Fund": { name: "giving.v2.events.fund", actions: ["created", "updated", "destroyed"] },
  "giving.RecurringDonation": {
    name: "giving.v2.events.recurring_donation",
    actions: ["created", "updated", "destroyed"]
  },
  "giving.Batch": { name: "giving.v2.events.batch", actions: ["created", "updated"] },
  "groups.Group": { name: "groups.v2.events.group", actions: ["created", "updated", "destroyed"] },
  "groups.Membership": { name: "groups.v2.events.membership", actions: ["created", "updated", "destroyed"] },
  "groups.GroupApplication": {
    name: "groups.church_center.v2.events.group_application",
    actions: ["created", "updated", "destroyed"]
  },
  "services.Arrangement": { name: "services.v2.events.arrangement", actions: ["created", "updated", "destroyed"] },
  "services.Key": { name: "services.v2.events.key", actions: ["created", "updated", "destroyed"] },
  "services.PlanNote": { name: "services.v2.events.plan_note", actions: ["created", "updated", "destroyed"] },
  "services.Plan": { name: "services.v2.events.plan", actions: ["created", "updated", "live.updated", "destroyed"] },
  "services.Item": { name: "services.v2.events.plan_item", actions: ["created", "updated", "destroyed"] },
  "services.Song": { name: "services.v2.events.song", actions: ["created", "updated", "destroyed"] },
  "publishing.Episode": { name: "publishing.v2.events.episode", actions: ["created", "updated", "destroyed"] },
  "publishing.EpisodeTime": { name: "publishing.v2.events.episode_time", actions: ["created", "updated", "destroyed"] },
  // only for events that were asked for, not for those made by hand (issue 1376); the catalog has no such resource
  "calendar.EventRequest": {
    name: "calendar.v2.events.event_request",
    actions: ["created", "updated", "approved", "destroyed"]
  }
}

/** Parameters of paths that are not called after the resource whose id they take. */
export const pathParameters: Readonly<Record<string, string>> = {
  "groups.note_id": "EventNote",
  "people.field_id": "FormField",
  "people.step_id": "WorkflowStep",
  "services.last_scheduled_item_id": "Item"
}

/** Edges that lead to another type than the documented one. Only the simulator has them: see `notDescribed`. */
export const edges: Readonly<Record<string, { readonly to: string; readonly reason: string }>> = {
  "services.Organization.plans": {
    to: "Plan",
    reason: "documented as a list of organizations, which cannot be meant: taken by its name"
  }
}

/** Actions that records do not name in their `links`. */
export const unlinked: Readonly<Record<string, string>> = {
  "people.Person.staff_only_reset_age_checks": "for staff only; the links of a person do not have it (recordings)"
}

/**
 * Where `links.self` of a record leads, below the product. The documented place is below a song, a series or a template,
 * which not every plan has. Both places answer; each of these is that of a documented edge.
 */
export const selfPaths: Readonly<Record<string, string>> = {
  "services.CustomSlide": "service_types/{}/plans/{}/items/{}/custom_slides/{}",
  "services.ItemNote": "service_types/{}/plans/{}/items/{}/item_notes/{}",
  "services.ItemTime": "service_types/{}/plans/{}/items/{}/item_times/{}",
  "services.Live": "service_types/{}/plans/{}/live/{}",
  "services.NeededPosition": "service_types/{}/plans/{}/needed_positions/{}",
  "services.Attendance": "service_types/{}/plans/{}/attendances/{}",
  "services.Contributor": "service_types/{}/plans/{}/contributors/{}",
  "services.PlanNote": "service_types/{}/plans/{}/notes/{}"
}

/** Attributes that writes take beside the documented ones. The client does not offer them. */
export const alsoAssignable: Readonly<
  Record<string, { readonly names: ReadonlyArray<string>; readonly reason: string }>
> = {
  "people.Address": {
    names: ["street"],
    reason: "the older name of `street_line_1`: third parties write it, and probably rightly (their live tests)"
  }
}

/**
 * Attributes without which nothing is created. The documentation names none. These are assumed, where no reason names a
 * source. An email, a phone number and an address need no location (live tests of third parties).
 */
export const requiredToCreate: Readonly<
  Record<string, { readonly names: ReadonlyArray<string>; readonly reason: string }>
> = {
  "people.Campus": { names: ["name"], reason: "a campus without a name is nothing to choose from" },
  "people.Person": { names: ["first_name", "last_name"], reason: "a person with no name at all is refused" },
  "people.Email": { names: ["address"], reason: "an email is its address" },
  "people.PhoneNumber": { names: ["number"], reason: "a phone number is its number" },
  "people.Household": { names: ["name", "primary_contact_id"], reason: "a household without a name is refused" },
  "people.HouseholdMembership": { names: ["person_id"], reason: "a membership is somebody's" },
  "people.FieldDatum": { names: ["field_definition_id"], reason: "a value is of a field" },
  "people.Note": { names: ["note", "note_category_id"], reason: "a note is of a category" },
  "people.WorkflowCard": { names: ["person_id"], reason: "a card is about somebody" },
  "people.Workflow": { names: ["name"], reason: "a workflow has a name" },
  "people.WorkflowStep": { names: ["name"], reason: "a step has a name" },
  "people.Tab": { names: ["name"], reason: "a tab has a name" },
  "people.FieldDefinition": { names: ["name", "data_type"], reason: "a field has a name and a type" },
  "giving.Donation": { names: ["payment_source_id"], reason: "a donation comes from a source" },
  "giving.Fund": { names: ["name"], reason: "a fund has a name" },
  "giving.Label": { names: ["slug"], reason: "a label is its slug" },
  "giving.Pledge": {
    names: ["person_id", "pledge_campaign_id", "amount_cents"],
    reason: "a pledge is somebody's, to a campaign"
  },
  "groups.Membership": { names: ["person_id"], reason: "a membership is somebody's" },
  "services.Song": { names: ["title"], reason: "a song has a title" },
  "webhooks.WebhookSubscription": { names: ["name", "url"], reason: "a subscription is to one event at one place" }
}
