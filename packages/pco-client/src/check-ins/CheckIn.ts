// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { CheckIn } from "./resource/CheckIn.ts"
import { CheckInTime } from "./resource/CheckInTime.ts"
import { Event } from "./resource/Event.ts"
import { EventPeriod } from "./resource/EventPeriod.ts"
import { EventTime } from "./resource/EventTime.ts"
import { Headcount } from "./resource/Headcount.ts"
import { Label } from "./resource/Label.ts"
import { Location } from "./resource/Location.ts"
import { Option } from "./resource/Option.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { Station } from "./resource/Station.ts"
import { Theme } from "./resource/Theme.ts"

export {
  /** That somebody was there: one person at one event. */
  CheckIn
}

const include = {
  check_in_times: CheckInTime,
  checked_in_at: Station,
  "checked_in_at.event": Event,
  "checked_in_at.location": Location,
  "checked_in_at.print_station": Station,
  "checked_in_at.theme": Theme,
  checked_in_by: Person,
  "checked_in_by.organization": Organization,
  checked_out_by: Person,
  "checked_out_by.organization": Organization,
  event: Event,
  "event.attendance_types": AttendanceType,
  event_period: EventPeriod,
  "event_period.event": Event,
  "event_period.event_times": EventTime,
  event_times: EventTime,
  "event_times.event": Event,
  "event_times.event_period": EventPeriod,
  "event_times.headcounts": Headcount,
  locations: Location,
  "locations.event": Event,
  "locations.locations": Location,
  "locations.options": Option,
  "locations.parent": Location,
  options: Option,
  "options.label": Label,
  person: Person,
  "person.organization": Organization
}

const capabilities = {
  include,
  order: ["checked_out_at", "created_at", "first_name", "last_name", "number", "updated_at"],
  where: { account_center_person_id: "integer", created_at: "instant", security_code: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every check in. */
export const list = Endpoint.list("/check-ins/v2/check_ins", CheckIn, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["check_in_times"],
  filter: [
    "attendee",
    "checked_out",
    "first_time",
    "guest",
    "not_checked_out",
    "not_one_time_guest",
    "one_time_guest",
    "regular",
    "volunteer"
  ]
})

/** One check in. */
export const get = Endpoint.get("/check-ins/v2/check_ins/{id}", CheckIn, { include, fields: true })

/** The check ins of a check in group. */
export const listOfCheckInGroup = Endpoint.list(
  "/check-ins/v2/check_in_groups/{check_in_group_id}/check_ins",
  CheckIn,
  capabilities,
  { name: "check-ins.CheckIn.listOfCheckInGroup", below: { check_in_group_id: "check-ins.CheckInGroup" } }
)

/** The check ins of an event. */
export const listOfEvent = Endpoint.list(
  "/check-ins/v2/events/{event_id}/check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  { name: "check-ins.CheckIn.listOfEvent", below: { event_id: "check-ins.Event" } }
)

/** The check ins of an event period. */
export const listOfEventPeriod = Endpoint.list(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  {
    name: "check-ins.CheckIn.listOfEventPeriod",
    below: { check_in_id: "check-ins.CheckIn", event_period_id: "check-ins.EventPeriod" }
  }
)

/** The check ins of an event time. */
export const listOfEventTime = Endpoint.list(
  "/check-ins/v2/event_times/{event_time_id}/check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  { name: "check-ins.CheckIn.listOfEventTime", below: { event_time_id: "check-ins.EventTime" } }
)

/** The check ins of a location. */
export const listOfLocation = Endpoint.list(
  "/check-ins/v2/locations/{location_id}/check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  { name: "check-ins.CheckIn.listOfLocation", below: { location_id: "check-ins.Location" } }
)

/** The check ins of a location event period. */
export const listOfLocationEventPeriod = Endpoint.list(
  "/check-ins/v2/check_ins/{check_in_id}/event_period/{event_period_id}/location_event_periods/{location_event_period_id}/check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  {
    name: "check-ins.CheckIn.listOfLocationEventPeriod",
    below: {
      check_in_id: "check-ins.CheckIn",
      event_period_id: "check-ins.EventPeriod",
      location_event_period_id: "check-ins.LocationEventPeriod"
    }
  }
)

/** The check ins of a location event time. */
export const listOfLocationEventTime = Endpoint.list(
  "/check-ins/v2/event_times/{event_time_id}/location_event_times/{location_event_time_id}/check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  {
    name: "check-ins.CheckIn.listOfLocationEventTime",
    below: { event_time_id: "check-ins.EventTime", location_event_time_id: "check-ins.LocationEventTime" }
  }
)

/** The check ins of an option. */
export const listOfOption = Endpoint.list("/check-ins/v2/options/{option_id}/check_ins", CheckIn, capabilities, {
  name: "check-ins.CheckIn.listOfOption",
  below: { option_id: "check-ins.Option" }
})

/** The check ins of a person. */
export const listOfPerson = Endpoint.list(
  "/check-ins/v2/people/{person_id}/check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  { name: "check-ins.CheckIn.listOfPerson", below: { person_id: "check-ins.Person" } }
)

/** The `first_check_in` of a person event, or `NotFound` where there is none. */
export const getFirstCheckInOfPersonEvent = Endpoint.get(
  "/check-ins/v2/events/{event_id}/person_events/{person_event_id}/first_check_in",
  CheckIn,
  { include, fields: true },
  {
    name: "check-ins.CheckIn.getFirstCheckInOfPersonEvent",
    below: { event_id: "check-ins.Event", person_event_id: "check-ins.PersonEvent" }
  }
)

/** The `last_check_in` of a person event, or `NotFound` where there is none. */
export const getLastCheckInOfPersonEvent = Endpoint.get(
  "/check-ins/v2/events/{event_id}/person_events/{person_event_id}/last_check_in",
  CheckIn,
  { include, fields: true },
  {
    name: "check-ins.CheckIn.getLastCheckInOfPersonEvent",
    below: { event_id: "check-ins.Event", person_event_id: "check-ins.PersonEvent" }
  }
)

/** The `checked_in_at_check_ins` of a station. */
export const listOfStation = Endpoint.list(
  "/check-ins/v2/stations/{station_id}/checked_in_at_check_ins",
  CheckIn,
  {
    ...capabilities,
    filter: [
      "attendee",
      "checked_out",
      "first_time",
      "guest",
      "not_checked_out",
      "not_one_time_guest",
      "one_time_guest",
      "regular",
      "volunteer"
    ]
  },
  { name: "check-ins.CheckIn.listOfStation", below: { station_id: "check-ins.Station" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: CheckIn, list, get }
