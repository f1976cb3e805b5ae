/**
 * The named filters of lists: what the documentation names and does not describe, taken at its word where the word can mean only one
 * thing.
 */
import type * as Catalog from "./Catalog.ts"
import { type Json, moment } from "./Row.ts"
import type { Table } from "./Table.ts"
import * as Where from "./Where.ts"

/** What a filter may look at besides the row. */
export interface Asked {
  readonly params: ReadonlyMap<string, string>
  /** Whole seconds since the epoch. */
  readonly now: number
}

type Filter = (table: Table, asked: Asked) => Where.Predicate

const equals =
  (attribute: string, ...values: ReadonlyArray<Json>): Filter =>
  (table) =>
  (slot) =>
    values.includes(table.value(slot, attribute))

const set =
  (attribute: string): Filter =>
  (table) =>
  (slot) =>
    table.value(slot, attribute) !== null

const unset =
  (attribute: string): Filter =>
  (table) =>
  (slot) =>
    table.value(slot, attribute) === null

const points =
  (ref: string): Filter =>
  (table) =>
  (slot) =>
    table.ref(slot, ref) >= 0

const lacks =
  (ref: string): Filter =>
  (table) =>
  (slot) =>
    table.ref(slot, ref) < 0

const has =
  (of: string, ref: string): Filter =>
  (table) =>
  (slot) =>
    table.other(of).children(ref, slot).length > 0

/** Compares an instant of the row, or of what a relationship leads to, with now. */
const ahead =
  (attribute: string, wanted: boolean, ...refs: ReadonlyArray<string>): Filter =>
  (table, { now }) => {
    const limit = moment(now)
    return (slot) => {
      let [at, where]: [Table, number] = [table, slot]
      for (const ref of refs) {
        const next = at.target(ref)
        where = next === undefined || where < 0 ? -1 : at.ref(where, ref)
        at = next ?? at
      }
      const value = where < 0 ? undefined : Where.readInstant(String(at.value(where, attribute)))
      return value !== undefined && value >= limit === wanted
    }
  }

/** Rows made after, or dated before or after, an instant given in another parameter; without it all rows. */
const since =
  (attribute: string, parameter: string, later: boolean): Filter =>
  (table, { params }) => {
    const limit = Where.readInstant(params.get(parameter) ?? "")
    return (slot) => {
      const value = Where.readInstant(String(table.value(slot, attribute)))
      return limit === undefined || (value !== undefined && value >= limit === later)
    }
  }

const everyone: Filter = () => () => true

const kinds = (attribute: string, names: string): { readonly [name: string]: Filter } =>
  Object.fromEntries(names.split(" ").map((name) => [name, equals(attribute, name)]))

const approval = {
  approved: ["A"],
  approved_pending: ["A", "P"],
  approved_pending_rejected: ["A", "P", "R"],
  approved_rejected: ["A", "R"],
  pending: ["P"],
  pending_rejected: ["P", "R"],
  rejected: ["R"]
}

/** A booking or an instance is as approved as what it belongs to. */
const approved = (ref: string): { readonly [name: string]: Filter } =>
  Object.fromEntries(
    Object.entries(approval).map(([name, statuses]): [string, Filter] => [
      name,
      (table) => (slot) => {
        const to = table.ref(slot, ref)
        return to >= 0 && statuses.includes(String(table.target(ref)?.value(to, "approval_status")))
      }
    ])
  )

const roomsAndResources = (...refs: ReadonlyArray<string>): { readonly [name: string]: Filter } => {
  const kind =
    (wanted: string): Filter =>
    (table) =>
    (slot) => {
      const [ref] = refs
      const to = ref === undefined ? slot : table.ref(slot, ref)
      const at = ref === undefined ? table : table.target(ref)
      return to >= 0 && at?.value(to, "kind") === wanted
    }
  return { rooms: kind("Room"), resources: kind("Resource") }
}

