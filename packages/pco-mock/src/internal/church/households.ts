/**
 * What belongs to people: how to reach them, whom they live with, what is noted about them.
 */
import * as Invent from "../world/invent.ts"
import {
  among,
  below,
  counted,
  type Kind,
  type Maker,
  oneOf,
  organizationId,
  pick,
  some,
  spread,
  through,
  told,
  via
} from "../world/kind.ts"
import * as Names from "../world/names.ts"
import * as Phone from "../world/phone.ts"
import type { Table } from "../world/table.ts"

/** Belongs to a person, and moves that person's last change along with its own. */
const theirs = (fanout: Parameters<typeof below>[2], parts: Parameters<typeof below>[3] = {}): Kind =>
  below("people.Person", "person", fanout, { inside: true, ...parts })

const location =
  (first: string): Maker =>
  (dice) =>
    dice.weighted([
      [first, 75],
      [first === "Home" ? "Work" : "Home", 20],
      ["Other", 5]
    ])

/** What belongs to one person. */
export const contact: { readonly [type: string]: Kind } = {
  Email: theirs(
    [
      [0, 18],
      [1, 62],
      [2, 14],
      [3, 4],
      [4, 2]
    ],
    {
      attributes: {
        address: (_, slot, table) => {
          const person = table.other("people.Person").id(table.owner(slot))
          const rank = table.rank(slot)
          return rank === 0 ? `user${person}@example.com` : `user${person}.${rank + 1}@mail.example.org`
        },
        blocked: (dice) => dice.chance(0.02),
        location: location("Home")
      }
    }
  ),
  PhoneNumber: theirs(
    [
      [0, 30],
      [1, 50],
      [2, 15],
      [3, 4],
      [4, 1]
    ],
    {
      attributes: {
        carrier: () => null,
        location: location("Mobile"),
        number: (dice) => `(${dice.int(201, 989)}) 555-01${dice.int(10, 99)}`
      },
      live: Object.fromEntries(
        ["country_code", "e164", "formatted_number", "international", "national"].map((spelling) => [
          spelling,
          (_, slot, table) => {
            const number = table.value(slot, "number")
            return typeof number === "string" ? (Phone.spellings(number)[spelling] ?? null) : null
          }
        ])
      )
    }
  ),
  Address: theirs(
    [
      [0, 45],
      [1, 48],
      [2, 7]
    ],
    {
      attributes: {
        city: (dice) => dice.pick(Names.cities).city,
        country_code: () => "US",
        location: location("Home"),
        street_line_1: (dice) => `${dice.int(1, 9999)} ${dice.pick(["Main St", "Oak Ave", "Calle Ocho", "Königsweg"])}`,
        street_line_2: (dice) => (dice.chance(0.15) ? `Apt ${dice.int(1, 40)}` : null)
      },
      live: { country_name: (_, slot, table) => (table.value(slot, "country_code") === "US" ? "United States" : null) }
    }
  ),
  SocialProfile: theirs([
    [0, 95],
    [1, 4],
    [2, 1]
  ]),
  BackgroundCheck: theirs([
    [0, 93],
    [1, 6],
    [2, 1]
  ]),
  PersonApp: theirs(
    [
      [0, 97],
      [1, 2],
      [3, 1]
    ],
    { refs: { app: spread("people.App") } }
  ),
  PlatformNotification: theirs([
    [0, 99],
    [1, 1]
  ]),
  ConnectedPerson: theirs([
    [0, 99],
    [1, 1]
  ]),
  Note: theirs(
    [
      [0, 80],
      [1, 14],
      [2, 4],
      [9, 2]
    ],
    {
      inside: false,
      refs: { note_category: pick("people.NoteCategory"), created_by: oneOf("people.Person", 25) },
      attributes: { note: Invent.prose, display_date: Invent.between, organization_id: organizationId },
      edges: { category: via("note_category") }
    }
  ),
  FieldDatum: theirs(
    [
      [0, 55],
      [1, 20],
      [3, 20],
      [6, 5]
    ],
    {
      refs: {
        field_definition: spread("people.FieldDefinition"),
        field_option: among("people.FieldOption", "field_definition", "field_definition")
      },
      any: { customizable: ["person"] },
      edges: { tab: via("field_definition", "tab") },
      attributes: {
        value: (dice, slot, table) => {
          const option = table.born.ref(slot, "field_option")
          return option < 0 ? Invent.prose(dice) : table.other("people.FieldOption").born.value(option, "value")
        },
        file: () => null,
        file_content_type: () => null,
        file_name: () => null,
        file_size: () => null
      }
    }
  )
}

/** Households, and who is in them. */
export const homes: { readonly [type: string]: Kind } = {
  Household: some(({ people }) => Math.floor(people * 0.33), {
    attributes: {
      "~family": (dice) => dice.pick(Names.families),
      avatar: (dice) => `https://avatars.example.com/${dice.int(1, 999)}.png`,
      name: (_, slot, table) => `${String(table.born.value(slot, "~family"))} Household`
    },
    // whose household it is: the first of its members
    refs: { primary_contact: { to: "people.Person", at: (_, slot, table) => firstMember(slot, table) } },
    live: {
      member_count: counted("people.HouseholdMembership", "household"),
      primary_contact_name: told("name", "primary_contact")
    },
    edges: { people: through("people.HouseholdMembership", "household", "person") },
    span: (dice, slot, table) => {
      const people = table.other("people.Person").born
      const first = firstMember(slot, table)
      const [created, updated] = people.span(Math.max(0, first))
      return dice.chance(0.6) ? [created, created] : [created, updated]
    }
  }),
  // members are people one after the other, so that families are those who came together
  HouseholdMembership: below(
    "people.Household",
    "household",
    [
      [1, 25],
      [2, 35],
      [3, 15],
      [4, 20],
      [7, 5]
    ],
    {
      refs: {
        person: { to: "people.Person", at: (_, slot, table) => (slot < table.other("people.Person").base ? slot : -1) }
      },
      attributes: { pending: (dice) => dice.chance(0.03) },
      live: { person_name: told("name", "person") }
    }
  )
}

const firstMember = (slot: number, table: Table): number => {
  const memberships = table.other("people.HouseholdMembership").born
  const [first] = Array.from(memberships.children("household", slot))
  return first === undefined ? -1 : memberships.ref(first, "person")
}
