// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { NeededPosition } from "./resource/NeededPosition.ts"
import { Person } from "./resource/Person.ts"
import { PersonTeamPositionAssignment } from "./resource/PersonTeamPositionAssignment.ts"
import { PlanTime } from "./resource/PlanTime.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { SplitTeamRehearsalAssignment } from "./resource/SplitTeamRehearsalAssignment.ts"
import { Team } from "./resource/Team.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"
import { TeamPosition } from "./resource/TeamPosition.ts"

export {
  /** How many people a plan still needs for a position. */
  NeededPosition
}

const include = {
  team: Team,
  "team.people": Person,
  "team.person_team_position_assignments": PersonTeamPositionAssignment,
  "team.service_types": ServiceType,
  "team.team_leaders": TeamLeader,
  "team.team_positions": TeamPosition,
  time: PlanTime,
  "time.split_team_rehearsal_assignments": SplitTeamRehearsalAssignment
}

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The needed positions of a plan of a series. Documented, though nothing else in the API leads there: it may answer
 * with `NotFound`.
 */
export const listOfPlanOfSeries = Endpoint.list(
  "/services/v2/series/{series_id}/plans/{plan_id}/needed_positions",
  NeededPosition,
  capabilities,
  {
    name: "services.NeededPosition.listOfPlanOfSeries",
    below: { series_id: "services.Series", plan_id: "services.Plan" }
  }
)

/** One needed position. */
export const get = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/needed_positions/{id}",
  NeededPosition,
  { include, fields: true },
  { below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

/** The needed positions of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/needed_positions",
  NeededPosition,
  capabilities,
  {
    name: "services.NeededPosition.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** Makes a needed position below a plan. */
export const createBelowPlan = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/needed_positions",
  NeededPosition,
  {
    attributes: { quantity: Attribute.integer, time_id: Attribute.id, time_preference_option_id: Attribute.id },
    relationships: {
      team: { type: "Team" },
      time: { type: "PlanTime" },
      time_preference_option: { type: "TimePreferenceOption" }
    }
  },
  {
    name: "services.NeededPosition.createBelowPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** Changes a needed position. */
export const update = Endpoint.update(
  "/services/v2/series/{series_id}/plans/{plan_id}/needed_positions/{id}",
  NeededPosition,
  {
    attributes: { quantity: Attribute.integer },
    relationships: { team: { type: "Team" }, time: { type: "PlanTime" } }
  },
  { below: { series_id: "services.Series", plan_id: "services.Plan" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/services/v2/series/{series_id}/plans/{plan_id}/needed_positions/{id}",
  NeededPosition,
  { below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

export {
  /** Removes a needed position. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: NeededPosition,
  get,
  routes: [{ list: listOfPlan, parent: "services.Plan", covers: "all" }]
}
