// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Email } from "./resource/Email.ts"
import { Person } from "./resource/Person.ts"
import { Tag } from "./resource/Tag.ts"
import { Team } from "./resource/Team.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"

export {
  /** Somebody who helps with services. */
  Person
}

const include = {
  emails: Email,
  tags: Tag,
  team_leaders: TeamLeader,
  "team_leaders.people": Person,
  "team_leaders.team": Team
}

const capabilities = {
  include,
  order: ["created_at", "first_name", "last_name", "updated_at"],
  where: { assigned_to_rehearsal_team: "boolean", legacy_id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every person. */
export const list = Endpoint.list("/services/v2/people", Person, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["emails", "team_leaders"]
})

/** One person. */
export const get = Endpoint.get("/services/v2/people/{id}", Person, { include, fields: true })

/** The `controller` of a live, or `NotFound` where there is none. */
export const getOfLive = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/controller",
  Person,
  { include, fields: true },
  {
    name: "services.Person.getOfLive",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** The person of a person team position assignment, or `NotFound` where there is none. */
export const getOfPersonTeamPositionAssignment = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/person_team_position_assignments/{person_team_position_assignment_id}/person",
  Person,
  { include, fields: true },
  {
    name: "services.Person.getOfPersonTeamPositionAssignment",
    below: {
      service_type_id: "services.ServiceType",
      team_position_id: "services.TeamPosition",
      person_team_position_assignment_id: "services.PersonTeamPositionAssignment"
    }
  }
)

/** The person of a plan person, or `NotFound` where there is none. */
export const getOfPlanPerson = Endpoint.get(
  "/services/v2/people/{person_id}/plan_people/{plan_person_id}/person",
  Person,
  { include, fields: true },
  {
    name: "services.Person.getOfPlanPerson",
    below: { person_id: "services.Person", plan_person_id: "services.PlanPerson" }
  }
)

/** The `respond_to` of a schedule, or `NotFound` where there is none. */
export const getOfSchedule = Endpoint.get(
  "/services/v2/people/{person_id}/schedules/{schedule_id}/respond_to",
  Person,
  { include, fields: true },
  { name: "services.Person.getOfSchedule", below: { person_id: "services.Person", schedule_id: "services.Schedule" } }
)

/** The people of a team. */
export const listOfTeam = Endpoint.list("/services/v2/teams/{team_id}/people", Person, capabilities, {
  name: "services.Person.listOfTeam",
  below: { team_id: "services.Team" }
})

/** The people of a team leader. */
export const listOfTeamLeader = Endpoint.list(
  "/services/v2/people/{person_id}/team_leaders/{team_leader_id}/people",
  Person,
  capabilities,
  {
    name: "services.Person.listOfTeamLeader",
    below: { person_id: "services.Person", team_leader_id: "services.TeamLeader" }
  }
)

/** Changes a person. */
export const update = Endpoint.update(
  "/services/v2/people/{id}",
  Person,
  {
    attributes: {
      access_media_attachments: Attribute.boolean,
      access_plan_attachments: Attribute.boolean,
      access_song_attachments: Attribute.boolean,
      current_folder_id: Attribute.id,
      media_permissions: Attribute.string,
      onboardings: Attribute.json,
      permissions: Attribute.string,
      preferred_app: Attribute.string,
      song_permissions: Attribute.string
    },
    relationships: { current_folder: { type: "Folder" } }
  },
  { repeatable: true }
)

/** Replaces all tags of a person. */
export const assignTags = Endpoint.action("/services/v2/people/{person_id}/assign_tags", {
  name: "services.Person.assignTags",
  below: { person_id: "services.Person" },
  type: "TagAssignment",
  writable: { relationships: { tags: { type: "Tag", many: true } } },
  repeatable: true
})

/** Folds service types up in a person's view. */
export const collapseServiceTypes = Endpoint.action("/services/v2/people/{person_id}/collapse_service_types", {
  name: "services.Person.collapseServiceTypes",
  below: { person_id: "services.Person" },
  type: "CollapseServiceTypes",
  writable: { relationships: { service_type: { type: "ServiceType", many: true } } },
  repeatable: true
})

/** Unfolds service types in a person's view. */
export const expandServiceTypes = Endpoint.action("/services/v2/people/{person_id}/expand_service_types", {
  name: "services.Person.expandServiceTypes",
  below: { person_id: "services.Person" },
  type: "ExpandServiceTypes",
  writable: { relationships: { service_type: { type: "ServiceType", many: true } } },
  repeatable: true
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Person, list, get }
