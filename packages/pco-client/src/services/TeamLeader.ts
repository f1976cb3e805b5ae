// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Email } from "./resource/Email.ts"
import { Person } from "./resource/Person.ts"
import { PersonTeamPositionAssignment } from "./resource/PersonTeamPositionAssignment.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { Tag } from "./resource/Tag.ts"
import { Team } from "./resource/Team.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"
import { TeamPosition } from "./resource/TeamPosition.ts"

export {
  /** That a person leads a team. */
  TeamLeader
}

const include = {
  people: Person,
  "people.emails": Email,
  "people.tags": Tag,
  "people.team_leaders": TeamLeader,
  team: Team,
  "team.people": Person,
  "team.person_team_position_assignments": PersonTeamPositionAssignment,
  "team.service_types": ServiceType,
  "team.team_leaders": TeamLeader,
  "team.team_positions": TeamPosition
}

const capabilities = {
  include,
  order: ["first_name", "last_name"],
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One team leader. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/team_leaders/{id}",
  TeamLeader,
  { include, fields: true },
  { below: { person_id: "services.Person" } }
)

/** The team leaders of a person. */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/team_leaders",
  TeamLeader,
  { ...capabilities, filter: ["not_archived", "not_deleted"] },
  { name: "services.TeamLeader.listOfPerson", below: { person_id: "services.Person" } }
)

/** The team leaders of a team. */
export const listOfTeam = Endpoint.list("/services/v2/teams/{team_id}/team_leaders", TeamLeader, capabilities, {
  name: "services.TeamLeader.listOfTeam",
  below: { team_id: "services.Team" }
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: TeamLeader,
  get,
  routes: [
    { list: listOfPerson, parent: "services.Person", covers: "all" },
    { list: listOfTeam, parent: "services.Team", covers: "all" }
  ]
}
