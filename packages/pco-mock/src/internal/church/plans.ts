/**
 * Plans: what is sung and said in a service, and who was asked to serve.
 */

import { moment } from "../../Row.ts"
import * as Invent from "../world/invent.ts"
import {
  along,
  always,
  among,
  below,
  chain,
  children,
  counted,
  inTurn,
  type Kind,
  nothing,
  nth,
  oneOf,
  pairs,
  some,
  spread,
  through,
  told,
  via
} from "../world/kind.ts"
import type { Table } from "../world/table.ts"
import * as Words from "../world/words.ts"
import * as PlanDates from "./planDates.ts"
import { rosters } from "./rosters.ts"
import { staff } from "./songs.ts"

/** Another plan of the same service type, so many weeks on. */
const neighbour = (weeks: number) => (_: unknown, slot: number, table: Table) => {
  const next = slot + weeks
  return next >= 0 && next < table.base && table.owner(next) === table.owner(slot) ? next : -1
}

/** Folders, service types and plans, and everything in a plan. */
export const plans = (now: number, size: number): { readonly [type: string]: Kind } => ({
  Folder: some(3, {
    refs: {
      parent: { to: "services.Folder", at: (_, slot) => (slot === 0 ? -1 : 0) },
      // those above it: one, however deep it is
      ancestors: along("services.Folder", "parent"),
      campus: spread("people.Campus", 0.4)
    },
    attributes: { name: inTurn("Downtown", "Students", "Español") },
    edges: { folders: children("services.Folder", "parent"), service_types: children("services.ServiceType", "parent") }
  }),
  ServiceType: some(4, {
    refs: { parent: spread("services.Folder", 0.3) },
    attributes: {
      name: inTurn("Sunday Morning", "Youth", "Culto", "Special Events"),
      archived_at: always(null),
      deleted_at: always(null),
      custom_item_types: always([]),
      standard_item_types: always([{ name: "Header", color: "#e8f6df" }]),
      frequency: inTurn("Weekly", "Monthly")
    },
    edges: {
      attachments: children("services.Attachment", "service_type"),
      plans: children("services.Plan", "service_type"),
      unscoped_plans: children("services.Plan", "service_type"),
      plan_times: chain(["services.ServiceType", "plans"], ["services.Plan", "plan_times"]),
      teams: children("services.Team", "service_type"),
      team_positions: children("services.TeamPosition", "service_type"),
      plan_templates: children("services.PlanTemplate", "service_type")
    }
  }),
  PublicView: below("services.ServiceType", "service_type", 1, { accompanies: true }),
  Layout: below("services.ServiceType", "service_type", 2),
  LiveController: below("services.ServiceType", "service_type", 2, {
    refs: { person: oneOf("services.Person", 12) },
    live: { full_name: told("full_name", "person"), photo_thumbnail_url: told("photo_thumbnail_url", "person") }
  }),
  ItemNoteCategory: below("services.ServiceType", "service_type", 3, {
    attributes: { name: inTurn("Audio", "Video", "Person"), deleted_at: always(null) }
  }),
  PlanNoteCategory: below("services.ServiceType", "service_type", 2, {
    refs: { teams: spread("services.Team", 0.6) },
    attributes: { name: inTurn("General", "Parking"), deleted_at: always(null) }
  }),
  TimePreferenceOption: below("services.ServiceType", "service_type", 2),
  PlanTemplate: below("services.ServiceType", "service_type", 2, {
    refs: staff(),
    attributes: { name: inTurn("Standard", "Communion") },
    live: { item_count: counted("services.Item", "plan_template") },
    edges: {
      items: children("services.Item", "plan_template"),
      notes: children("services.PlanNote", "plan_template"),
      team_members: children("services.PlanPerson", "plan_template")
    }
  }),
  Series: some(5, {
    attributes: { title: (_, slot) => Words.titles[slot] ?? null, artwork_file_name: always(null) },
    edges: { plans: children("services.Plan", "series") }
  }),
  Plan: below(
    "services.ServiceType",
    "service_type",
    (_, type) => (type === 3 ? 5 : Math.max(6, Math.min(300, Math.floor(size / 50)))),
    {
      refs: {
        ...staff(),
        series: spread("services.Series", 0.4),
        previous_plan: { to: "services.Plan", at: neighbour(-1) },
        next_plan: { to: "services.Plan", at: neighbour(1) },
        linked_publishing_episode: spread("publishing.Episode", 0.8)
      },
      attributes: {
        title: (dice) => (dice.chance(0.6) ? null : dice.pick(Words.titles)),
        permissions: always("Administrator"),
        multi_day: always(false)
      },
      live: {
        items_count: counted("services.Item", "plan"),
        plan_people_count: counted("services.PlanPerson", "plan"),
        plan_notes_count: counted("services.PlanNote", "plan"),
        needed_positions_count: counted("services.NeededPosition", "plan"),
        series_title: told("title", "series"),
        ...PlanDates.live
      },
      edges: {
        all_attachments: children("services.Attachment", "plan"),
        attachments: children("services.Attachment", "plan"),
        attendances: children("services.Attendance", "plan"),
        contributors: children("services.Contributor", "plan"),
        items: children("services.Item", "plan"),
        live: children("services.Live", "plan"),
        my_schedules: children("services.Schedule", "plan"),
        needed_positions: children("services.NeededPosition", "plan"),
        notes: children("services.PlanNote", "plan"),
        plan_times: children("services.PlanTime", "plan"),
        signup_teams: through("services.NeededPosition", "plan", "team"),
        team_members: children("services.PlanPerson", "plan"),
        attachment_types: nothing
      }
    }
  ),
  Item: below(
    "services.Plan",
    "plan",
    [
      [4, 1],
      [7, 2],
      [12, 1]
    ],
    {
      refs: {
        song: {
          to: "services.Song",
          at: (dice, slot, table) =>
            table.rank(slot) % 3 === 1 ? Math.floor(dice.next() ** 2 * table.other("services.Song").base) : -1
        },
        arrangement: among("services.Arrangement", "song", "song"),
        key: among("services.Key", "arrangement", "arrangement"),
        selected_layout: spread("services.Layout", 0.9),
        selected_background: spread("services.Attachment", 0.95),
        selected_attachment: spread("services.Attachment", 0.95),
        plan_template: spread("services.PlanTemplate", 0.97)
      },
      attributes: {
        item_type: (_, slot, table) =>
          table.born.ref(slot, "song") >= 0 ? "song" : table.rank(slot) === 0 ? "header" : "item",
        title: (dice, slot, table) => {
          const song = table.born.ref(slot, "song")
          return song < 0 ? dice.pick(Words.titles) : table.other("services.Song").born.value(song, "title")
        },
        html_details: always(null),
        custom_arrangement_sequence: always([]),
        custom_arrangement_sequence_short: always([]),
        custom_arrangement_sequence_full: always([])
      },
      live: { key_name: told("name", "key") },
      edges: {
        attachments: children("services.Attachment", "item"),
        custom_slides: children("services.CustomSlide", "item"),
        item_notes: children("services.ItemNote", "item"),
        item_times: children("services.ItemTime", "item"),
        media: through("services.~ItemMedia", "one", "other"),
        selected_attachment: via("selected_attachment")
      }
    }
  ),
  "~ItemMedia": pairs("services.Item", "services.Media", [
    [0, 9],
    [1, 1]
  ]),
  CustomSlide: below(
    "services.Item",
    "item",
    [
      [0, 9],
      [2, 1]
    ],
    { refs: { attachment: spread("services.Attachment", 0.8) } }
  ),
  ItemNote: below(
    "services.Item",
    "item",
    [
      [0, 3],
      [1, 1]
    ],
    {
      refs: { item_note_category: among("services.ItemNoteCategory", "service_type", "item", "plan", "service_type") },
      attributes: { content: Invent.prose },
      live: { category_name: told("name", "item_note_category") }
    }
  ),
  ItemTime: below("services.Item", "item", 1, {
    refs: { plan: along("services.Plan", "item", "plan"), plan_time: nth("services.PlanTime", "plan", "item", "plan") }
  }),
  PlanTime: below(
    "services.Plan",
    "plan",
    [
      [1, 1],
      [2, 2],
      [3, 1]
    ],
    {
      attributes: {
        starts_at: (_, slot, table) => moment(PlanDates.begins(slot, table, now)),
        ends_at: (_, slot, table) => moment(PlanDates.begins(slot, table, now) + 4500),
        live_starts_at: always(null),
        live_ends_at: always(null),
        time_type: inTurn("service", "service", "rehearsal"),
        name: (dice) => (dice.chance(0.6) ? null : dice.pick(Words.events)),
        team_reminders: always([])
      },
      edges: {
        assigned_teams: through("services.SplitTeamRehearsalAssignment", "plan_time", "team"),
        assigned_positions: nothing,
        split_team_rehearsal_assignments: children("services.SplitTeamRehearsalAssignment", "plan_time")
      }
    }
  ),
  SplitTeamRehearsalAssignment: below(
    "services.PlanTime",
    "plan_time",
    [
      [0, 6],
      [1, 1]
    ],
    {
      refs: { team: among("services.Team", "service_type", "plan_time", "plan", "service_type") },
      edges: { time_preference_options: nothing }
    }
  ),
  PlanNote: below(
    "services.Plan",
    "plan",
    [
      [0, 1],
      [1, 1],
      [2, 1]
    ],
    {
      refs: {
        created_by: oneOf("services.Person", 12),
        plan_note_category: among("services.PlanNoteCategory", "service_type", "plan", "service_type"),
        teams: spread("services.Team", 0.7),
        plan_template: spread("services.PlanTemplate", 0.95)
      },
      attributes: { content: Invent.prose },
      live: { category_name: told("name", "plan_note_category") }
    }
  ),
  NeededPosition: below(
    "services.Plan",
    "plan",
    [
      [0, 1],
      [1, 1],
      [2, 1]
    ],
    {
      refs: {
        team: among("services.Team", "service_type", "plan", "service_type"),
        time: among("services.PlanTime", "plan", "plan"),
        time_preference_option: among("services.TimePreferenceOption", "service_type", "plan", "service_type")
      },
      attributes: { team_position_name: (dice) => dice.pick(Words.positions), scheduled_to: always("plan") }
    }
  ),
  ...rosters,
  Contributor: below("services.Plan", "plan", 1, {
    refs: { person: oneOf("services.Person", 12) },
    live: { full_name: told("full_name", "person"), photo_thumbnail_url: told("photo_thumbnail_url", "person") }
  }),
  Attendance: below(
    "services.Plan",
    "plan",
    [
      [0, 2],
      [1, 1]
    ],
    {
      refs: {
        plan_time: among("services.PlanTime", "plan", "plan"),
        plan_person: among("services.PlanPerson", "plan", "plan")
      }
    }
  ),
  // a plan that is live: one of few
  Live: below("services.Plan", "plan", (_, plan) => (plan % 2 === 0 ? 1 : 0), {
    refs: {
      controller: oneOf("services.Person", 12, 0.5),
      service_type: along("services.ServiceType", "plan", "service_type"),
      current_item_time: { to: "services.ItemTime", at: (_, slot, table) => itemTime(slot, table, 0) },
      next_item_time: { to: "services.ItemTime", at: (_, slot, table) => itemTime(slot, table, 1) }
    },
    edges: {
      items: chain(["services.Live", "plan"], ["services.Plan", "items"]),
      plan: via("plan"),
      watchable_plans: via("plan")
    }
  })
})

/** The time of the nth item of a live plan. */
const itemTime = (slot: number, table: Table, which: number): number => {
  const items = table.other("services.Item").born.children("plan", table.owner(slot))
  const item = items[which]
  return item === undefined ? -1 : (table.other("services.ItemTime").born.children("item", item)[0] ?? -1)
}
