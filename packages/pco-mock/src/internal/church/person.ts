import type { Dice, Prng } from "../../Prng.ts"
import { date, type Json, moment } from "../../Row.ts"
import {
  children,
  childrenBy,
  type Kind,
  type Maker,
  type Scale,
  type Span,
  some,
  spread,
  through
} from "../world/kind.ts"
import * as Names from "../world/names.ts"
import type { Table } from "../world/table.ts"

const day = 86_400

/**
 * When each person came, oldest first. People trickle in, a few come in the same second (a form, a family), and up to 400 were
 * imported from an old system within one second; a twelfth of those who were there by then were edited in one go in another second.
 */
const lives = (dice: Dice, slot: number, table: Table, { now, opened }: Scale): Span => {
  const people = table.base
  const imported = Math.min(400, Math.floor(people * 0.4))
  const importedAt = opened + Math.floor((now - opened) * 0.15)
  const bulkEdit = opened + Math.floor((now - opened) * 0.8)
  const before = Math.floor((people - imported) * 0.15)
  const isImported = slot >= before && slot < before + imported
  const place = slot < before ? slot : slot - imported
  // families of four, two, or one: those of one family came in the same second
  const family = (place >>> 2) % 3 === 0 ? place & ~3 : (place >>> 2) % 3 === 1 ? place & ~1 : place
  const share = (family + 0.5) / Math.max(1, people - imported)
  const created = isImported ? importedAt : opened + Math.floor((now - opened) * share)
  if (created < bulkEdit && dice.chance(0.08)) return [created, bulkEdit]
  if (dice.chance(isImported ? 0.6 : 0.3)) return [created, created]
  return [created, created + Math.floor(dice.next() * (now - created))]
}

/** Sites were founded one after the other. */
const founded = (dice: Dice, slot: number, { now, opened }: Scale): Span => {
  const created = Math.min(now, opened + slot * 211 * day)
  return [created, created + Math.floor(dice.next() * (now - created))]
}

/** The full name the wire shows for a first and a last name. */
const fullName = (first: Json, last: Json): string => {
  const [given, family] = [typeof first === "string" ? first : "", typeof last === "string" ? last : ""]
  return given === "" || family === "" ? given + family : `${given} ${family}`
}

const is = (attribute: string, slot: number, table: Table) => table.born.value(slot, attribute) === true

const age = (slot: number, table: Table) => Number(table.born.value(slot, "~age"))

/** The household somebody was born into; -1 for those who live alone. */
const householdOf = (slot: number, table: Table): number => {
  const memberships = table.other("people.HouseholdMembership")
  return slot < memberships.base ? memberships.owner(slot) : -1
}

const adminOnly =
  (chance: number): Maker =>
  (dice, slot, table) =>
    is("~admin", slot, table) && dice.chance(chance)

const dateIn = (dice: Prng, from: number, to: number): string =>
  date(Math.floor(Date.UTC(dice.int(from, to), 0, 1) / 86_400_000) + dice.int(0, 364))

/** Most people have none, some a line, and a few several pages. */
const medicalNotes: Maker = (dice) => {
  const sentences = dice.weighted([
    [0, 920],
    [1, 60],
    [3, 14],
    [60, 4],
    [400, 2]
  ])
  if (sentences === 0) return null
  return Array.from({ length: sentences }, () => dice.pick(Names.ailments)).join(" ")
}

const inSchool = (slot: number, table: Table) => is("child", slot, table) && age(slot, table) >= 5

