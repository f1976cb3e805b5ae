// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Somebody who has checked in, or may. */
  Person
}

const include = { organization: Organization }

/** Every person. */
export const list = Endpoint.list("/check-ins/v2/people", Person, {
  include,
  order: ["check_in_count", "first_name", "last_checked_in_at", "last_name"],
  where: { headcounter: "boolean", ignore_filters: "boolean", permission: "string", search_name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One person. */
export const get = Endpoint.get("/check-ins/v2/people/{id}", Person, { include, fields: true })

/** The `checked_in_by` of a check in, or `NotFound` where there is none. */
export const getCheckedInByOfCheckIn = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/checked_in_by",
  Person,
  { include, fields: true },
  { name: "check-ins.Person.getCheckedInByOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The `checked_out_by` of a check in, or `NotFound` where there is none. */
export const getCheckedOutByOfCheckIn = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/checked_out_by",
  Person,
  { include, fields: true },
  { name: "check-ins.Person.getCheckedOutByOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The person of a check in, or `NotFound` where there is none. */
export const getOfCheckIn = Endpoint.get(
  "/check-ins/v2/check_ins/{check_in_id}/person",
  Person,
  { include, fields: true },
  { name: "check-ins.Person.getOfCheckIn", below: { check_in_id: "check-ins.CheckIn" } }
)

/** The person of a pass, or `NotFound` where there is none. */
export const getOfPass = Endpoint.get(
  "/check-ins/v2/passes/{pass_id}/person",
  Person,
  { include, fields: true },
  { name: "check-ins.Person.getOfPass", below: { pass_id: "check-ins.Pass" } }
)

/** The person of a person event, or `NotFound` where there is none. */
export const getOfPersonEvent = Endpoint.get(
  "/check-ins/v2/events/{event_id}/person_events/{person_event_id}/person",
  Person,
  { include, fields: true },
  {
    name: "check-ins.Person.getOfPersonEvent",
    below: { event_id: "check-ins.Event", person_event_id: "check-ins.PersonEvent" }
  }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Person, list, get }
