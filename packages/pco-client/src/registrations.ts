/** Planning Center Registrations: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as Attendee from "./registrations/Attendee.ts"
import * as Campus from "./registrations/Campus.ts"
import * as Category from "./registrations/Category.ts"
import * as EmergencyContact from "./registrations/EmergencyContact.ts"
import * as Organization from "./registrations/Organization.ts"
import * as Person from "./registrations/Person.ts"
import * as Registration from "./registrations/Registration.ts"
import * as SelectionType from "./registrations/SelectionType.ts"
import * as Signup from "./registrations/Signup.ts"
import * as SignupLocation from "./registrations/SignupLocation.ts"
import * as SignupTime from "./registrations/SignupTime.ts"

export {
  Attendee,
  Campus,
  Category,
  EmergencyContact,
  Organization,
  Person,
  Registration,
  SelectionType,
  Signup,
  SignupLocation,
  SignupTime
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  attendees: { getById: Attendee.get, listOfSignup: Attendee.listOfSignup },
  campuses: { list: Campus.list, getById: Campus.get, listOfSignup: Campus.listOfSignup },
  categories: { list: Category.list, getById: Category.get, listOfSignup: Category.listOfSignup },
  emergencyContacts: { getById: EmergencyContact.get, getOfAttendee: EmergencyContact.getOfAttendee },
  organization: { get: Organization.get },
  people: {
    getById: Person.get,
    getOfAttendee: Person.getOfAttendee,
    getCreatedByOfRegistration: Person.getCreatedByOfRegistration,
    getRegistrantContactOfRegistration: Person.getRegistrantContactOfRegistration
  },
  registrations: {
    getById: Registration.get,
    getOfAttendee: Registration.getOfAttendee,
    listOfSignup: Registration.listOfSignup
  },
  selectionTypes: {
    getById: SelectionType.get,
    getOfAttendee: SelectionType.getOfAttendee,
    listOfSignup: SelectionType.listOfSignup
  },
  signupLocations: { getById: SignupLocation.get, getOfSignup: SignupLocation.getOfSignup },
  signups: { list: Signup.list, getById: Signup.get },
  signupTimes: { getById: SignupTime.get, getOfSignup: SignupTime.getOfSignup, listOfSignup: SignupTime.listOfSignup }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [Campus.readable, Category.readable, Signup.readable]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  Attendee.nested,
  EmergencyContact.nested,
  Person.nested,
  Registration.nested,
  SelectionType.nested,
  SignupLocation.nested,
  SignupTime.nested
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
  Attendee.Attendee,
  Campus.Campus,
  Category.Category,
  EmergencyContact.EmergencyContact,
  Organization.Organization,
  Person.Person,
  Registration.Registration,
  SelectionType.SelectionType,
  Signup.Signup,
  SignupLocation.SignupLocation,
  SignupTime.SignupTime
]
