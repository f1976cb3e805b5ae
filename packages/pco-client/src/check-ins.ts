/** Planning Center Check-Ins: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as AttendanceType from "./check-ins/AttendanceType.ts"
import * as CheckIn from "./check-ins/CheckIn.ts"
import * as CheckInGroup from "./check-ins/CheckInGroup.ts"
import * as CheckInTime from "./check-ins/CheckInTime.ts"
import * as Event from "./check-ins/Event.ts"
import * as EventLabel from "./check-ins/EventLabel.ts"
import * as EventPeriod from "./check-ins/EventPeriod.ts"
import * as EventTime from "./check-ins/EventTime.ts"
import * as Headcount from "./check-ins/Headcount.ts"
import * as IntegrationLink from "./check-ins/IntegrationLink.ts"
import * as Label from "./check-ins/Label.ts"
import * as Location from "./check-ins/Location.ts"
import * as LocationEventPeriod from "./check-ins/LocationEventPeriod.ts"
import * as LocationEventTime from "./check-ins/LocationEventTime.ts"
import * as LocationLabel from "./check-ins/LocationLabel.ts"
import * as Option from "./check-ins/Option.ts"
import * as Organization from "./check-ins/Organization.ts"
import * as Pass from "./check-ins/Pass.ts"
import * as Person from "./check-ins/Person.ts"
import * as PersonEvent from "./check-ins/PersonEvent.ts"
import * as PreCheck from "./check-ins/PreCheck.ts"
import * as RosterListPerson from "./check-ins/RosterListPerson.ts"
import * as Station from "./check-ins/Station.ts"
import * as Theme from "./check-ins/Theme.ts"

export {
  AttendanceType,
  CheckIn,
  CheckInGroup,
  CheckInTime,
  Event,
  EventLabel,
  EventPeriod,
  EventTime,
  Headcount,
  IntegrationLink,
  Label,
  Location,
  LocationEventPeriod,
  LocationEventTime,
  LocationLabel,
  Option,
  Organization,
  Pass,
  Person,
  PersonEvent,
  PreCheck,
  RosterListPerson,
  Station,
  Theme
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  attendanceTypes: {
    list: AttendanceType.list,
    getById: AttendanceType.get,
    listOfEvent: AttendanceType.listOfEvent,
    getOfHeadcount: AttendanceType.getOfHeadcount
  },
  checkInGroups: {
    list: CheckInGroup.list,
    getById: CheckInGroup.get,
    getOfCheckIn: CheckInGroup.getOfCheckIn,
    listOfStation: CheckInGroup.listOfStation
  },
  checkIns: {
    list: CheckIn.list,
    getById: CheckIn.get,
    listOfCheckInGroup: CheckIn.listOfCheckInGroup,
    listOfEvent: CheckIn.listOfEvent,
    listOfEventPeriod: CheckIn.listOfEventPeriod,
    listOfEventTime: CheckIn.listOfEventTime,
    listOfLocation: CheckIn.listOfLocation,
    listOfLocationEventPeriod: CheckIn.listOfLocationEventPeriod,
    listOfLocationEventTime: CheckIn.listOfLocationEventTime,
    listOfOption: CheckIn.listOfOption,
    listOfPerson: CheckIn.listOfPerson,
    getFirstCheckInOfPersonEvent: CheckIn.getFirstCheckInOfPersonEvent,
    getLastCheckInOfPersonEvent: CheckIn.getLastCheckInOfPersonEvent,
    listOfStation: CheckIn.listOfStation
  },
  checkInTimes: { getById: CheckInTime.get, listOfCheckIn: CheckInTime.listOfCheckIn },
  eventLabels: { getById: EventLabel.get, listOfEvent: EventLabel.listOfEvent, listOfLabel: EventLabel.listOfLabel },
  eventPeriods: {
    getById: EventPeriod.get,
    getOfCheckIn: EventPeriod.getOfCheckIn,
    getOfCheckInGroup: EventPeriod.getOfCheckInGroup,
    listOfEvent: EventPeriod.listOfEvent,
    getOfEventTime: EventPeriod.getOfEventTime,
    getOfLocationEventPeriod: EventPeriod.getOfLocationEventPeriod
  },
  events: {
    list: Event.list,
    getById: Event.get,
    getOfAttendanceType: Event.getOfAttendanceType,
    getOfCheckIn: Event.getOfCheckIn,
    getOfEventLabel: Event.getOfEventLabel,
    getOfEventPeriod: Event.getOfEventPeriod,
    getOfEventTime: Event.getOfEventTime,
    getOfLocation: Event.getOfLocation,
    getOfPersonEvent: Event.getOfPersonEvent,
    getOfStation: Event.getOfStation
  },
  eventTimes: {
    list: EventTime.list,
    getById: EventTime.get,
    listOfCheckIn: EventTime.listOfCheckIn,
    listOfEvent: EventTime.listOfEvent,
    listOfEventPeriod: EventTime.listOfEventPeriod,
    getOfHeadcount: EventTime.getOfHeadcount,
    getOfLocationEventTime: EventTime.getOfLocationEventTime
  },
  headcounts: {
    list: Headcount.list,
    getById: Headcount.get,
    listOfAttendanceType: Headcount.listOfAttendanceType,
    listOfEventTime: Headcount.listOfEventTime
  },
  integrationLinks: {
    list: IntegrationLink.list,
    getById: IntegrationLink.get,
    listOfEvent: IntegrationLink.listOfEvent,
    listOfLocation: IntegrationLink.listOfLocation
  },
  labels: {
    list: Label.list,
    getById: Label.get,
    getOfEventLabel: Label.getOfEventLabel,
    getOfLocationLabel: Label.getOfLocationLabel,
    getOfOption: Label.getOfOption
  },
  locationEventPeriods: {
    getById: LocationEventPeriod.get,
    listOfEventPeriod: LocationEventPeriod.listOfEventPeriod,
    listOfLocation: LocationEventPeriod.listOfLocation
  },
  locationEventTimes: {
    getById: LocationEventTime.get,
    listOfEventTime: LocationEventTime.listOfEventTime,
    listOfLocation: LocationEventTime.listOfLocation
  },
  locationLabels: {
    getById: LocationLabel.get,
    listOfLabel: LocationLabel.listOfLabel,
    listOfLocation: LocationLabel.listOfLocation
  },
  locations: {
    list: Location.list,
    getById: Location.get,
    listOfCheckIn: Location.listOfCheckIn,
    listOfEvent: Location.listOfEvent,
    listOfEventTime: Location.listOfEventTime,
    listOfLocation: Location.listOfLocation,
    getOfLocation: Location.getOfLocation,
    getOfLocationEventPeriod: Location.getOfLocationEventPeriod,
    getOfLocationEventTime: Location.getOfLocationEventTime,
    getOfLocationLabel: Location.getOfLocationLabel,
    getOfStation: Location.getOfStation
  },
  options: {
    list: Option.list,
    getById: Option.get,
    listOfCheckIn: Option.listOfCheckIn,
    listOfLocation: Option.listOfLocation
  },
  organization: { get: Organization.get, getOfPerson: Organization.getOfPerson },
  passes: { list: Pass.list, getById: Pass.get, listOfPerson: Pass.listOfPerson },
  people: {
    list: Person.list,
    getById: Person.get,
    getCheckedInByOfCheckIn: Person.getCheckedInByOfCheckIn,
    getCheckedOutByOfCheckIn: Person.getCheckedOutByOfCheckIn,
    getOfCheckIn: Person.getOfCheckIn,
    getOfPass: Person.getOfPass,
    getOfPersonEvent: Person.getOfPersonEvent
  },
  personEvents: {
    getById: PersonEvent.get,
    listOfEvent: PersonEvent.listOfEvent,
    listOfPerson: PersonEvent.listOfPerson
  },
  stations: {
    list: Station.list,
    getById: Station.get,
    getOfCheckIn: Station.getOfCheckIn,
    getOfCheckInGroup: Station.getOfCheckInGroup,
    getOfStation: Station.getOfStation
  },
  themes: { list: Theme.list, getById: Theme.get, getOfStation: Theme.getOfStation }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  CheckIn.readable,
  Event.readable,
  EventTime.readable,
  Headcount.readable,
  IntegrationLink.readable,
  Label.readable,
  Option.readable,
  Pass.readable,
  Person.readable,
  Station.readable,
  Theme.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  AttendanceType.nested,
  CheckInGroup.nested,
  CheckInTime.nested,
  EventLabel.nested,
  EventPeriod.nested,
  Location.nested,
  LocationEventPeriod.nested,
  LocationEventTime.nested,
  LocationLabel.nested,
  PersonEvent.nested
]

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [Organization.get]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [
  AttendanceType.AttendanceType,
  CheckIn.CheckIn,
  CheckInGroup.CheckInGroup,
  CheckInTime.CheckInTime,
  Event.Event,
  EventLabel.EventLabel,
  EventPeriod.EventPeriod,
  EventTime.EventTime,
  Headcount.Headcount,
  IntegrationLink.IntegrationLink,
  Label.Label,
  Location.Location,
  LocationEventPeriod.LocationEventPeriod,
  LocationEventTime.LocationEventTime,
  LocationLabel.LocationLabel,
  Option.Option,
  Organization.Organization,
  Pass.Pass,
  Person.Person,
  PersonEvent.PersonEvent,
  PreCheck.PreCheck,
  RosterListPerson.RosterListPerson,
  Station.Station,
  Theme.Theme
]