/** A human being known to the church. */
export const person = (scale: Scale): Kind =>
  some(() => scale.people, {
    span: (dice, slot, table) => lives(dice, slot, table, scale),
    refs: {
      // one in eight has no campus; of the rest half go to the first one, half of the rest to the second, and so on
      primary_campus: {
        to: "people.Campus",
        at: (dice, _, table) => {
          if (dice.chance(0.125)) return -1
          const last = table.other("people.Campus").base - 1
          let campus = 0
          while (campus < last && dice.chance(0.5)) campus++
          return campus
        }
      },
      inactive_reason: {
        to: "people.InactiveReason",
        at: (dice, slot, table) =>
          table.born.value(slot, "status") === "inactive"
            ? dice.int(0, table.other("people.InactiveReason").base - 1)
            : -1
      },
      marital_status: spread("people.MaritalStatus", 0.45),
      name_prefix: spread("people.NamePrefix", 0.9),
      name_suffix: spread("people.NameSuffix", 0.96),
      school: {
        to: "people.SchoolOption",
        at: (dice, slot, table) =>
          inSchool(slot, table) ? dice.int(0, table.other("people.SchoolOption").base - 1) : -1
      }
    },
    edges: {
      households: through("people.HouseholdMembership", "person", "household"),
      apps: through("people.PersonApp", "person", "app"),
      workflow_cards: children("people.WorkflowCard", "person"),
      messages: childrenBy("people.Message", "to", "from"),
      message_groups: children("people.MessageGroup", "from")
    },
    live: { name: (_, slot, table) => fullName(table.value(slot, "first_name"), table.value(slot, "last_name")) },
    attributes: {
      "~admin": (dice, slot, table) => !is("child", slot, table) && (slot === 0 || dice.chance(0.004)),
      "~age": (dice, slot, table) => (is("child", slot, table) ? dice.int(0, 17) : dice.int(18, 94)),
      accounting_administrator: adminOnly(0.3),
      anniversary: (dice, slot, table) =>
        !is("child", slot, table) && dice.chance(0.2) ? dateIn(dice, 1960, 2024) : null,
      avatar: (dice, slot, table) =>
        dice.chance(0.15)
          ? `https://avatars.example.com/uploads/${table.id(slot)}.jpg`
          : "https://avatars.example.com/none.png",
      birthdate: (dice, slot, table) => {
        const year = 2025 - age(slot, table)
        return dice.chance(0.65) ? dateIn(dice, year, year) : null
      },
      can_create_forms: (_, slot, table) => is("~admin", slot, table),
      can_email_lists: (_, slot, table) => is("~admin", slot, table),
      child: (dice) => dice.chance(0.22),
      demographic_avatar_url: (_, slot, table) => table.born.value(slot, "avatar"),
      directory_shared_info: () => ({}),
      directory_status: (dice) => (dice.chance(0.5) ? "no_access" : null),
      first_name: (_, slot, table) => table.born.value(slot, "nickname") ?? table.born.value(slot, "~given"),
      gender: (dice) =>
        dice.weighted<string | null>([
          ["F", 47],
          ["M", 43],
          [null, 10]
        ]),
      "~given": (dice, slot, table) => dice.pick(table.born.value(slot, "gender") === "M" ? Names.mens : Names.womens),
      given_name: (dice, slot, table) =>
        table.born.value(slot, "nickname") !== null || dice.chance(0.1) ? table.born.value(slot, "~given") : null,
      grade: (dice, slot, table) => (inSchool(slot, table) && dice.chance(0.8) ? age(slot, table) - 5 : null),
      graduation_year: (dice, slot, table) =>
        inSchool(slot, table) && dice.chance(0.6) ? 2043 - age(slot, table) : null,
      inactivated_at: (_, slot, table) =>
        table.born.value(slot, "status") === "inactive" ? moment(table.born.span(slot)[1]) : null,
      last_name: (dice, slot, table) => {
        const household = householdOf(slot, table)
        return household < 0 || dice.chance(0.1)
          ? dice.pick(Names.families)
          : table.other("people.Household").born.value(household, "~family")
      },
      login_identifier: (dice, slot, table) =>
        !is("child", slot, table) && dice.chance(0.1) ? `user${table.id(slot)}@example.com` : null,
      medical_notes: medicalNotes,
      membership: (dice) =>
        dice.weighted<string | null>([
          ["Member", 40],
          ["Regular Attender", 15],
          ["Visitor", 10],
          [null, 35]
        ]),
      mfa_configured: (_, slot, table) => is("~admin", slot, table),
      middle_name: (dice) => (dice.chance(0.08) ? dice.pick(Names.womens) : null),
      nickname: (dice) => (dice.chance(0.06) ? dice.pick(Names.nicknames) : null),
      passed_background_check: (dice) => dice.chance(0.05),
      people_permissions: (dice, slot, table) =>
        is("~admin", slot, table) ? dice.pick(["Viewer", "Editor", "Manager"]) : null,
      remote_id: (dice) => (dice.chance(0.1) ? dice.int(1, 99_999) : null),
      resource_permission_flags: () => ({}),
      school_type: (_, slot, table) => {
        if (!inSchool(slot, table)) return null
        const years = age(slot, table)
        return years < 11 ? "elementary" : years < 14 ? "middle" : "high"
      },
      site_administrator: adminOnly(0.5),
      status: (dice) =>
        dice.weighted([
          ["active", 880],
          ["inactive", 112],
          ["pending", 8]
        ]),
      stripe_customer_identifier: () => null
    }
  })

/** A site of the church. */
export const campus = (scale: Scale): Kind =>
  some(() => Math.max(1, Math.min(Names.campuses.length, Math.ceil(scale.people / 1000))), {
    span: (dice, slot) => founded(dice, slot, scale),
    attributes: {
      "~city": (dice) => dice.int(0, Names.cities.length - 1),
      avatar_url: () => null,
      church_center_enabled: (dice) => dice.chance(0.8),
      city: (_, slot, table) => place(slot, table).city,
      contact_email_address: (dice, slot) => (dice.chance(0.6) ? `campus${slot + 1}@example.org` : null),
      country: () => "US",
      date_format: () => null,
      description: (dice, slot) => (dice.chance(0.5) ? `${campusName(slot)}: Sundays at 9 & 11` : null),
      geolocation_set_manually: () => false,
      latitude: (dice) => (dice.chance(0.7) ? `${dice.int(25, 48)}.${dice.int(1000, 9999)}` : null),
      longitude: (dice, slot, table) =>
        table.born.value(slot, "latitude") === null ? null : `-${dice.int(70, 122)}.${dice.int(1000, 9999)}`,
      name: (_, slot) => campusName(slot),
      phone_number: (dice) => (dice.chance(0.5) ? `(555) 010-${dice.int(1000, 9999)}` : null),
      state: (_, slot, table) => place(slot, table).state,
      street: (dice) => `${dice.int(1, 999)} Church Street`,
      time_zone: (_, slot, table) => place(slot, table).zone,
      time_zone_raw: (_, slot, table) => place(slot, table).zone,
      twenty_four_hour_time: () => null,
      website: (dice) => (dice.chance(0.5) ? "https://church.example.org" : null),
      zip: (_, slot, table) => place(slot, table).zip
    }
  })

const campusName = (slot: number) => Names.campuses[slot] ?? Names.campuses[0]

const place = (slot: number, table: Table) => Names.cities[Number(table.born.value(slot, "~city"))] ?? Names.cities[0]
