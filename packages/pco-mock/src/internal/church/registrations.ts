/**
 * Who signed up for what.
 */
import {
  along,
  always,
  below,
  borrowed,
  children,
  church,
  inTurn,
  type Kind,
  nth,
  pairs,
  per,
  type Scale,
  skewed,
  some,
  spread,
  through,
  twin,
  via
} from "../world/kind.ts"
import * as Words from "../world/words.ts"

const people = "people.Person"

/** Every kind of record of Registrations. */
export const kinds = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church(),
  Campus: twin("people.Campus", {
    live: Object.fromEntries(
      ["name", "street", "city", "state", "zip", "country"].map((name) => [name, borrowed("people.Campus", name)])
    )
  }),
  Person: twin(people, {
    live: Object.fromEntries(["first_name", "last_name", "name"].map((name) => [name, borrowed(people, name)]))
  }),
  Category: some(4, { attributes: { name: inTurn("Camps", "Classes", "Conferences", "Freizeiten") } }),
  Signup: some(per(200, 5, 300), {
    refs: {
      next_signup_time: {
        to: "registrations.SignupTime",
        at: (_, slot, table) => table.other("registrations.SignupTime").born.children("signup", slot)[0] ?? -1
      }
    },
    attributes: {
      name: (dice) => dice.pick(Words.events),
      archived: (dice) => dice.chance(0.2),
      new_registration_url: (_, slot, table) => `https://church.example.org/registrations/${table.id(slot)}`
    },
    edges: {
      attendees: children("registrations.Attendee", "signup"),
      campuses: through("registrations.~SignupCampus", "one", "other"),
      categories: through("registrations.~SignupCategory", "one", "other"),
      registrations: children("registrations.Registration", "signup"),
      selection_types: children("registrations.SelectionType", "signup"),
      signup_location: children("registrations.SignupLocation", "signup"),
      signup_times: children("registrations.SignupTime", "signup")
    }
  }),
  "~SignupCampus": pairs("registrations.Signup", "registrations.Campus", 1),
  "~SignupCategory": pairs("registrations.Signup", "registrations.Category", [
    [0, 1],
    [1, 3]
  ]),
  SignupTime: below("registrations.Signup", "signup", [
    [1, 3],
    [3, 1]
  ]),
  SignupLocation: below(
    "registrations.Signup",
    "signup",
    [
      [0, 1],
      [1, 3]
    ],
    { attributes: { latitude: always("33.1234"), longitude: always("-117.1234") } }
  ),
  SelectionType: below(
    "registrations.Signup",
    "signup",
    [
      [1, 1],
      [2, 1]
    ],
    { attributes: { name: inTurn("Adult", "Child", "Early Bird"), price_cents: (dice) => dice.int(0, 40) * 500 } }
  ),
  Registration: below(
    "registrations.Signup",
    "signup",
    skewed(3, ({ people: size }) => size / 10),
    {
      refs: { created_by: spread("registrations.Person"), registrant_contact: spread("registrations.Person", 0.1) }
    }
  ),
  Attendee: below(
    "registrations.Registration",
    "registration",
    [
      [1, 3],
      [2, 2],
      [4, 1]
    ],
    {
      refs: {
        signup: along("registrations.Signup", "registration", "signup"),
        person: spread("registrations.Person"),
        selection_type: nth("registrations.SelectionType", "signup", "registration", "signup")
      },
      attributes: {
        canceled: (dice) => dice.chance(0.05),
        active: (_, slot, table) => table.born.value(slot, "canceled") !== true,
        waitlisted: (dice) => dice.chance(0.06),
        waitlisted_at: always(null)
      },
      edges: { registration: via("registration") }
    }
  ),
  EmergencyContact: below("registrations.Attendee", "attendee", [
    [0, 1],
    [1, 2]
  ])
})
