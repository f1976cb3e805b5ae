// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { CheckIn } from "./resource/CheckIn.ts"
import { Event } from "./resource/Event.ts"
import { Person } from "./resource/Person.ts"
import { PersonEvent } from "./resource/PersonEvent.ts"

export {
  /** How often one person was at one event, and when first and last. */
  PersonEvent
}

const include = { event: Event, first_check_in: CheckIn, last_check_in: CheckIn, person: Person }

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** One person event. */
export const get = Endpoint.get(
  "/check-ins/v2/events/{event_id}/person_events/{id}",
  PersonEvent,
  { include, fields: true },
  { below: { event_id: "check-ins.Event" } }
)

/** The person events of an event. */
export const listOfEvent = Endpoint.list("/check-ins/v2/events/{event_id}/person_events", PersonEvent, capabilities, {
  name: "check-ins.PersonEvent.listOfEvent",
  below: { event_id: "check-ins.Event" }
})

/** The person events of a person. */
export const listOfPerson = Endpoint.list("/check-ins/v2/people/{person_id}/person_events", PersonEvent, capabilities, {
  name: "check-ins.PersonEvent.listOfPerson",
  below: { person_id: "check-ins.Person" }
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PersonEvent,
  get,
  routes: [
    { list: listOfEvent, parent: "check-ins.Event", covers: "all" },
    { list: listOfPerson, parent: "check-ins.Person", covers: "all" }
  ]
}
