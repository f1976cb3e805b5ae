// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Email } from "./resource/Email.ts"
import { Person } from "./resource/Person.ts"
import { PersonTeamPositionAssignment } from "./resource/PersonTeamPositionAssignment.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { Tag } from "./resource/Tag.ts"
import { Team } from "./resource/Team.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"
import { TeamPosition } from "./resource/TeamPosition.ts"
import { TimePreferenceOption } from "./resource/TimePreferenceOption.ts"

export {
  /** People who help together. */
  Team
}

const include = {
  people: Person,
  "people.emails": Email,
  "people.tags": Tag,
  "people.team_leaders": TeamLeader,
  person_team_position_assignments: PersonTeamPositionAssignment,
  "person_team_position_assignments.person": Person,
  "person_team_position_assignments.team_position": TeamPosition,
  service_types: ServiceType,
  "service_types.time_preference_options": TimePreferenceOption,
  team_leaders: TeamLeader,
  "team_leaders.people": Person,
  "team_leaders.team": Team,
  team_positions: TeamPosition,
  "team_positions.tags": Tag,
  "team_positions.team": Team
}

const capabilities = {
  include,
  order: ["created_at", "name", "updated_at"],
  where: { name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every team. */
export const list = Endpoint.list("/services/v2/teams", Team, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["team_leaders", "team_positions"]
})

/** One team. */
export const get = Endpoint.get("/services/v2/teams/{id}", Team, { include, fields: true })

/** The team of a needed position, or `NotFound` where there is none. */
export const getOfNeededPosition = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/needed_positions/{needed_position_id}/team",
  Team,
  { include, fields: true },
  {
    name: "services.Team.getOfNeededPosition",
    below: { series_id: "services.Series", plan_id: "services.Plan", needed_position_id: "services.NeededPosition" }
  }
)

/** The `signup_teams` of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/signup_teams",
  Team,
  capabilities,
  { name: "services.Team.listOfPlan", below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" } }
)

/** The team of a plan person, or `NotFound` where there is none. */
export const getOfPlanPerson = Endpoint.get(
  "/services/v2/people/{person_id}/plan_people/{plan_person_id}/team",
  Team,
  { include, fields: true },
  {
    name: "services.Team.getOfPlanPerson",
    below: { person_id: "services.Person", plan_person_id: "services.PlanPerson" }
  }
)

/** The team of a schedule, or `NotFound` where there is none. */
export const getOfSchedule = Endpoint.get(
  "/services/v2/people/{person_id}/schedules/{schedule_id}/team",
  Team,
  { include, fields: true },
  { name: "services.Team.getOfSchedule", below: { person_id: "services.Person", schedule_id: "services.Schedule" } }
)

/** The teams of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/teams",
  Team,
  capabilities,
  { name: "services.Team.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** The team of a split team rehearsal assignment, or `NotFound` where there is none. */
export const getOfSplitTeamRehearsalAssignment = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plan_times/{plan_time_id}/split_team_rehearsal_assignments/{split_team_rehearsal_assignment_id}/team",
  Team,
  { include, fields: true },
  {
    name: "services.Team.getOfSplitTeamRehearsalAssignment",
    below: {
      service_type_id: "services.ServiceType",
      plan_time_id: "services.PlanTime",
      split_team_rehearsal_assignment_id: "services.SplitTeamRehearsalAssignment"
    }
  }
)

/** The team of a team leader, or `NotFound` where there is none. */
export const getOfTeamLeader = Endpoint.get(
  "/services/v2/people/{person_id}/team_leaders/{team_leader_id}/team",
  Team,
  { include, fields: true },
  {
    name: "services.Team.getOfTeamLeader",
    below: { person_id: "services.Person", team_leader_id: "services.TeamLeader" }
  }
)

/** The team of a team position, or `NotFound` where there is none. */
export const getOfTeamPosition = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/team",
  Team,
  { include, fields: true },
  {
    name: "services.Team.getOfTeamPosition",
    below: { service_type_id: "services.ServiceType", team_position_id: "services.TeamPosition" }
  }
)

/** Makes a team below a service type. */
export const createBelowServiceType = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/teams",
  Team,
  {
    attributes: {
      archived_at: Attribute.instant,
      assigned_directly: Attribute.boolean,
      name: Attribute.string,
      rehearsal_team: Attribute.boolean,
      schedule_to: Attribute.string,
      secure_team: Attribute.boolean,
      stage_color: Attribute.string,
      stage_variant: Attribute.string
    },
    relationships: { service_types: { type: "ServiceType", many: true } },
    included: true
  },
  { name: "services.Team.createBelowServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Team, list, get }
