/**
 * Who came to what, and where they were.
 */

import { moment } from "../../Row.ts"
import * as Invent from "../world/invent.ts"
import {
  along,
  always,
  below,
  borrowed,
  children,
  church,
  counted,
  inTurn,
  type Kind,
  nth,
  oneOf,
  pairs,
  per,
  pick,
  type Scale,
  some,
  spread,
  through,
  told,
  twin,
  via
} from "../world/kind.ts"
import type { Table } from "../world/table.ts"
import * as Words from "../world/words.ts"

const people = "people.Person"
const week = 604_800

const borrowedNames = (...names: ReadonlyArray<string>) =>
  Object.fromEntries(names.map((name) => [name, borrowed(people, name)]))

/** The Sunday a period is about, counted back from now so that the last one is the latest. */
const sunday = (slot: number, table: Table, now: number): number => {
  const event = table.owner(slot)
  const periods = table.born.children("event", event).length
  const last = Math.floor(now / week) * week + 259_200
  return last - (periods - table.rank(slot)) * week
}

/** Every kind of record of Check-Ins. */
export const kinds = ({ now, people: size }: Scale): { readonly [type: string]: Kind } => {
  const weeks = Math.max(3, Math.min(80, Math.floor(size / 100)))
  const periodSpan = (slot: number, table: Table) => {
    const start = sunday(slot, table, now) - 3600
    return [start, start] as const
  }
  return {
    Organization: church({
      attributes: { date_format_pattern: always("%m/%d/%Y"), avatar_url: always(null), daily_check_ins: always(0) }
    }),
    Person: twin(people, {
      live: {
        ...borrowedNames(
          "first_name",
          "last_name",
          "middle_name",
          "gender",
          "medical_notes",
          "birthdate",
          "child",
          "grade",
          "name",
          "demographic_avatar_url",
          "passed_background_check"
        ),
        avatar_url: borrowed(people, "avatar"),
        check_in_count: counted("check-ins.CheckIn", "person")
      },
      attributes: {
        addresses: always([]),
        email_addresses: always([]),
        phone_numbers: always([]),
        permission: always(null),
        top_permission: always(null),
        last_checked_in_at: always(null)
      },
      edges: {
        check_ins: children("check-ins.CheckIn", "person"),
        passes: children("check-ins.Pass", "person"),
        person_events: children("check-ins.PersonEvent", "person")
      }
    }),
    Event: some(5, {
      attributes: {
        name: inTurn("Sunday Kids", "Youth Night", "Adult Classes", "Culto", "Midweek"),
        frequency: always("Weekly"),
        archived_at: (_, slot, table) => (slot === 4 ? moment(table.born.span(slot)[1]) : null),
        integration_key: always(null),
        // which words it has is not documented
        app_source: inTurn("check-ins", "check-ins", "registrations")
      },
      edges: {
        check_ins: children("check-ins.CheckIn", "event"),
        current_event_times: children("check-ins.EventTime", "event"),
        event_periods: children("check-ins.EventPeriod", "event"),
        locations: children("check-ins.Location", "event"),
        integration_links: children("check-ins.IntegrationLink", "event")
      }
    }),
    EventPeriod: below("check-ins.Event", "event", (_, event) => (event === 4 ? 2 : weeks), {
      span: (_, slot, table) => periodSpan(slot, table),
      attributes: {
        starts_at: (_, slot, table) => moment(sunday(slot, table, now)),
        ends_at: (_, slot, table) => moment(sunday(slot, table, now) + 86_399)
      },
      live: { regular_count: counted("check-ins.CheckIn", "event_period") }
    }),
    EventTime: below(
      "check-ins.EventPeriod",
      "event_period",
      [
        [1, 1],
        [2, 1]
      ],
      {
        refs: { event: along("check-ins.Event", "event_period", "event") },
        attributes: {
          starts_at: (_, slot, table) => moment(service(slot, table, now)),
          shows_at: (_, slot, table) => moment(service(slot, table, now) - 3600),
          hides_at: (_, slot, table) => moment(service(slot, table, now) + 3600),
          day_of_week: always(0),
          hour: (_, slot, table) => 9 + 2 * table.rank(slot),
          minute: always(0)
        },
        edges: {
          available_locations: through("check-ins.LocationEventTime", "event_time", "location"),
          check_ins: through("check-ins.CheckInTime", "event_time", "check_in")
        }
      }
    ),
    Location: below("check-ins.Event", "event", 6, {
      // the first of an event holds the others
      refs: {
        parent: {
          to: "check-ins.Location",
          at: (_, slot, table) => (table.rank(slot) === 0 ? -1 : slot - table.rank(slot))
        }
      },
      attributes: {
        name: (_, slot, table) => Words.rooms[(slot * 5 + table.rank(slot)) % Words.rooms.length] ?? null,
        kind: (_, slot, table) => (table.rank(slot) === 0 ? "Folder" : null),
        questions: always(null)
      },
      edges: {
        check_ins: through("check-ins.CheckInTime", "location", "check_in"),
        locations: children("check-ins.Location", "parent"),
        parent: via("parent"),
        integration_links: children("check-ins.IntegrationLink", "location")
      }
    }),
    LocationEventPeriod: below("check-ins.EventPeriod", "event_period", 2, {
      refs: { location: nth("check-ins.Location", "event", "event_period", "event") },
      edges: { check_ins: children("check-ins.CheckIn", "location_event_period") }
    }),
    LocationEventTime: below("check-ins.EventTime", "event_time", 2, {
      refs: { location: nth("check-ins.Location", "event", "event_time", "event") },
      edges: { check_ins: children("check-ins.CheckIn", "location_event_time") }
    }),
    // a few Sundays are full, summer ones are not
    CheckIn: below(
      "check-ins.EventPeriod",
      "event_period",
      (dice, period) => Math.floor((size / (weeks * 2)) * (0.3 + dice.next() + (period % 17 === 0 ? 2 : 0))) + 1,
      {
        span: (dice, slot, table) => {
          const [start] = table.other("check-ins.EventPeriod").born.span(table.owner(slot))
          const created = start + dice.int(0, 3600)
          return [created, created + dice.int(0, 5400)]
        },
        refs: {
          event: along("check-ins.Event", "event_period", "event"),
          person: spread("check-ins.Person", 0.03),
          check_in_group: spread("check-ins.CheckInGroup", 0.4),
          checked_in_at: pick("check-ins.Station", 0.1),
          checked_in_by: oneOf("check-ins.Person", 40, 0.5),
          checked_out_by: oneOf("check-ins.Person", 40, 0.7),
          location_event_period: nth("check-ins.LocationEventPeriod", "event_period", "event_period"),
          event_time: nth("check-ins.EventTime", "event_period", "event_period"),
          location_event_time: nth("check-ins.LocationEventTime", "event_time", "event_time")
        },
        live: {
          first_name: told("first_name", "person"),
          last_name: told("last_name", "person"),
          medical_notes: told("medical_notes", "person")
        },
        attributes: {
          kind: (dice) =>
            dice.weighted([
              ["Regular", 70],
              ["Volunteer", 20],
              ["Guest", 10]
            ]),
          number: (_, slot, table) => table.rank(slot) + 1,
          security_code: (dice) => dice.int(46_656, 1_679_615).toString(36).toUpperCase(),
          one_time_guest: (dice) => dice.chance(0.03),
          emergency_contact_name: (dice) => (dice.chance(0.8) ? null : Invent.somebody(dice))
        },
        edges: {
          check_in_times: children("check-ins.CheckInTime", "check_in"),
          event_times: through("check-ins.CheckInTime", "check_in", "event_time"),
          locations: through("check-ins.CheckInTime", "check_in", "location"),
          options: through("check-ins.~CheckInOption", "one", "other")
        }
      }
    ),
    CheckInTime: below("check-ins.CheckIn", "check_in", 1, {
      refs: {
        event_time: along("check-ins.EventTime", "check_in", "event_time"),
        location: along("check-ins.Location", "check_in", "location_event_time", "location")
      },
      inside: true,
      attributes: { kind: inTurn("Regular", "Volunteer", "Guest"), alerts: always([]) }
    }),
    CheckInGroup: some(({ people: many }) => Math.max(2, Math.floor(many / 10)), {
      refs: {
        event_period: spread("check-ins.EventPeriod"),
        print_station: pick("check-ins.Station", 0.3)
      },
      live: { check_ins_count: counted("check-ins.CheckIn", "check_in_group") },
      edges: { check_ins: children("check-ins.CheckIn", "check_in_group") }
    }),
    "~CheckInOption": pairs("check-ins.CheckIn", "check-ins.Option", [
      [0, 9],
      [1, 1]
    ]),
    Option: below(
      "check-ins.Location",
      "location",
      [
        [0, 3],
        [1, 1]
      ],
      {
        refs: { label: pick("check-ins.Label", 0.2) },
        attributes: { body: (dice) => dice.pick(Words.labels) },
        edges: { check_ins: through("check-ins.~CheckInOption", "other", "one") }
      }
    ),
    AttendanceType: below("check-ins.Event", "event", 2, { attributes: { limit: always(null) } }),
    Headcount: below("check-ins.EventTime", "event_time", 1, {
      refs: { attendance_type: nth("check-ins.AttendanceType", "event", "event_time", "event") },
      attributes: { total: (dice) => dice.int(0, 240) }
    }),
    Label: some(5, {
      attributes: {
        name: inTurn("Child Name Label", "Security Label", "Volunteer", "Allergy", "Tag 🏷️"),
        xml: always("<label/>")
      }
    }),
    EventLabel: below("check-ins.Event", "event", 2, { refs: { label: pick("check-ins.Label") } }),
    LocationLabel: below(
      "check-ins.Location",
      "location",
      [
        [0, 2],
        [1, 1]
      ],
      { refs: { label: pick("check-ins.Label") } }
    ),
    IntegrationLink: some(6, {
      refs: { event: spread("check-ins.Event"), location: spread("check-ins.Location", 0.5) },
      any: { local: ["location", "event"] }
    }),
    Pass: some(per(30, 3, 20_000), {
      refs: { person: spread("check-ins.Person") },
      attributes: { code: (dice) => `${dice.int(10_000, 99_999_999)}` }
    }),
    PersonEvent: below("check-ins.Event", "event", (_, __, { people: many }) => Math.max(1, Math.floor(many / 12)), {
      refs: {
        person: spread("check-ins.Person"),
        first_check_in: { to: "check-ins.CheckIn", at: (_, slot, table) => theirs(slot, table, "first") },
        last_check_in: { to: "check-ins.CheckIn", at: (_, slot, table) => theirs(slot, table, "last") }
      },
      after: ["person"]
    }),
    Station: some(4, {
      refs: {
        event: spread("check-ins.Event", 0.3),
        location: spread("check-ins.Location", 0.5),
        print_station: { to: "check-ins.Station", at: (_, slot) => (slot === 0 ? -1 : 0) },
        theme: spread("check-ins.Theme", 0.4)
      },
      attributes: { name: inTurn("Lobby 1", "Lobby 2", "Nursery iPad", "Entrée") },
      edges: {
        check_in_groups: children("check-ins.CheckInGroup", "print_station"),
        checked_in_at_check_ins: children("check-ins.CheckIn", "checked_in_at")
      }
    }),
    Theme: some(3, { attributes: { name: inTurn("Default", "Christmas", "Dark") } }),
    // documented types that no path leads to
    PreCheck: some(0),
    RosterListPerson: some(0)
  }
}

const service = (slot: number, table: Table, now: number): number => {
  const periods = table.other("check-ins.EventPeriod")
  return sunday(table.owner(slot), periods, now) + 50_400 + 7200 * table.rank(slot)
}

/** The first or last time somebody was checked in, if ever. */
const theirs = (slot: number, table: Table, which: "first" | "last"): number => {
  const person = table.born.ref(slot, "person")
  const found = person < 0 ? [] : table.other("check-ins.CheckIn").born.children("person", person)
  return found[which === "first" ? 0 : found.length - 1] ?? -1
}
