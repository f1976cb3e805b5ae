// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { EmergencyContact } from "./resource/EmergencyContact.ts"

export {
  /** Whom to call should something happen to an attendee. */
  EmergencyContact
}

/** One emergency contact. */
export const get = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/attendees/{attendee_id}/emergency_contact/{id}",
  EmergencyContact,
  { fields: true },
  { below: { signup_id: "registrations.Signup", attendee_id: "registrations.Attendee" } }
)

/** The emergency contact of an attendee, or `NotFound` where there is none. */
export const getOfAttendee = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/attendees/{attendee_id}/emergency_contact",
  EmergencyContact,
  { fields: true },
  {
    name: "registrations.EmergencyContact.getOfAttendee",
    below: { signup_id: "registrations.Signup", attendee_id: "registrations.Attendee" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EmergencyContact,
  get,
  routes: [{ list: getOfAttendee, parent: "registrations.Attendee", covers: "all" }]
}
