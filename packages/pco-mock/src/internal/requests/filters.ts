/**
 * The named filters of lists: what the documentation names and mostly does not describe, taken at its word where the word can mean only
 * one thing.
 */

import type * as Catalog from "../facts/catalog.ts"
import type { Table } from "../world/table.ts"
import * as CalendarFilters from "./calendarFilters.ts"
import {
  type Asked,
  ahead,
  among,
  amongThrough,
  both,
  either,
  equals,
  everyone,
  type Filter,
  has,
  itself,
  kinds,
  lacks,
  mine,
  points,
  pointsAtParent,
  set,
  since,
  unset
} from "./filter.ts"
import type * as Where from "./where.ts"

/** Documented as the groups one is a member of. */
const myGroups = mine("groups.Membership", "person", "group")

/** What an import did or would do; that `kind` says it in these words is assumed. */
const imported: { readonly [name: string]: Filter } = {
  creates: equals("kind", "create"),
  household_creates: equals("kind", "household_create"),
  household_updates: equals("kind", "household_update"),
  identical: equals("kind", "identical"),
  updates: equals("kind", "update")
}

const filters: { readonly [key: string]: { readonly [name: string]: Filter } } = {
  ...CalendarFilters.filters,
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
    for_headcounts: has("check-ins.AttendanceType", "event"),
    for_registrations: equals("app_source", "registrations")
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
    group: among("group", "group_id"),
    group_type: among("group_type", "group_type_id"),
    my_groups: (table, asked) => {
      const groups = table.target("group")
      const test = groups === undefined ? undefined : myGroups(groups, asked)
      return (slot) => test?.(table.ref(slot, "group")) === true
    },
    canceled: equals("canceled", true),
    not_canceled: equals("canceled", false),
    upcoming: ahead("starts_at", true)
  },
  "groups.Group": {
    campus: (table, asked) =>
      asked.params.has("campus_id")
        ? amongThrough("groups.~GroupCampus", "one", "other", "campus_id")(table, asked)
        : everyone(table, asked),
    group: itself("group_id"),
    group_type: among("group_type", "group_type_id"),
    my_groups: myGroups,
    // `only` or `none` is told in a parameter of the same name; what is done without one is not documented
    people_database_searchable: (table, asked) =>
      equals("leaders_can_search_people_database", asked.params.get("people_database_searchable") !== "none")(
        table,
        asked
      )
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
  "people.Message": {
    created_after: since("created_at", "time", true),
    received: pointsAtParent("to"),
    sent: pointsAtParent("from"),
    unread: unset("read_at")
  },
  "people.PeopleImportConflict": {
    ...imported,
    creates_and_updates: equals("kind", "create", "update"),
    errors: equals("kind", "error"),
    ignored: equals("ignore", true),
    not_ignored: equals("ignore", false)
  },
  "people.PeopleImportHistory": imported,
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
    has_my_cards: mine("people.WorkflowCard", "assignee", "workflow"),
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
    published_on_church_center: both(
      set("church_center_url"),
      either(set("published_live_at"), set("published_to_library_at"))
    ),
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
  "services.PersonTeamPositionAssignment": {
    not_archived: everyone,
    not_deleted: everyone,
    // those who prefer some times, or one of those listed in a parameter of the same name, as with `extensions`
    time_preference_options: amongThrough("services.~PreferredTime", "one", "other", "time_preference_options")
  },
  "services.Plan": {
    future: ahead("~sort_at", true),
    past: ahead("~sort_at", false),
    after: since("~sort_at", "after", true),
    before: since("~sort_at", "before", false),
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
    future: ahead("~sort_at", true),
    past: ahead("~sort_at", false),
    after: since("~sort_at", "after", true),
    before: since("~sort_at", "before", false)
  },
  "services.ServiceType": { no_parent: lacks("parent") },
  "services.SongSchedule": { three_most_recent: (table) => (slot) => table.rank(slot) < 3 },
  "services.TagGroup": kinds("tags_for", "arrangement media person song"),
  "services.TeamLeader": { not_archived: everyone, not_deleted: everyone }
}

/** The test for a named filter; undefined where what the filter means is not known. */
export const predicate = (table: Table, name: string, asked: Asked): Where.Predicate | undefined =>
  modelled(table.resource, name) ? filters[table.resource.key]?.[name]?.(table, asked) : undefined

/**
 * The documented filters that are answered 501, as `{key}/{name}`, and why: nothing an API client can see says what they let through.
 */
export const unmodelled: { readonly [filter: string]: string } = {
  "calendar.EventInstance/shared": "with whom, or between what, an event is shared is in no record",
  "check-ins.Location/for_current_station":
    "which station asks is known to the app of Check-Ins, and to no client of the API"
}

/** Whether it is known what a documented filter means. */
export const modelled = ({ key }: Catalog.Resource, name: string): boolean =>
  Object.hasOwn(filters, key) && Object.hasOwn(filters[key] ?? {}, name)
