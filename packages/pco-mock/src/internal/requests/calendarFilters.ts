/**
 * The named filters of Calendar: whose an event is, what it books, and what stands against that.
 */

import type { Table } from "../world/table.ts"
import { ahead, either, equals, type Filter, has, hasAhead, lacks, me, not, set, unset } from "./filter.ts"

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

/** Instances whose event is so-and-so. */
const ofEvent =
  (test: (events: Table, asking: number) => (event: number) => boolean): Filter =>
  (table) => {
    const asking = me(table)
    const events = table.target("event")
    const holds = events === undefined || asking < 0 ? undefined : test(events, asking)
    return (slot) => {
      const event = table.ref(slot, "event")
      return event >= 0 && holds?.(event) === true
    }
  }

const linked = (between: string): Filter =>
  ofEvent((events, asking) => {
    const links = events.other(between)
    const theirs = new Set(links.children("other", asking).map((link) => links.ref(link, "one")))
    return (event) => theirs.has(event)
  })

/** What an instance books is approved by groups of people; to approve it is to be in one of them. */
const approver: Filter = (table) => {
  const asking = me(table)
  const bookings = table.other("calendar.ResourceBooking")
  const approvals = table.other("calendar.RequiredApproval")
  const members = table.other("calendar.~Approver")
  const groups = new Set(asking < 0 ? [] : members.children("other", asking).map((each) => members.ref(each, "one")))
  const approves = (resource: number) =>
    approvals.children("resource", resource).some((each) => groups.has(approvals.ref(each, "resource_approval_group")))
  return (slot) =>
    bookings.children("event_instance", slot).some((booking) => approves(bookings.ref(booking, "resource")))
}

const byRole: { readonly [role: string]: Filter } = {
  owner: ofEvent((events, asking) => (event) => events.ref(event, "owner") === asking),
  manager: linked("calendar.~Manager"),
  approver,
  subscriber: linked("calendar.~Subscriber")
}

/** Every choice of roles, joined in their order: `owner_approver` are the instances one owns or approves. */
const combinations = (): ReadonlyMap<string, ReadonlyArray<Filter>> => {
  const found = new Map<string, ReadonlyArray<Filter>>()
  for (const [role, filter] of Object.entries(byRole)) {
    for (const [name, filters] of [...found]) found.set(`${name}_${role}`, [...filters, filter])
    found.set(role, [filter])
  }
  return found
}

const roles: { readonly [name: string]: Filter } = {
  ...Object.fromEntries([...combinations()].map(([name, filters]) => [name, either(...filters)])),
  // so documented: not all there are
  all: either(...Object.values(byRole))
}

/** Whether a resource has a conflict nobody resolved. */
const disputed = (conflicts: Table, resource: number): boolean =>
  resource >= 0 &&
  conflicts.children("resource", resource).some((each) => conflicts.value(each, "resolved_at") === null)

const contested: Filter = (table) => {
  const bookings = table.other("calendar.ResourceBooking")
  const conflicts = table.other("calendar.Conflict")
  return (slot) =>
    bookings.children("event_instance", slot).some((booking) => disputed(conflicts, bookings.ref(booking, "resource")))
}

const fought: Filter = (table) => {
  const conflicts = table.other("calendar.Conflict")
  return (slot) => disputed(conflicts, table.ref(slot, "resource"))
}

/** At some moment of a booking of theirs, more of the resource is booked than there is. */
const overbooked: Filter = (table) => {
  const bookings = table.other("calendar.ResourceBooking")
  const resources = table.other("calendar.Resource")
  const span = (booking: number): readonly [string, string] => [
    String(bookings.value(booking, "starts_at")),
    String(bookings.value(booking, "ends_at"))
  ]
  const amount = (booking: number) => Number(bookings.value(booking, "quantity") ?? 1)
  return (slot) =>
    bookings.children("event_resource_request", slot).some((booking) => {
      const resource = bookings.ref(booking, "resource")
      if (resource < 0) return false
      const [from, to] = span(booking)
      const booked = bookings
        .children("resource", resource)
        .filter((other) => span(other)[0] < to && span(other)[1] > from)
        .reduce((sum, other) => sum + amount(other), 0)
      return booked > Number(resources.value(resource, "quantity") ?? 1)
    })
}

/** By resource and name. */
export const filters: { readonly [key: string]: { readonly [name: string]: Filter } } = {
  "calendar.Conflict": {
    resolved: set("resolved_at"),
    unresolved: unset("resolved_at"),
    future: ahead("created_at", true)
  },
  "calendar.Event": { future: hasAhead("calendar.EventInstance", "event") },
  "calendar.EventInstance": {
    ...roles,
    future: ahead("ends_at", true),
    ...approved("event"),
    // the documentation says nothing of it: whose owner is gone, and whose rooms or things are still fought over
    lost: (table) => (slot) => table.target("event")?.ref(table.ref(slot, "event"), "owner") === -1,
    unresolved: contested
  },
  "calendar.EventResourceRequest": {
    awaiting_response: equals("approval_status", "P"),
    future: (table, asked) => {
      const events = table.target("event")
      const test = events === undefined ? undefined : hasAhead("calendar.EventInstance", "event")(events, asked)
      return (slot) => test?.(table.ref(slot, "event")) === true
    },
    overbooked,
    not_overbooked: not(overbooked),
    not_in_conflict: not(fought)
  },
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
  "calendar.TagGroup": { required: equals("required", true) }
}