const filters: { readonly [key: string]: { readonly [name: string]: Filter } } = {
  "calendar.Conflict": {
    resolved: set("resolved_at"),
    unresolved: unset("resolved_at"),
    future: ahead("created_at", true)
  },
  "calendar.Event": { future: hasAhead("calendar.EventInstance", "event") },
  "calendar.EventInstance": { all: everyone, future: ahead("ends_at", true), ...approved("event") },
  "calendar.EventResourceRequest": { awaiting_response: equals("approval_status", "P") },
  "calendar.ResourceBooking": {
    future: ahead("ends_at", true),
    ...roomsAndResources("resource"),
    ...approved("event_resource_request")
  },
  "calendar.Person": { active: equals("status", "active"), event_owners: has("calendar.Event", "owner") },
  "calendar.RequiredApproval": roomsAndResources("resource"),
  "calendar.Resource": roomsAndResources(),
  "calendar.ResourceFolder": roomsAndResources(),
  "calendar.RoomSetup": { shared_room_setups: lacks("containing_resource") },
  "calendar.Tag": { individual: lacks("tag_group") },
  "calendar.TagGroup": { required: equals("required", true) },
  "check-ins.CheckIn": {
    attendee: equals("kind", "Regular", "Guest"),
    regular: equals("kind", "Regular"),
    guest: equals("kind", "Guest"),
    volunteer: equals("kind", "Volunteer"),
    checked_out: set("checked_out_at"),
    not_checked_out: unset("checked_out_at"),
    one_time_guest: equals("one_time_guest", true),
    not_one_time_guest: equals("one_time_guest", false),
    first_time: (table) => (slot) => {
      const person = table.ref(slot, "person")
      return person >= 0 && table.children("person", person)[0] === slot
    }
  },
  "check-ins.CheckInGroup": kinds("print_status", "canceled printed ready skipped"),
  "check-ins.Event": {
    archived: set("archived_at"),
    not_archived: unset("archived_at"),
    for_headcounts: has("check-ins.AttendanceType", "event")
  },
  "check-ins.EventTime": { available: everyone },
  "check-ins.Location": {
    locations: (table) => (slot) => table.value(slot, "kind") !== "Folder",
    root: lacks("parent")
  },
  "giving.Batch": kinds("status", "committed in_progress"),
  "giving.BatchGroup": kinds("status", "committed in_progress"),
  "giving.Donation": { succeeded: equals("payment_status", "succeeded") },
  "giving.Person": { has_donated: has("giving.Donation", "person") },
  "groups.Attendance": { attended: equals("attended", true) },
  "groups.Event": {
    canceled: equals("canceled", true),
    not_canceled: equals("canceled", false),
    upcoming: ahead("starts_at", true)
  },
  "groups.GroupType": {
    church_center_visible: equals("church_center_visible", true),
    not_church_center_visible: equals("church_center_visible", false)
  },
  "groups.Resource": { leaders: equals("visibility", "leaders") },
  "groups.TagGroup": { public: equals("display_publicly", true) },
  "people.BackgroundCheck": { current: equals("current", true) },
  // nothing that was deleted is kept, so there is nothing more to show
  "people.FieldDefinition": { include_deleted: everyone, with_deleted: everyone },
  "people.Form": {
    archived: equals("archived", true),
    not_archived: equals("archived", false),
    open: equals("active", true),
    closed: equals("active", false),
    recently_viewed: equals("recently_viewed", true),
    with_recoverable: everyone
  },
  "people.List": {
    recently_viewed: equals("recently_viewed", true),
    starred: has("people.ListStar", "list"),
    unassigned: lacks("list_category"),
    can_manage: everyone
  },
  "people.Message": { created_after: since("created_at", "time", true), unread: unset("read_at") },
  "people.PeopleImportConflict": { ignored: equals("ignore", true), not_ignored: equals("ignore", false) },
  "people.Person": {
    admins: set("people_permissions"),
    organization_admins: equals("site_administrator", true),
    created_since: since("created_at", "time", true),
    non_pending: (table) => (slot) =>
      table
        .other("people.HouseholdMembership")
        .children("person", slot)
        .some((each) => table.other("people.HouseholdMembership").value(each, "pending") === false),
    without_deceased: (table) => (slot) => {
      const reason = table.ref(slot, "inactive_reason")
      return reason < 0 || table.other("people.InactiveReason").value(reason, "value") !== "Deceased"
    }
  },
  "people.Tab": { with_field_definitions: has("people.FieldDefinition", "tab") },
  "people.Workflow": {
    archived: set("archived_at"),
    not_archived: unset("archived_at"),
    recently_viewed: equals("recently_viewed", true),
    unassigned: lacks("workflow_category"),
    with_steps: has("people.WorkflowStep", "workflow"),
    manage_cards_allowed: everyone,
    // deleted workflows are never exposed
    only_deleted: set("deleted_at"),
    with_deleted: everyone,
    with_recoverable: everyone
  },
  "people.WorkflowCard": { assigned: points("assignee") },
  "people.NoteCategory": { view_creatable: everyone },
  "publishing.Episode": {
    published: set("published_to_library_at"),
    not_published: unset("published_to_library_at"),
    published_live: set("published_live_at"),
    not_published_live: unset("published_live_at"),
    connected_to_services: set("services_plan_remote_identifier"),
    not_connected_to_services: unset("services_plan_remote_identifier")
  },
  "publishing.Series": { published: equals("published", true), not_published: equals("published", false) },
  "registrations.Attendee": {
    active: equals("active", true),
    canceled: equals("canceled", true),
    waitlist: equals("waitlisted", true)
  },
  "registrations.SelectionType": { publicly_available: equals("publicly_available", true) },
  "registrations.Signup": { archived: equals("archived", true), unarchived: equals("archived", false) },
  "registrations.SignupTime": { future: ahead("starts_at", true), past: ahead("starts_at", false) },
  "services.Attachment": {
    extensions: (table, { params }) => {
      const wanted = (params.get("extensions") ?? "").split(",")
      return (slot) => wanted.some((extension) => String(table.value(slot, "filename")).endsWith(`.${extension}`))
    },
    attachable_type:
      (table, { params }) =>
      (slot) =>
        table.row(slot).relationships.attachable?.type === params.get("attachable_type")
  },
  "services.AvailableSignup": { current_organization: everyone },
  "services.Blockout": { future: ahead("ends_at", true), past: ahead("ends_at", false) },
  "services.Media": {
    archived: equals("~archived", true),
    not_archived: equals("~archived", null, false),
    ...kinds(
      "media_type",
      "audio background_audio background_image background_video countdown curriculum document drama image powerpoint song_video video"
    )
  },
  "services.PersonTeamPositionAssignment": { not_archived: everyone, not_deleted: everyone },
  "services.Plan": {
    future: ahead("sort_date", true),
    past: ahead("sort_date", false),
    after: since("sort_date", "after", true),
    before: since("sort_date", "before", false),
    no_dates: unset("sort_date"),
    deleted: () => () => false
  },
  "services.PlanNote": { team: points("teams") },
  "services.PlanPerson": {
    confirmed: equals("status", "C"),
    not_declined: (table) => (slot) => table.value(slot, "status") !== "D",
    not_archived: everyone,
    not_deleted: everyone
  },
  "services.PlanTime": { future: ahead("starts_at", true), past: ahead("starts_at", false), named: set("name") },
  "services.ReportTemplate": {
    matrix: equals("type", "ReportMatrix"),
    people: equals("type", "ReportPeople"),
    plans: equals("type", "ReportPlan"),
    without_defaults: equals("default", false)
  },
  "services.Schedule": {
    all: everyone,
    with_declined: everyone,
    not_across_organizations: everyone,
    future: ahead("sort_date", true),
    past: ahead("sort_date", false),
    after: since("sort_date", "after", true),
    before: since("sort_date", "before", false)
  },
  "services.ServiceType": { no_parent: lacks("parent") },
  "services.SongSchedule": { three_most_recent: (table) => (slot) => table.rank(slot) < 3 },
  "services.TagGroup": kinds("tags_for", "arrangement media person song"),
  "services.TeamLeader": { not_archived: everyone, not_deleted: everyone }
}

function hasAhead(of: string, ref: string): Filter {
  return (table, { now }) => {
    const limit = moment(now)
    const from = table.other(of)
    return (slot) => from.children(ref, slot).some((child) => String(from.value(child, "ends_at")) >= limit)
  }
}

/** The test for a named filter; undefined where what the filter means is not known. */
export const predicate = (table: Table, name: string, asked: Asked): Where.Predicate | undefined =>
  modelled(table.resource, name) ? filters[table.resource.key]?.[name]?.(table, asked) : undefined

/** Whether it is known what a documented filter means. */
export const modelled = ({ key }: Catalog.Resource, name: string): boolean =>
  Object.hasOwn(filters, key) && Object.hasOwn(filters[key] ?? {}, name)
