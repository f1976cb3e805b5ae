/**
 * What the documentation says of writes in its text alone, so that the catalog does not have it. Part of the corrections, with
 * their keys and sources.
 */
import type { WireType } from "./Catalog.ts"

/** Changes that do more when they are made twice, so that they are not sent again after a lost answer. */
export const notRepeatable: Readonly<Record<string, string>> = {
  "services.PlanPerson": "`prepare_notification` queues an email to the person each time",
  "people.WorkflowCard": "a new assignee is told of it each time"
}

/** What a write does, or has to be sent, that its name does not say (docs). */
export const notes: Readonly<Record<string, string>> = {
  "giving.Batch.delete":
    "This goes on behind the scenes: until it is done, the batch is there with the status `updating`.",
  "giving.BatchGroup.delete":
    "This goes on behind the scenes: until it is done, the group is there with the status `updating`.",
  "giving.Donation.create":
    "At least one `Designation` has to be sent along in `included`, with its `amount_cents` and its fund.",
  "giving.Donation.update":
    "Designations in `included` take the place of all there were, and `labels` of all labels; what is not sent stays."
}

/** What an action is sent, and what the catalog does not say of it (docs, under `Actions`). */
export const actions: Readonly<
  Record<
    string,
    {
      readonly words: string
      /** The API's type of what is sent. */
      readonly type?: string
      /** The resource it answers with a record of; else its answer is not looked at. */
      readonly answers?: string
      /** Where nobody has written down what is sent: why anything is. */
      readonly open?: string
      readonly attributes?: Readonly<Record<string, WireType>>
      readonly relationships?: Readonly<Record<string, { readonly type: string; readonly many?: true }>>
      readonly repeatable?: true
    }
  >
