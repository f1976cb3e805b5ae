// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"
import { PersonTeamPositionAssignment } from "./resource/PersonTeamPositionAssignment.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { Tag } from "./resource/Tag.ts"
import { Team } from "./resource/Team.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"
import { TeamPosition } from "./resource/TeamPosition.ts"

export {
  /** What a member of a team may be needed for. */
  TeamPosition
}

const include = {
  tags: Tag,
  team: Team,
  "team.people": Person,
  "team.person_team_position_assignments": PersonTeamPositionAssignment,
  "team.service_types": ServiceType,
  "team.team_leaders": TeamLeader,
  "team.team_positions": TeamPosition
}

const capabilities = { include, order: ["name"], fields: true, perPage: { default: 25, max: 100 } } as const

/** One team position. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/team_positions/{id}",
  TeamPosition,
  { include, fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The team position of a person team position assignment, or `NotFound` where there is none. */
export const getOfPersonTeamPositionAssignment = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/person_team_position_assignments/{person_team_position_assignment_id}/team_position",
  TeamPosition,
  { include, fields: true },
  {
    name: "services.TeamPosition.getOfPersonTeamPositionAssignment",
    below: {
      service_type_id: "services.ServiceType",
      team_position_id: "services.TeamPosition",
      person_team_position_assignment_id: "services.PersonTeamPositionAssignment"
    }
  }
)

/** The team positions of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/team_positions",
  TeamPosition,
  capabilities,
  { name: "services.TeamPosition.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** The team positions of a team. */
export const listOfTeam = Endpoint.list("/services/v2/teams/{team_id}/team_positions", TeamPosition, capabilities, {
  name: "services.TeamPosition.listOfTeam",
  below: { team_id: "services.Team" }
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: TeamPosition,
  get,
  routes: [
    { list: listOfServiceType, parent: "services.ServiceType", covers: "some" },
    { list: listOfTeam, parent: "services.Team", covers: "all" }
  ]
}
