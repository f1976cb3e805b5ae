// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attendance } from "./resource/Attendance.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Whether one person was at one event of a group. */
  Attendance
}

/** The attendances of an event. */
export const listOfEvent = Endpoint.list(
  "/groups/v2/events/{event_id}/attendances",
  Attendance,
  {
    filter: ["attended"],
    include: { person: Person },
    order: ["first_name", "last_name", "role"],
    where: { role: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "groups.Attendance.listOfEvent", below: { event_id: "groups.Event" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Attendance,
  routes: [{ list: listOfEvent, parent: "groups.Event", covers: "all" }]
}
