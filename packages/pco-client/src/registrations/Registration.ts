// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"
import { Registration } from "./resource/Registration.ts"

export {
  /** One order for a signup, for one attendee or several. */
  Registration
}

const include = { created_by: Person, registrant_contact: Person }

/** One registration. */
export const get = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/registrations/{id}",
  Registration,
  { include, fields: true },
  { below: { signup_id: "registrations.Signup" } }
)

/** The registration of an attendee, or `NotFound` where there is none. */
export const getOfAttendee = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/attendees/{attendee_id}/registration",
  Registration,
  { include, fields: true },
  {
    name: "registrations.Registration.getOfAttendee",
    below: { signup_id: "registrations.Signup", attendee_id: "registrations.Attendee" }
  }
)

/** The registrations of a signup. */
export const listOfSignup = Endpoint.list(
  "/registrations/v2/signups/{signup_id}/registrations",
  Registration,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "registrations.Registration.listOfSignup", below: { signup_id: "registrations.Signup" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Registration,
  get,
  routes: [{ list: listOfSignup, parent: "registrations.Signup", covers: "all" }]
}