> = {
  "giving.Batch.commit": {
    words: "Commits a batch that is in progress; until that is done, its status is `updating`.",
    answers: "Batch"
  },
  "giving.BatchGroup.commit": {
    words: "Commits a group of batches that is in progress; until that is done, its status is `updating`.",
    answers: "BatchGroup"
  },
  "giving.Donation.issue_refund": {
    words: "Gives a donation of a batch back; its refund should say when.",
    attributes: { refunded_at: "date" }
  },
  "groups.Group.assign_campuses": {
    words: "Replaces all campuses of a group, by `campus_ids`, a list of their ids.",
    type: "GroupAssignCampuses",
    attributes: { campus_ids: "array" },
    repeatable: true
  },
  "groups.Group.disable_chat": {
    words: "Ends the chat of a group; nothing is done unless `confirm` is true.",
    type: "GroupDisableChat",
    answers: "Group",
    attributes: { confirm: "boolean" },
    repeatable: true
  },
  "groups.Group.enable_chat": {
    words:
      "Lets a group chat, and so lets its members see each other's names; nothing is done unless `confirm` is true.",
    type: "GroupEnableChat",
    answers: "Group",
    attributes: { confirm: "boolean" },
    repeatable: true
  },
  "groups.GroupApplication.approve": {
    words: "Lets an applicant into the group, as `member` unless `role` says `leader`.",
    type: "GroupApplicationApproveAction",
    answers: "GroupApplication",
    attributes: { role: "string" }
  },
  "groups.GroupApplication.reject": { words: "Turns an applicant away.", answers: "GroupApplication" },
  "people.CustomSender.send_verification": { words: "Sends the email by which a sender's address is verified." },
  "people.List.mailchimp_sync": { words: "Sends a list to Mailchimp, if that is set up." },
  "people.List.run": { words: "Finds anew who is on a list." },
  "people.Person.staff_only_reset_age_checks": { words: "For Planning Center's own staff." },
  "people.WorkflowCard.go_back": { words: "Moves a card back to the step before." },
  "people.WorkflowCard.promote": { words: "Moves a card on to the next step." },
  "people.WorkflowCard.remove": { words: "Takes a card out of its workflow.", repeatable: true },
  "people.WorkflowCard.restore": { words: "Brings a removed card back.", repeatable: true },
  "people.WorkflowCard.send_email": {
    words: "Sends an email to the person on a card.",
    attributes: { subject: "string", note: "string" }
  },
  "people.WorkflowCard.skip_step": { words: "Moves a card on to the next step without completing this one." },
  "people.WorkflowCard.snooze": {
    words: "Puts a card aside for so many days.",
    attributes: { duration: "integer" }
  },
  "people.WorkflowCard.unsnooze": { words: "Takes a card up again that was put aside.", repeatable: true },
  "services.Arrangement.assign_tags": {
    words: "Replaces all tags of an arrangement.",
    type: "TagAssignment",
    relationships: { tags: { type: "Tag", many: true } },
    repeatable: true
  },
  "services.Attachment.open": {
    words: "Makes an address at which the file can be fetched, `attachment_url`; that counts as looking.",
    answers: "AttachmentActivity"
  },
  "services.Attachment.preview": {
    words:
      "Makes an address at which a smaller version of the file can be fetched, `attachment_url`, or `NotFound` where its `has_preview` is not true.",
    answers: "AttachmentActivity"
  },
  "services.EmailTemplate.render": {
    words: "Fills a template in for one person, as `html` or as `text`.",
    answers: "EmailTemplateRenderedResponse",
    attributes: { format: "string" },
    relationships: { person: { type: "Person" } },
    repeatable: true
  },
  "services.Live.go_to_next_item": { words: "Goes on to the next item." },
  "services.Live.go_to_previous_item": { words: "Goes back to the item before." },
  "services.Live.toggle_control": { words: "Takes the lead of a plan, or gives it back." },
  "services.Media.archive": {
    words: "Puts something of the library away, now or at a later `time`.",
    type: "MediaArchive",
    attributes: { time: "date_time" },
    repeatable: true
  },
  "services.Media.assign_tags": {
    words: "Replaces all tags of something in the library.",
    type: "TagAssignment",
    relationships: { tags: { type: "Tag", many: true } },
    repeatable: true
  },
  "services.Media.unarchive": { words: "Brings something of the library back.", repeatable: true },
  "services.Person.assign_tags": {
    words: "Replaces all tags of a person.",
    type: "TagAssignment",
    relationships: { tags: { type: "Tag", many: true } },
    repeatable: true
  },
  "services.Person.collapse_service_types": {
    words: "Folds service types up in a person's view.",
    type: "CollapseServiceTypes",
    relationships: { service_type: { type: "ServiceType", many: true } },
    repeatable: true
  },
  "services.Person.expand_service_types": {
    words: "Unfolds service types in a person's view.",
    type: "ExpandServiceTypes",
    relationships: { service_type: { type: "ServiceType", many: true } },
    repeatable: true
  },
  "services.Plan.autoschedule": {
    words: "Schedules the members of a team for a plan.",
    type: "Autoschedule",
    relationships: { team: { type: "Team" } }
  },
  "services.Plan.import_template": {
    words: "Copies a template into a plan.",
    attributes: { plan_id: "integer", copy_items: "boolean", copy_people: "boolean", copy_notes: "boolean" }
  },
  "services.Plan.item_reorder": {
    words: "Puts the items of a plan in the order of `sequence`, a list of their ids.",
    type: "PlanItemReorder",
    attributes: { sequence: "array" },
    repeatable: true
  },
  "services.PlanTemplate.item_reorder": {
    words: "Puts the items of a template in the order of `sequence`, a list of their ids.",
    type: "PlanItemReorder",
    attributes: { sequence: "array" },
    repeatable: true
  },
  "services.Schedule.accept": {
    words: "Says that the person will come, except at the times given.",
    type: "ScheduleAccept",
    attributes: { reason: "string" },
    relationships: { declined_plan_times: { type: "PlanTime", many: true } }
  },
  "services.Schedule.decline": {
    words: "Says that the person will not come.",
    type: "ScheduleDecline",
    attributes: { reason: "string" }
  },
  "services.ServiceType.create_plans": {
    words: "Makes several plans at once, at most twelve.",
    attributes: {
      as_template: "boolean",
      base_date: "date",
      copy_items: "boolean",
      copy_notes: "boolean",
      copy_people: "boolean",
      count: "integer",
      team_ids: "array"
    },
    relationships: { plan: { type: "Plan" }, template: { type: "PlanTemplate", many: true } }
  },
  "services.SignupSheet.accept": {
    words: "Signs the person up.",
    open: "neither the documentation of 2025-10 nor the OpenAPI file of 2026 says what is sent, if anything"
  },
  "services.Song.assign_tags": {
    words: "Replaces all tags of a song.",
    type: "TagAssignment",
    relationships: { tags: { type: "Tag", many: true } },
    repeatable: true
  },
  "webhooks.Event.ignore": { words: "Gives up on an event that could not be delivered.", repeatable: true },
  "webhooks.Event.redeliver": { words: "Delivers an event once more." },
  "webhooks.WebhookSubscription.rotate_secret": {
    words: "Makes a new secret; the old one is worth nothing from now on.",
    answers: "WebhookSubscription"
  }
}
