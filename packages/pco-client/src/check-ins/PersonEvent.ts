// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { CheckIn } from "./resource/CheckIn.ts"
import { CheckInTime } from "./resource/CheckInTime.ts"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Location } from "./resource/Location.ts"
import { Option } from "./resource/Option.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonEvent } from "./resource/PersonEvent.ts"
import { Station } from "./resource/Station.ts"

export {
  /** How often one person was at one event, and when first and last. */
  PersonEvent
}

const include = {
  event: Event,
  "event.attendance_types": AttendanceType,
  first_check_in: CheckIn,
  "first_check_in.check_in_times": CheckInTime,
  "first_check_in.checked_in_at": Station,
  "first_check_in.checked_in_by": Person,
  "first_check_in.checked_out_by": Person,
  "first_check_in.event": Event,
  "first_check_in.event_period": EventPeriod,
  "first_check_in.event_times": EventTime,
  "first_check_in.locations": Location,
  "first_check_in.options": Option,
  "first_check_in.person": Person,
  last_check_in: CheckIn,
  "last_check_in.check_in_times": CheckInTime,
  "last_check_in.checked_in_at": Station,
  "last_check_in.checked_in_by": Person,
  "last_check_in.checked_out_by": Person,
  "last_check_in.event": Event,
  "last_check_in.event_period": EventPeriod,
  "last_check_in.event_times": EventTime,
  "last_check_in.locations": Location,
  "last_check_in.options": Option,
  "last_check_in.person": Person,
  person: Person,
  "person.organization": Organization
}

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
