/** Planning Center Services: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as Arrangement from "./services/Arrangement.ts"
import * as ArrangementSections from "./services/ArrangementSections.ts"
import * as Attachment from "./services/Attachment.ts"
import * as AttachmentActivity from "./services/AttachmentActivity.ts"
import * as AttachmentType from "./services/AttachmentType.ts"
import * as AttachmentTypeGroup from "./services/AttachmentTypeGroup.ts"
import * as Attendance from "./services/Attendance.ts"
import * as AvailableSignup from "./services/AvailableSignup.ts"
import * as Blockout from "./services/Blockout.ts"
import * as BlockoutDate from "./services/BlockoutDate.ts"
import * as BlockoutException from "./services/BlockoutException.ts"
import * as BlockoutScheduleConflict from "./services/BlockoutScheduleConflict.ts"
import * as Chat from "./services/Chat.ts"
import * as Contributor from "./services/Contributor.ts"
import * as CustomSlide from "./services/CustomSlide.ts"
import * as Email from "./services/Email.ts"
import * as EmailTemplate from "./services/EmailTemplate.ts"
import * as EmailTemplateRenderedResponse from "./services/EmailTemplateRenderedResponse.ts"
import * as Folder from "./services/Folder.ts"
import * as FolderPath from "./services/FolderPath.ts"
import * as Item from "./services/Item.ts"
import * as ItemNote from "./services/ItemNote.ts"
import * as ItemNoteCategory from "./services/ItemNoteCategory.ts"
import * as ItemTime from "./services/ItemTime.ts"
import * as Key from "./services/Key.ts"
import * as Layout from "./services/Layout.ts"
import * as Live from "./services/Live.ts"
import * as LiveController from "./services/LiveController.ts"
import * as Media from "./services/Media.ts"
import * as MediaSchedule from "./services/MediaSchedule.ts"
import * as NeededPosition from "./services/NeededPosition.ts"
import * as Organization from "./services/Organization.ts"
import * as Person from "./services/Person.ts"
import * as PersonTeamPositionAssignment from "./services/PersonTeamPositionAssignment.ts"
import * as Plan from "./services/Plan.ts"
import * as PlanNote from "./services/PlanNote.ts"
import * as PlanNoteCategory from "./services/PlanNoteCategory.ts"
import * as PlanPerson from "./services/PlanPerson.ts"
import * as PlanPersonTime from "./services/PlanPersonTime.ts"
import * as PlanTemplate from "./services/PlanTemplate.ts"
import * as PlanTime from "./services/PlanTime.ts"
import * as PublicView from "./services/PublicView.ts"
import * as ReportTemplate from "./services/ReportTemplate.ts"
import * as Schedule from "./services/Schedule.ts"
import * as ScheduledPerson from "./services/ScheduledPerson.ts"
import * as SchedulingPreference from "./services/SchedulingPreference.ts"
import * as Series from "./services/Series.ts"
import * as ServiceType from "./services/ServiceType.ts"
import * as ServiceTypePath from "./services/ServiceTypePath.ts"
import * as SignupSheet from "./services/SignupSheet.ts"
import * as SignupSheetMetadata from "./services/SignupSheetMetadata.ts"
import * as SkippedAttachment from "./services/SkippedAttachment.ts"
import * as Song from "./services/Song.ts"
import * as SongbookStatus from "./services/SongbookStatus.ts"
import * as SongSchedule from "./services/SongSchedule.ts"
import * as SplitTeamRehearsalAssignment from "./services/SplitTeamRehearsalAssignment.ts"
import * as Tag from "./services/Tag.ts"
import * as TagGroup from "./services/TagGroup.ts"
import * as Team from "./services/Team.ts"
import * as TeamLeader from "./services/TeamLeader.ts"
import * as TeamPosition from "./services/TeamPosition.ts"
import * as TextSetting from "./services/TextSetting.ts"
import * as TimePreferenceOption from "./services/TimePreferenceOption.ts"
import * as Zoom from "./services/Zoom.ts"

export {
  Arrangement,
  ArrangementSections,
  Attachment,
  AttachmentActivity,
  AttachmentType,
  AttachmentTypeGroup,
  Attendance,
  AvailableSignup,
  Blockout,
  BlockoutDate,
  BlockoutException,
  BlockoutScheduleConflict,
  Chat,
  Contributor,
  CustomSlide,
  Email,
  EmailTemplate,
  EmailTemplateRenderedResponse,
  Folder,
  FolderPath,
  Item,
  ItemNote,
  ItemNoteCategory,
  ItemTime,
  Key,
  Layout,
  Live,
  LiveController,
  Media,
  MediaSchedule,
  NeededPosition,
  Organization,
  Person,
  PersonTeamPositionAssignment,
  Plan,
  PlanNote,
  PlanNoteCategory,
  PlanPerson,
  PlanPersonTime,
  PlanTemplate,
  PlanTime,
  PublicView,
  ReportTemplate,
  Schedule,
  ScheduledPerson,
  SchedulingPreference,
  Series,
  ServiceType,
  ServiceTypePath,
  SignupSheet,
  SignupSheetMetadata,
  SkippedAttachment,
  Song,
  SongbookStatus,
  SongSchedule,
  SplitTeamRehearsalAssignment,
  Tag,
  TagGroup,
  Team,
  TeamLeader,
  TeamPosition,
  TextSetting,
  TimePreferenceOption,
  Zoom
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  arrangements: {
    getById: Arrangement.get,
    getOfItem: Arrangement.getOfItem,
    listOfSong: Arrangement.listOfSong,
    createBelowSong: Arrangement.createBelowSong,
    update: Arrangement.update,
    delete: Arrangement.delete,
    assignTags: Arrangement.assignTags
  },
  arrangementSections: { getById: ArrangementSections.get, getOfArrangement: ArrangementSections.getOfArrangement },
  attachments: {
    list: Attachment.list,
    getById: Attachment.get,
    listOfArrangement: Attachment.listOfArrangement,
    listOfItem: Attachment.listOfItem,
    getSelectedAttachmentOfItem: Attachment.getSelectedAttachmentOfItem,
    getSelectedBackgroundOfItem: Attachment.getSelectedBackgroundOfItem,
    listOfKey: Attachment.listOfKey,
    listOfMedia: Attachment.listOfMedia,
    listAllAttachmentsOfPlan: Attachment.listAllAttachmentsOfPlan,
    listOfPlan: Attachment.listOfPlan,
    listOfServiceType: Attachment.listOfServiceType,
    listOfSong: Attachment.listOfSong,
    createBelowArrangement: Attachment.createBelowArrangement,
    update: Attachment.update,
    delete: Attachment.delete,
    open: Attachment.open,
    preview: Attachment.preview
  },
  attachmentTypeGroups: { list: AttachmentTypeGroup.list, getById: AttachmentTypeGroup.get },
  attachmentTypes: { list: AttachmentType.list, getById: AttachmentType.get },
  attendances: {
    listOfPlanOfSeries: Attendance.listOfPlanOfSeries,
    getById: Attendance.get,
    listOfPlan: Attendance.listOfPlan
  },
  availableSignups: { getById: AvailableSignup.get, listOfPerson: AvailableSignup.listOfPerson },
  blockoutDates: { getById: BlockoutDate.get, listOfBlockout: BlockoutDate.listOfBlockout },
  blockoutExceptions: {
    getById: BlockoutException.get,
    listOfBlockout: BlockoutException.listOfBlockout,
    createBelowBlockout: BlockoutException.createBelowBlockout
  },
  blockouts: {
    getById: Blockout.get,
    listOfPerson: Blockout.listOfPerson,
    createBelowPerson: Blockout.createBelowPerson,
    update: Blockout.update,
    delete: Blockout.delete
  },
  chat: { get: Chat.get },
  contributors: {
    listOfPlanOfSeries: Contributor.listOfPlanOfSeries,
    getById: Contributor.get,
    listOfPlan: Contributor.listOfPlan
  },
  customSlides: {
    listOfLastScheduledItemOfSong: CustomSlide.listOfLastScheduledItemOfSong,
    getById: CustomSlide.get,
    listOfItem: CustomSlide.listOfItem,
    createBelowItem: CustomSlide.createBelowItem,
    update: CustomSlide.update,
    delete: CustomSlide.delete
  },
  emails: { getById: Email.get, listOfPerson: Email.listOfPerson },
  emailTemplates: {
    list: EmailTemplate.list,
    getById: EmailTemplate.get,
    create: EmailTemplate.create,
    update: EmailTemplate.update,
    delete: EmailTemplate.delete,
    render: EmailTemplate.render
  },
  folders: {
    list: Folder.list,
    getById: Folder.get,
    listOfFolder: Folder.listOfFolder,
    getOfTagGroup: Folder.getOfTagGroup,
    create: Folder.create,
    update: Folder.update,
    delete: Folder.delete
  },
  itemNoteCategories: {
    getById: ItemNoteCategory.get,
    getOfItemNote: ItemNoteCategory.getOfItemNote,
    listOfServiceType: ItemNoteCategory.listOfServiceType
  },
  itemNotes: {
    listOfLastScheduledItemOfSong: ItemNote.listOfLastScheduledItemOfSong,
    getById: ItemNote.get,
    listOfItem: ItemNote.listOfItem,
    createBelowItem: ItemNote.createBelowItem,
    update: ItemNote.update,
    delete: ItemNote.delete
  },
  items: {
    getById: Item.get,
    listOfLive: Item.listOfLive,
    listOfPlan: Item.listOfPlan,
    listOfPlanTemplate: Item.listOfPlanTemplate,
    getOfSong: Item.getOfSong,
    createBelowPlan: Item.createBelowPlan,
    update: Item.update,
    delete: Item.delete
  },
  itemTimes: {
    listOfLastScheduledItemOfSong: ItemTime.listOfLastScheduledItemOfSong,
    getById: ItemTime.get,
    listOfItem: ItemTime.listOfItem,
    getCurrentItemTimeOfLive: ItemTime.getCurrentItemTimeOfLive,
    getNextItemTimeOfLive: ItemTime.getNextItemTimeOfLive
  },
  keys: {
    getById: Key.get,
    listOfArrangement: Key.listOfArrangement,
    getOfItem: Key.getOfItem,
    createBelowArrangement: Key.createBelowArrangement,
    update: Key.update,
    delete: Key.delete
  },
  layouts: { getById: Layout.get, listOfServiceType: Layout.listOfServiceType },
  liveControllers: { getById: LiveController.get, listOfServiceType: LiveController.listOfServiceType },
  lives: {
    getOfPlanOfSeries: Live.getOfPlanOfSeries,
    getById: Live.get,
    getOfPlan: Live.getOfPlan,
    createBelowPlan: Live.createBelowPlan,
    update: Live.update,
    delete: Live.delete,
    goToNextItem: Live.goToNextItem,
    goToPreviousItem: Live.goToPreviousItem,
    toggleControl: Live.toggleControl
  },
  media: {
    list: Media.list,
    getById: Media.get,
    listOfItem: Media.listOfItem,
    create: Media.create,
    update: Media.update,
    delete: Media.delete,
    archive: Media.archive,
    assignTags: Media.assignTags,
    unarchive: Media.unarchive
  },
  mediaSchedules: { getById: MediaSchedule.get, listOfMedia: MediaSchedule.listOfMedia },
  neededPositions: {
    listOfPlanOfSeries: NeededPosition.listOfPlanOfSeries,
    getById: NeededPosition.get,
    listOfPlan: NeededPosition.listOfPlan,
    createBelowPlan: NeededPosition.createBelowPlan,
    update: NeededPosition.update,
    delete: NeededPosition.delete
  },
  organization: { get: Organization.get },
  people: {
    list: Person.list,
    getById: Person.get,
    getOfLive: Person.getOfLive,
    getOfPersonTeamPositionAssignment: Person.getOfPersonTeamPositionAssignment,
    getOfPlanPerson: Person.getOfPlanPerson,
    getOfSchedule: Person.getOfSchedule,
    listOfTeam: Person.listOfTeam,
    listOfTeamLeader: Person.listOfTeamLeader,
    update: Person.update,
    assignTags: Person.assignTags,
    collapseServiceTypes: Person.collapseServiceTypes,
    expandServiceTypes: Person.expandServiceTypes
  },
  personTeamPositionAssignments: {
    getById: PersonTeamPositionAssignment.get,
    listOfPerson: PersonTeamPositionAssignment.listOfPerson,
    listOfTeam: PersonTeamPositionAssignment.listOfTeam,
    listOfTeamPosition: PersonTeamPositionAssignment.listOfTeamPosition,
    createBelowTeamPosition: PersonTeamPositionAssignment.createBelowTeamPosition,
    update: PersonTeamPositionAssignment.update,
    delete: PersonTeamPositionAssignment.delete
  },
  planNoteCategories: {
    getById: PlanNoteCategory.get,
    getOfPlanNote: PlanNoteCategory.getOfPlanNote,
    listOfServiceType: PlanNoteCategory.listOfServiceType
  },
  planNotes: {
    getById: PlanNote.get,
    listOfPlan: PlanNote.listOfPlan,
    listOfPlanTemplate: PlanNote.listOfPlanTemplate,
    createBelowPlan: PlanNote.createBelowPlan,
    update: PlanNote.update,
    delete: PlanNote.delete
  },
  planPeople: {
    getById: PlanPerson.get,
    listOfPerson: PlanPerson.listOfPerson,
    listOfPlan: PlanPerson.listOfPlan,
    listOfPlanTemplate: PlanPerson.listOfPlanTemplate,
    createBelowPlan: PlanPerson.createBelowPlan,
    update: PlanPerson.update,
    delete: PlanPerson.delete
  },
  planPersonTimes: { getById: PlanPersonTime.get, listOfPlanPerson: PlanPersonTime.listOfPlanPerson },
  plans: {
    getById: Plan.get,
    listOfLive: Plan.listOfLive,
    getNextPlanOfPlan: Plan.getNextPlanOfPlan,
    getPreviousPlanOfPlan: Plan.getPreviousPlanOfPlan,
    getOfPlanPerson: Plan.getOfPlanPerson,
    listOfSeries: Plan.listOfSeries,
    listOfServiceType: Plan.listOfServiceType,
    listUnscopedPlansOfServiceType: Plan.listUnscopedPlansOfServiceType,
    createBelowServiceType: Plan.createBelowServiceType,
    update: Plan.update,
    delete: Plan.delete,
    autoschedule: Plan.autoschedule,
    importTemplate: Plan.importTemplate,
    itemReorder: Plan.itemReorder
  },
  planTemplates: {
    getById: PlanTemplate.get,
    listOfServiceType: PlanTemplate.listOfServiceType,
    itemReorder: PlanTemplate.itemReorder
  },
  planTimes: {
    getById: PlanTime.get,
    getOfNeededPosition: PlanTime.getOfNeededPosition,
    listOfPlan: PlanTime.listOfPlan,
    listDeclinedPlanTimesOfPlanPerson: PlanTime.listDeclinedPlanTimesOfPlanPerson,
    listOfPlanPerson: PlanTime.listOfPlanPerson,
    listDeclinedPlanTimesOfSchedule: PlanTime.listDeclinedPlanTimesOfSchedule,
    listOfSchedule: PlanTime.listOfSchedule,
    listOfServiceType: PlanTime.listOfServiceType,
    createBelowPlan: PlanTime.createBelowPlan,
    update: PlanTime.update,
    delete: PlanTime.delete
  },
  publicViews: { getById: PublicView.get, getOfServiceType: PublicView.getOfServiceType },
  reportTemplates: { list: ReportTemplate.list, getById: ReportTemplate.get },
  scheduledPeople: { getById: ScheduledPerson.get, listOfSignupSheet: ScheduledPerson.listOfSignupSheet },
  schedules: {
    getById: Schedule.get,
    listOfPerson: Schedule.listOfPerson,
    listOfPlan: Schedule.listOfPlan,
    accept: Schedule.accept,
    decline: Schedule.decline
  },
  schedulingPreferences: { getById: SchedulingPreference.get, listOfPerson: SchedulingPreference.listOfPerson },
  series: { list: Series.list, getById: Series.get, getOfPlan: Series.getOfPlan },
  serviceTypes: {
    list: ServiceType.list,
    getById: ServiceType.get,
    listOfFolder: ServiceType.listOfFolder,
    getOfLive: ServiceType.getOfLive,
    listOfTeam: ServiceType.listOfTeam,
    create: ServiceType.create,
    update: ServiceType.update,
    delete: ServiceType.delete,
    createPlans: ServiceType.createPlans
  },
  signupSheetMetadata: { listOfSignupSheet: SignupSheetMetadata.listOfSignupSheet },
  signupSheets: {
    getById: SignupSheet.get,
    listOfAvailableSignup: SignupSheet.listOfAvailableSignup,
    accept: SignupSheet.accept
  },
  songs: {
    list: Song.list,
    getById: Song.get,
    getOfItem: Song.getOfItem,
    create: Song.create,
    update: Song.update,
    delete: Song.delete,
    assignTags: Song.assignTags
  },
  songSchedules: { getById: SongSchedule.get, listOfSong: SongSchedule.listOfSong },
  splitTeamRehearsalAssignments: {
    getById: SplitTeamRehearsalAssignment.get,
    listOfPlanTime: SplitTeamRehearsalAssignment.listOfPlanTime,
    createBelowPlanTime: SplitTeamRehearsalAssignment.createBelowPlanTime,
    update: SplitTeamRehearsalAssignment.update,
    delete: SplitTeamRehearsalAssignment.delete
  },
  tagGroups: { list: TagGroup.list, getById: TagGroup.get },
  tags: {
    getById: Tag.get,
    listOfArrangement: Tag.listOfArrangement,
    listOfMedia: Tag.listOfMedia,
    listOfPerson: Tag.listOfPerson,
    listOfSong: Tag.listOfSong,
    listOfTagGroup: Tag.listOfTagGroup,
    listOfTeamPosition: Tag.listOfTeamPosition
  },
  teamLeaders: { getById: TeamLeader.get, listOfPerson: TeamLeader.listOfPerson, listOfTeam: TeamLeader.listOfTeam },
  teamPositions: {
    getById: TeamPosition.get,
    getOfPersonTeamPositionAssignment: TeamPosition.getOfPersonTeamPositionAssignment,
    listOfServiceType: TeamPosition.listOfServiceType,
    listOfTeam: TeamPosition.listOfTeam
  },
  teams: {
    list: Team.list,
    getById: Team.get,
    getOfNeededPosition: Team.getOfNeededPosition,
    listOfPlan: Team.listOfPlan,
    getOfPlanPerson: Team.getOfPlanPerson,
    getOfSchedule: Team.getOfSchedule,
    listOfServiceType: Team.listOfServiceType,
    getOfSplitTeamRehearsalAssignment: Team.getOfSplitTeamRehearsalAssignment,
    getOfTeamLeader: Team.getOfTeamLeader,
    getOfTeamPosition: Team.getOfTeamPosition,
    createBelowServiceType: Team.createBelowServiceType
  },
  textSettings: { getById: TextSetting.get, listOfPerson: TextSetting.listOfPerson, update: TextSetting.update },
  timePreferenceOptions: {
    getById: TimePreferenceOption.get,
    listOfServiceType: TimePreferenceOption.listOfServiceType
  },
  zooms: {
    listOfAttachmentOfMedia: Zoom.listOfAttachmentOfMedia,
    getById: Zoom.get,
    listOfAttachment: Zoom.listOfAttachment,
    createBelowAttachment: Zoom.createBelowAttachment,
    update: Zoom.update,
    delete: Zoom.delete
  }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  AttachmentType.readable,
  EmailTemplate.readable,
  Folder.readable,
  Media.readable,
  Person.readable,
  ReportTemplate.readable,
  Series.readable,
  ServiceType.readable,
  Song.readable,
  TagGroup.readable,
  Team.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  Arrangement.nested,
  ArrangementSections.nested,
  Attachment.nested,
  Attendance.nested,
  AvailableSignup.nested,
  Blockout.nested,
  BlockoutDate.nested,
  BlockoutException.nested,
  Contributor.nested,
  CustomSlide.nested,
  Email.nested,
  Item.nested,
  ItemNote.nested,
  ItemNoteCategory.nested,
  ItemTime.nested,
  Key.nested,
  Layout.nested,
  Live.nested,
  LiveController.nested,
  MediaSchedule.nested,
  NeededPosition.nested,
  PersonTeamPositionAssignment.nested,
  Plan.nested,
  PlanNote.nested,
  PlanNoteCategory.nested,
  PlanPerson.nested,
  PlanPersonTime.nested,
  PlanTemplate.nested,
  PlanTime.nested,
  PublicView.nested,
  Schedule.nested,
  ScheduledPerson.nested,
  SchedulingPreference.nested,
  SignupSheet.nested,
  SignupSheetMetadata.nested,
  SongSchedule.nested,
  SplitTeamRehearsalAssignment.nested,
  Tag.nested,
  TeamLeader.nested,
  TeamPosition.nested,
  TextSetting.nested,
  TimePreferenceOption.nested,
  Zoom.nested
]

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [Chat.get, Organization.get]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [
  Arrangement.Arrangement,
  ArrangementSections.ArrangementSections,
  Attachment.Attachment,
  AttachmentActivity.AttachmentActivity,
  AttachmentType.AttachmentType,
  AttachmentTypeGroup.AttachmentTypeGroup,
  Attendance.Attendance,
  AvailableSignup.AvailableSignup,
  Blockout.Blockout,
  BlockoutDate.BlockoutDate,
  BlockoutException.BlockoutException,
  BlockoutScheduleConflict.BlockoutScheduleConflict,
  Chat.Chat,
  Contributor.Contributor,
  CustomSlide.CustomSlide,
  Email.Email,
  EmailTemplate.EmailTemplate,
  EmailTemplateRenderedResponse.EmailTemplateRenderedResponse,
  Folder.Folder,
  FolderPath.FolderPath,
  Item.Item,
  ItemNote.ItemNote,
  ItemNoteCategory.ItemNoteCategory,
  ItemTime.ItemTime,
  Key.Key,
  Layout.Layout,
  Live.Live,
  LiveController.LiveController,
  Media.Media,
  MediaSchedule.MediaSchedule,
  NeededPosition.NeededPosition,
  Organization.Organization,
  Person.Person,
  PersonTeamPositionAssignment.PersonTeamPositionAssignment,
  Plan.Plan,
  PlanNote.PlanNote,
  PlanNoteCategory.PlanNoteCategory,
  PlanPerson.PlanPerson,
  PlanPersonTime.PlanPersonTime,
  PlanTemplate.PlanTemplate,
  PlanTime.PlanTime,
  PublicView.PublicView,
  ReportTemplate.ReportTemplate,
  Schedule.Schedule,
  ScheduledPerson.ScheduledPerson,
  SchedulingPreference.SchedulingPreference,
  Series.Series,
  ServiceType.ServiceType,
  ServiceTypePath.ServiceTypePath,
  SignupSheet.SignupSheet,
  SignupSheetMetadata.SignupSheetMetadata,
  SkippedAttachment.SkippedAttachment,
  Song.Song,
  SongbookStatus.SongbookStatus,
  SongSchedule.SongSchedule,
  SplitTeamRehearsalAssignment.SplitTeamRehearsalAssignment,
  Tag.Tag,
  TagGroup.TagGroup,
  Team.Team,
  TeamLeader.TeamLeader,
  TeamPosition.TeamPosition,
  TextSetting.TextSetting,
  TimePreferenceOption.TimePreferenceOption,
  Zoom.Zoom
]
