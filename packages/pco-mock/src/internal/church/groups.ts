/**
 * Small groups, who is in them, and when they meet.
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
  itself,
  type Kind,
  oneOf,
  pairs,
  per,
  pick,
  type Scale,
  skewed,
  some,
  spread,
  through,
  twin
} from "../world/kind.ts"
import * as Words from "../world/words.ts"

const people = "people.Person"

/** Every kind of record of Groups. */
export const kinds = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church(),
  Campus: twin("people.Campus", {
    live: { name: borrowed("people.Campus", "name") },
    edges: { groups: through("groups.~GroupCampus", "other", "one") }
  }),
  Person: twin(people, {
    live: Object.fromEntries(
      ["first_name", "last_name", "avatar_url", "child"].map((name) => [
        name,
        borrowed(people, name === "avatar_url" ? "avatar" : name)
      ])
    ),
    attributes: {
      permissions: (dice, slot) => (slot < 8 ? dice.pick(["administrator", "group_type_manager"]) : null),
      addresses: always([]),
      email_addresses: always([]),
      phone_numbers: always([])
    },
    edges: {
      groups: through("groups.Membership", "person", "group"),
      events: through("groups.Attendance", "person", "event")
    }
  }),
  // who wrote the note of an event, under a name of its own
  Owner: twin(people, {
    live: Object.fromEntries(
      ["first_name", "last_name", "avatar_url"].map((name) => [
        name,
        borrowed(people, name === "avatar_url" ? "avatar" : name)
      ])
    )
  }),
  GroupType: some(4, {
    attributes: {
      name: inTurn("Small Groups", "Classes", "Equipos", "Care"),
      default_group_settings: always({ contact_email: null })
    },
    edges: {
      events: children("groups.Event", "group_type"),
      groups: children("groups.Group", "group_type"),
      resources: children("groups.Resource", "group_type")
    }
  }),
  Group: below(
    "groups.GroupType",
    "group_type",
    (_, type, { people }) => Math.max(2, Math.floor(people / (60 + 60 * type))),
    {
      refs: {
        location: {
          to: "groups.Location",
          at: (_, slot, table) => locationOf(slot, table.other("groups.Location").base)
        }
      },
      attributes: {
        name: (dice, slot) => `${dice.pick(Words.groups)}${slot % 3 === 0 ? ` ${slot + 1}` : ""}`,
        contact_email: (dice, slot) => (dice.chance(0.5) ? `group${slot + 1}@example.org` : null),
        public_church_center_web_url: (_, slot, table) =>
          `https://example-church.churchcenter.example.org/groups/${table.id(slot)}`,
        header_image: always({ thumbnail: null, medium: null, original: null }),
        schedule: (dice) => dice.pick(["Weekly on Tuesdays @ 7pm", "1st & 3rd Thursday", "Jeden zweiten Freitag"])
      },
      live: {
        memberships_count: counted("groups.Membership", "group"),
        // numbers, as far as the documented type of one goes
        tag_ids: (_, slot, table) => {
          const between = table.other("groups.~GroupTag")
          const tags = between.children("one", slot).map((pair) => between.ref(pair, "other"))
          return tags.filter((tag) => tag >= 0).map((tag) => Number(table.other("groups.Tag").id(tag)))
        }
      },
      edges: {
        campuses: through("groups.~GroupCampus", "one", "other"),
        people: through("groups.Membership", "group", "person"),
        tags: through("groups.~GroupTag", "one", "other"),
        resources: children("groups.Resource", "group"),
        applications: children("groups.GroupApplication", "group"),
        events: children("groups.Event", "group"),
        memberships: children("groups.Membership", "group")
      }
    }
  ),
  "~GroupCampus": pairs("groups.Group", "groups.Campus", [
    [0, 1],
    [1, 3]
  ]),
  "~GroupTag": pairs("groups.Group", "groups.Tag", [
    [0, 1],
    [1, 2],
    [3, 1]
  ]),
  Location: some(({ people }) => Math.max(3, Math.floor(people / 80)), {
    attributes: {
      name: (dice) => dice.pick(Words.rooms),
      latitude: (dice) => dice.int(25_000, 48_000) / 1000,
      longitude: (dice) => -dice.int(70_000, 122_000) / 1000
    },
    edges: { group: children("groups.Group", "location") }
  }),
  Enrollment: below("groups.Group", "group", 1, {
    accompanies: true,
    attributes: {
      auto_closed_reason: always(null),
      date_limit: always(null),
      member_limit: (dice) => (dice.chance(0.7) ? null : dice.int(8, 40))
    }
  }),
  Membership: below(
    "groups.Group",
    "group",
    skewed(5, ({ people }) => people / 12),
    {
      refs: { person: spread("groups.Person") },
      after: ["person"],
      attributes: {
        role: (_, slot, table) => (table.rank(slot) === 0 ? "leader" : "member"),
        joined_at: Invent.between
      }
    }
  ),
  GroupApplication: below(
    "groups.Group",
    "group",
    [
      [0, 2],
      [1, 2],
      [4, 1]
    ],
    { refs: { person: spread("groups.Person") }, attributes: { applied_at: Invent.between } }
  ),
  Event: below("groups.Group", "group", skewed(6, 200), {
    refs: {
      location: along("groups.Location", "group", "location"),
      group_type: along("groups.GroupType", "group", "group_type"),
      attendance_submitter: {
        to: "groups.Person",
        at: (dice, slot, table) =>
          table.born.value(slot, "canceled") === true ? -1 : dice.int(0, table.other("groups.Person").base - 1)
      }
    },
    attributes: {
      name: (dice) => dice.pick(Words.events),
      canceled: (dice) => dice.chance(0.05),
      canceled_at: (_, slot, table) =>
        table.born.value(slot, "canceled") === true ? moment(table.born.span(slot)[1]) : null
    },
    edges: {
      attendances: children("groups.Attendance", "event"),
      notes: children("groups.EventNote", "event")
    }
  }),
  // those who are in the group when it meets; most come
  Attendance: below("groups.Event", "event", (dice) => dice.int(0, 9), {
    refs: {
      person: {
        to: "groups.Person",
        at: (_, slot, table) => {
          const memberships = table.other("groups.Membership").born
          const group = table.other("groups.Event").born.ref(table.owner(slot), "group")
          const members = memberships.children("group", group)
          const member = members[table.rank(slot) % Math.max(1, members.length)]
          return member === undefined ? -1 : memberships.ref(member, "person")
        }
      }
    },
    attributes: { attended: (dice) => dice.chance(0.8) }
  }),
  EventNote: below(
    "groups.Event",
    "event",
    [
      [0, 5],
      [1, 1]
    ],
    {
      refs: { owner: oneOf("groups.Owner", 25) },
      any: { annotatable: ["event"] },
      attributes: { body: Invent.prose }
    }
  ),
  Resource: some(per(200, 4, 60), {
    refs: {
      group: spread("groups.Group", 0.4),
      group_type: pick("groups.GroupType"),
      created_by: oneOf("groups.Person", 25)
    },
    attributes: {
      name: (dice) => dice.pick(Words.files),
      type: inTurn("FileResource", "LinkResource"),
      last_updated: Invent.between
    },
    edges: { download: itself, visit: itself }
  }),
  TagGroup: some(3, { attributes: { name: inTurn("Stage of life", "Day", "Language") } }),
  Tag: below("groups.TagGroup", "tag_group", 4, {
    attributes: { name: (dice) => dice.pick(Words.labels) },
    edges: { groups: through("groups.~GroupTag", "other", "one") }
  })
})

/** Two of three groups meet somewhere that is known. */
const locationOf = (group: number, locations: number) => (group % 3 === 2 || group >= locations ? -1 : group)
