// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Email } from "./resource/Email.ts"
import { Person } from "./resource/Person.ts"
import { PersonTeamPositionAssignment } from "./resource/PersonTeamPositionAssignment.ts"
import { Tag } from "./resource/Tag.ts"
import { Team } from "./resource/Team.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"
import { TeamPosition } from "./resource/TeamPosition.ts"

export {
  /** That a person fills a position of a team, and how often. */
  PersonTeamPositionAssignment
}

const include = {
  person: Person,
  "person.emails": Email,
  "person.tags": Tag,
  "person.team_leaders": TeamLeader,
  team_position: TeamPosition,
  "team_position.tags": Tag,
  "team_position.team": Team
}

const capabilities = {
  include,
  order: ["first_name", "last_name"],
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One person team position assignment. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/person_team_position_assignments/{id}",
  PersonTeamPositionAssignment,
  { include, fields: true },
  { below: { service_type_id: "services.ServiceType", team_position_id: "services.TeamPosition" } }
)

/** The person team position assignments of a person. */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/person_team_position_assignments",
  PersonTeamPositionAssignment,
  { ...capabilities, filter: ["not_archived", "not_deleted"] },
  { name: "services.PersonTeamPositionAssignment.listOfPerson", below: { person_id: "services.Person" } }
)

/** The person team position assignments of a team. */
export const listOfTeam = Endpoint.list(
  "/services/v2/teams/{team_id}/person_team_position_assignments",
  PersonTeamPositionAssignment,
  capabilities,
  { name: "services.PersonTeamPositionAssignment.listOfTeam", below: { team_id: "services.Team" } }
)

/** The person team position assignments of a team position. */
export const listOfTeamPosition = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/person_team_position_assignments",
  PersonTeamPositionAssignment,
  { ...capabilities, filter: ["time_preference_options"] },
  {
    name: "services.PersonTeamPositionAssignment.listOfTeamPosition",
    below: { service_type_id: "services.ServiceType", team_position_id: "services.TeamPosition" }
  }
)

/** Makes a person team position assignment below a team position. */
export const createBelowTeamPosition = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/person_team_position_assignments",
  PersonTeamPositionAssignment,
  {
    attributes: {
      person_id: Attribute.id,
      preferred_weeks: Attribute.json,
      schedule_preference: Attribute.string,
      time_preference_option_ids: Attribute.json
    },
    relationships: { person: { type: "Person" }, team_position: { type: "TeamPosition" } }
  },
  {
    name: "services.PersonTeamPositionAssignment.createBelowTeamPosition",
    below: { service_type_id: "services.ServiceType", team_position_id: "services.TeamPosition" }
  }
)

/** Changes a person team position assignment. */
export const update = Endpoint.update(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/person_team_position_assignments/{id}",
  PersonTeamPositionAssignment,
  {
    attributes: {
      preferred_weeks: Attribute.json,
      schedule_preference: Attribute.string,
      time_preference_option_ids: Attribute.json
    },
    relationships: { person: { type: "Person" }, team_position: { type: "TeamPosition" } }
  },
  { below: { service_type_id: "services.ServiceType", team_position_id: "services.TeamPosition" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/person_team_position_assignments/{id}",
  PersonTeamPositionAssignment,
  { below: { service_type_id: "services.ServiceType", team_position_id: "services.TeamPosition" } }
)

export {
  /** Removes a person team position assignment. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PersonTeamPositionAssignment,
  get,
  routes: [
    { list: listOfPerson, parent: "services.Person", covers: "all" },
    { list: listOfTeam, parent: "services.Team", covers: "some" },
    { list: listOfTeamPosition, parent: "services.TeamPosition", covers: "all" }
  ]
}
