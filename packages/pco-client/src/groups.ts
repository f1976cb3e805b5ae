/** Planning Center Groups: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Resource as Described, Endpoint } from "@openfaith/client-core"
import * as Attendance from "./groups/Attendance.ts"
import * as Campus from "./groups/Campus.ts"
import * as Enrollment from "./groups/Enrollment.ts"
import * as Event from "./groups/Event.ts"
import * as EventNote from "./groups/EventNote.ts"
import * as Group from "./groups/Group.ts"
import * as GroupApplication from "./groups/GroupApplication.ts"
import * as GroupType from "./groups/GroupType.ts"
import * as Location from "./groups/Location.ts"
import * as Membership from "./groups/Membership.ts"
import * as Organization from "./groups/Organization.ts"
import * as Owner from "./groups/Owner.ts"
import * as Person from "./groups/Person.ts"
import * as Resource from "./groups/Resource.ts"
import * as Tag from "./groups/Tag.ts"
import * as TagGroup from "./groups/TagGroup.ts"

export {
  Attendance,
  Campus,
  Enrollment,
  Event,
  EventNote,
  Group,
  GroupApplication,
  GroupType,
  Location,
  Membership,
  Organization,
  Owner,
  Person,
  Resource,
  Tag,
  TagGroup
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  attendances: { listOfEvent: Attendance.listOfEvent },
  campuses: { list: Campus.list, getById: Campus.get, listOfGroup: Campus.listOfGroup },
  enrollments: { getById: Enrollment.get, getOfGroup: Enrollment.getOfGroup },
  eventNotes: { getById: EventNote.get, listOfEvent: EventNote.listOfEvent },
  events: {
    list: Event.list,
    getById: Event.get,
    listOfGroup: Event.listOfGroup,
    listOfGroupType: Event.listOfGroupType,
    listOfPerson: Event.listOfPerson
  },
  groupApplications: {
    list: GroupApplication.list,
    getById: GroupApplication.get,
    listOfGroup: GroupApplication.listOfGroup,
    approve: GroupApplication.approve,
    reject: GroupApplication.reject
  },
  groups: {
    list: Group.list,
    getById: Group.get,
    listOfCampus: Group.listOfCampus,
    getOfEvent: Group.getOfEvent,
    getOfGroupApplication: Group.getOfGroupApplication,
    listOfGroupType: Group.listOfGroupType,
    getOfLocation: Group.getOfLocation,
    getOfMembership: Group.getOfMembership,
    listOfPerson: Group.listOfPerson,
    listOfTag: Group.listOfTag,
    update: Group.update,
    assignCampuses: Group.assignCampuses,
    disableChat: Group.disableChat,
    enableChat: Group.enableChat
  },
  groupTypes: { list: GroupType.list, getById: GroupType.get, getOfGroup: GroupType.getOfGroup },
  locations: {
    list: Location.list,
    getById: Location.get,
    getOfEvent: Location.getOfEvent,
    getOfGroup: Location.getOfGroup
  },
  memberships: {
    getById: Membership.get,
    listOfGroup: Membership.listOfGroup,
    listOfPerson: Membership.listOfPerson,
    createBelowGroup: Membership.createBelowGroup,
    update: Membership.update,
    delete: Membership.delete
  },
  organization: { get: Organization.get },
  owners: { getById: Owner.get, getOfEventNote: Owner.getOfEventNote },
  people: {
    list: Person.list,
    getById: Person.get,
    getOfAttendance: Person.getOfAttendance,
    listOfGroup: Person.listOfGroup,
    getOfGroupApplication: Person.getOfGroupApplication,
    getOfMembership: Person.getOfMembership
  },
  resources: {
    getById: Resource.get,
    listOfGroup: Resource.listOfGroup,
    listOfGroupType: Resource.listOfGroupType,
    getDownloadOfResource: Resource.getDownloadOfResource,
    getVisitOfResource: Resource.getVisitOfResource
  },
  tagGroups: { list: TagGroup.list, getById: TagGroup.get },
  tags: { list: Tag.list, getById: Tag.get, listOfGroup: Tag.listOfGroup, listOfTagGroup: Tag.listOfTagGroup }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  Campus.readable,
  Event.readable,
  Group.readable,
  GroupApplication.readable,
  GroupType.readable,
  Person.readable,
  TagGroup.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  Attendance.nested,
  Enrollment.nested,
  EventNote.nested,
  Location.nested,
  Membership.nested,
  Owner.nested,
  Resource.nested,
  Tag.nested
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
export const resources: ReadonlyArray<Described.Any> = [
  Attendance.Attendance,
  Campus.Campus,
  Enrollment.Enrollment,
  Event.Event,
  EventNote.EventNote,
  Group.Group,
  GroupApplication.GroupApplication,
  GroupType.GroupType,
  Location.Location,
  Membership.Membership,
  Organization.Organization,
  Owner.Owner,
  Person.Person,
  Resource.Resource,
  Tag.Tag,
  TagGroup.TagGroup
]
