// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attendee } from "./resource/Attendee.ts"
import { EmergencyContact } from "./resource/EmergencyContact.ts"
import { Person } from "./resource/Person.ts"
import { Registration } from "./resource/Registration.ts"
import { SelectionType } from "./resource/SelectionType.ts"

export {
  /** Somebody who is registered for a signup. */
  Attendee
}

const include = {
  emergency_contact: EmergencyContact,
  person: Person,
  registration: Registration,
  "registration.created_by": Person,
  "registration.registrant_contact": Person,
  selection_type: SelectionType
}

/** One attendee. */
export const get = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/attendees/{id}",
  Attendee,
  { include, fields: true },
  { below: { signup_id: "registrations.Signup" } }
)

/** The attendees of a signup. */
export const listOfSignup = Endpoint.list(
  "/registrations/v2/signups/{signup_id}/attendees",
  Attendee,
  { filter: ["active", "canceled", "waitlist"], include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "registrations.Attendee.listOfSignup", below: { signup_id: "registrations.Signup" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Attendee,
  get,
  routes: [{ list: listOfSignup, parent: "registrations.Signup", covers: "all" }]
}
