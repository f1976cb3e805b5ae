// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { SelectionType } from "./resource/SelectionType.ts"

export { money } from "./resource/SelectionType.ts"

export {
  /** A kind of place at a signup, with its price. */
  SelectionType
}

/** One selection type. */
export const get = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/selection_types/{id}",
  SelectionType,
  { fields: true },
  { below: { signup_id: "registrations.Signup" } }
)

/** The selection type of an attendee, or `NotFound` where there is none. */
export const getOfAttendee = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/attendees/{attendee_id}/selection_type",
  SelectionType,
  { fields: true },
  {
    name: "registrations.SelectionType.getOfAttendee",
    below: { signup_id: "registrations.Signup", attendee_id: "registrations.Attendee" }
  }
)

/** The selection types of a signup. */
export const listOfSignup = Endpoint.list(
  "/registrations/v2/signups/{signup_id}/selection_types",
  SelectionType,
  { filter: ["publicly_available"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "registrations.SelectionType.listOfSignup", below: { signup_id: "registrations.Signup" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SelectionType,
  get,
  routes: [{ list: listOfSignup, parent: "registrations.Signup", covers: "all" }]
}
