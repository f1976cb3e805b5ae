// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"

export {
  /** The human being behind an attendee or a registration. */
  Person
}

/** One person. */
export const get = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/attendees/{attendee_id}/person/{id}",
  Person,
  { fields: true },
  { below: { signup_id: "registrations.Signup", attendee_id: "registrations.Attendee" } }
)

/** The person of an attendee, or `NotFound` where there is none. */
export const getOfAttendee = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/attendees/{attendee_id}/person",
  Person,
  { fields: true },
  {
    name: "registrations.Person.getOfAttendee",
    below: { signup_id: "registrations.Signup", attendee_id: "registrations.Attendee" }
  }
)

/** The `created_by` of a registration, or `NotFound` where there is none. */
export const getCreatedByOfRegistration = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/registrations/{registration_id}/created_by",
  Person,
  { fields: true },
  {
    name: "registrations.Person.getCreatedByOfRegistration",
    below: { signup_id: "registrations.Signup", registration_id: "registrations.Registration" }
  }
)

/** The `registrant_contact` of a registration, or `NotFound` where there is none. */
export const getRegistrantContactOfRegistration = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/registrations/{registration_id}/registrant_contact",
  Person,
  { fields: true },
  {
    name: "registrations.Person.getRegistrantContactOfRegistration",
    below: { signup_id: "registrations.Signup", registration_id: "registrations.Registration" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Person,
  get,
  routes: [
    { list: getOfAttendee, parent: "registrations.Attendee", covers: "some" },
    { list: getCreatedByOfRegistration, parent: "registrations.Registration", covers: "some" },
    { list: getRegistrantContactOfRegistration, parent: "registrations.Registration", covers: "some" }
  ]
}
