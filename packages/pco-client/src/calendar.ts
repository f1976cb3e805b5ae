/** Planning Center Calendar: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Resource as Described, Endpoint } from "@openfaith/client-core"
import * as Attachment from "./calendar/Attachment.ts"
import * as Conflict from "./calendar/Conflict.ts"
import * as Event from "./calendar/Event.ts"
import * as EventConnection from "./calendar/EventConnection.ts"
import * as EventInstance from "./calendar/EventInstance.ts"
import * as EventResourceAnswer from "./calendar/EventResourceAnswer.ts"
import * as EventResourceRequest from "./calendar/EventResourceRequest.ts"
import * as EventTime from "./calendar/EventTime.ts"
import * as Feed from "./calendar/Feed.ts"
import * as JobStatus from "./calendar/JobStatus.ts"
import * as Organization from "./calendar/Organization.ts"
import * as Person from "./calendar/Person.ts"
import * as ReportTemplate from "./calendar/ReportTemplate.ts"
import * as RequiredApproval from "./calendar/RequiredApproval.ts"
import * as Resource from "./calendar/Resource.ts"
import * as ResourceApprovalGroup from "./calendar/ResourceApprovalGroup.ts"
import * as ResourceBooking from "./calendar/ResourceBooking.ts"
import * as ResourceFolder from "./calendar/ResourceFolder.ts"
import * as ResourceQuestion from "./calendar/ResourceQuestion.ts"
import * as ResourceSuggestion from "./calendar/ResourceSuggestion.ts"
import * as RoomSetup from "./calendar/RoomSetup.ts"
import * as Tag from "./calendar/Tag.ts"
import * as TagGroup from "./calendar/TagGroup.ts"

export {
  Attachment,
  Conflict,
  Event,
  EventConnection,
  EventInstance,
  EventResourceAnswer,
  EventResourceRequest,
  EventTime,
  Feed,
  JobStatus,
  Organization,
  Person,
  ReportTemplate,
  RequiredApproval,
  Resource,
  ResourceApprovalGroup,
  ResourceBooking,
  ResourceFolder,
  ResourceQuestion,
  ResourceSuggestion,
  RoomSetup,
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
  attachments: { list: Attachment.list, getById: Attachment.get, listOfEvent: Attachment.listOfEvent },
  conflicts: {
    list: Conflict.list,
    getById: Conflict.get,
    listOfEvent: Conflict.listOfEvent,
    listOfResource: Conflict.listOfResource
  },
  eventConnections: {
    getById: EventConnection.get,
    listOfEvent: EventConnection.listOfEvent,
    createBelowEvent: EventConnection.createBelowEvent,
    update: EventConnection.update,
    delete: EventConnection.delete
  },
  eventInstances: {
    list: EventInstance.list,
    getById: EventInstance.get,
    listOfEvent: EventInstance.listOfEvent,
    getOfResourceBooking: EventInstance.getOfResourceBooking,
    listOfTag: EventInstance.listOfTag
  },
  eventResourceAnswers: {
    getById: EventResourceAnswer.get,
    listOfEventResourceRequest: EventResourceAnswer.listOfEventResourceRequest
  },
  eventResourceRequests: {
    list: EventResourceRequest.list,
    getById: EventResourceRequest.get,
    listOfEvent: EventResourceRequest.listOfEvent,
    listOfPerson: EventResourceRequest.listOfPerson,
    listOfResource: EventResourceRequest.listOfResource,
    listOfResourceApprovalGroup: EventResourceRequest.listOfResourceApprovalGroup,
    getOfResourceBooking: EventResourceRequest.getOfResourceBooking
  },
  events: {
    list: Event.list,
    getById: Event.get,
    getOfAttachment: Event.getOfAttachment,
    getOfConflict: Event.getOfConflict,
    getOfEventInstance: Event.getOfEventInstance,
    getOfEventResourceRequest: Event.getOfEventResourceRequest,
    getOfEventTime: Event.getOfEventTime,
    listOfTag: Event.listOfTag,
    listOfTagGroup: Event.listOfTagGroup
  },
  eventTimes: { listOfEventInstance: EventTime.listOfEventInstance },
  feeds: { list: Feed.list, getById: Feed.get, getOfEvent: Feed.getOfEvent },
  jobStatuses: { list: JobStatus.list, getById: JobStatus.get },
  organization: { get: Organization.get, getOfPerson: Organization.getOfPerson },
  people: {
    list: Person.list,
    getById: Person.get,
    getOfConflict: Person.getOfConflict,
    getOfEvent: Person.getOfEvent,
    getCreatedByOfEventResourceRequest: Person.getCreatedByOfEventResourceRequest,
    getUpdatedByOfEventResourceRequest: Person.getUpdatedByOfEventResourceRequest,
    listOfResourceApprovalGroup: Person.listOfResourceApprovalGroup
  },
  reportTemplates: {
    list: ReportTemplate.list,
    getById: ReportTemplate.get,
    create: ReportTemplate.create,
    update: ReportTemplate.update,
    delete: ReportTemplate.delete
  },
  requiredApprovals: {
    getById: RequiredApproval.get,
    listOfResource: RequiredApproval.listOfResource,
    listOfResourceApprovalGroup: RequiredApproval.listOfResourceApprovalGroup
  },
  resourceApprovalGroups: {
    list: ResourceApprovalGroup.list,
    getById: ResourceApprovalGroup.get,
    listOfResource: ResourceApprovalGroup.listOfResource
  },
  resourceBookings: {
    list: ResourceBooking.list,
    getById: ResourceBooking.get,
    listOfEvent: ResourceBooking.listOfEvent,
    listOfEventInstance: ResourceBooking.listOfEventInstance,
    listOfEventResourceRequest: ResourceBooking.listOfEventResourceRequest,
    listOfResource: ResourceBooking.listOfResource
  },
  resourceFolders: {
    list: ResourceFolder.list,
    getById: ResourceFolder.get,
    getOfResource: ResourceFolder.getOfResource,
    create: ResourceFolder.create,
    update: ResourceFolder.update,
    delete: ResourceFolder.delete
  },
  resourceQuestions: {
    list: ResourceQuestion.list,
    getById: ResourceQuestion.get,
    listOfResource: ResourceQuestion.listOfResource,
    createBelowResource: ResourceQuestion.createBelowResource,
    update: ResourceQuestion.update,
    delete: ResourceQuestion.delete
  },
  resources: {
    list: Resource.list,
    getById: Resource.get,
    getOfConflict: Resource.getOfConflict,
    getOfEventResourceRequest: Resource.getOfEventResourceRequest,
    getOfRequiredApproval: Resource.getOfRequiredApproval,
    listOfResourceApprovalGroup: Resource.listOfResourceApprovalGroup,
    getOfResourceBooking: Resource.getOfResourceBooking,
    listOfResourceFolder: Resource.listOfResourceFolder,
    getOfResourceSuggestion: Resource.getOfResourceSuggestion,
    getOfRoomSetup: Resource.getOfRoomSetup,
    create: Resource.create,
    update: Resource.update,
    delete: Resource.delete
  },
  resourceSuggestions: { getById: ResourceSuggestion.get, listOfRoomSetup: ResourceSuggestion.listOfRoomSetup },
  roomSetups: {
    list: RoomSetup.list,
    getById: RoomSetup.get,
    getOfEventResourceRequest: RoomSetup.getOfEventResourceRequest,
    listOfResource: RoomSetup.listOfResource
  },
  tagGroups: {
    list: TagGroup.list,
    getById: TagGroup.get,
    getOfTag: TagGroup.getOfTag,
    create: TagGroup.create,
    update: TagGroup.update,
    delete: TagGroup.delete
  },
  tags: {
    list: Tag.list,
    getById: Tag.get,
    listOfEvent: Tag.listOfEvent,
    listOfEventInstance: Tag.listOfEventInstance,
    listOfTagGroup: Tag.listOfTagGroup,
    create: Tag.create,
    update: Tag.update,
    delete: Tag.delete
  }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  Attachment.readable,
  Conflict.readable,
  Event.readable,
  EventInstance.readable,
  EventResourceRequest.readable,
  Feed.readable,
  JobStatus.readable,
  Person.readable,
  ReportTemplate.readable,
  Resource.readable,
  ResourceApprovalGroup.readable,
  ResourceBooking.readable,
  ResourceFolder.readable,
  ResourceQuestion.readable,
  RoomSetup.readable,
  Tag.readable,
  TagGroup.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  EventConnection.nested,
  EventResourceAnswer.nested,
  EventTime.nested,
  RequiredApproval.nested,
  ResourceSuggestion.nested
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
  Attachment.Attachment,
  Conflict.Conflict,
  Event.Event,
  EventConnection.EventConnection,
  EventInstance.EventInstance,
  EventResourceAnswer.EventResourceAnswer,
  EventResourceRequest.EventResourceRequest,
  EventTime.EventTime,
  Feed.Feed,
  JobStatus.JobStatus,
  Organization.Organization,
  Person.Person,
  ReportTemplate.ReportTemplate,
  RequiredApproval.RequiredApproval,
  Resource.Resource,
  ResourceApprovalGroup.ResourceApprovalGroup,
  ResourceBooking.ResourceBooking,
  ResourceFolder.ResourceFolder,
  ResourceQuestion.ResourceQuestion,
  ResourceSuggestion.ResourceSuggestion,
  RoomSetup.RoomSetup,
  Tag.Tag,
  TagGroup.TagGroup
]
