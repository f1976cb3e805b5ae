// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { SplitTeamRehearsalAssignment } from "./resource/SplitTeamRehearsalAssignment.ts"

export {
  /** That a team comes to a rehearsal by itself. */
  SplitTeamRehearsalAssignment
}

/** One split team rehearsal assignment. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plan_times/{plan_time_id}/split_team_rehearsal_assignments/{id}",
  SplitTeamRehearsalAssignment,
  { fields: true },
  { below: { service_type_id: "services.ServiceType", plan_time_id: "services.PlanTime" } }
)

/** The split team rehearsal assignments of a plan time. */
export const listOfPlanTime = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plan_times/{plan_time_id}/split_team_rehearsal_assignments",
  SplitTeamRehearsalAssignment,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.SplitTeamRehearsalAssignment.listOfPlanTime",
    below: { service_type_id: "services.ServiceType", plan_time_id: "services.PlanTime" }
  }
)

/** Makes a split team rehearsal assignment below a plan time. */
export const createBelowPlanTime = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plan_times/{plan_time_id}/split_team_rehearsal_assignments",
  SplitTeamRehearsalAssignment,
  { attributes: { schedule_special_service_times: Attribute.boolean } },
  {
    name: "services.SplitTeamRehearsalAssignment.createBelowPlanTime",
    below: { service_type_id: "services.ServiceType", plan_time_id: "services.PlanTime" }
  }
)

/** Changes a split team rehearsal assignment. */
export const update = Endpoint.update(
  "/services/v2/service_types/{service_type_id}/plan_times/{plan_time_id}/split_team_rehearsal_assignments/{id}",
  SplitTeamRehearsalAssignment,
  { attributes: { schedule_special_service_times: Attribute.boolean } },
  { below: { service_type_id: "services.ServiceType", plan_time_id: "services.PlanTime" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/services/v2/service_types/{service_type_id}/plan_times/{plan_time_id}/split_team_rehearsal_assignments/{id}",
  SplitTeamRehearsalAssignment,
  { below: { service_type_id: "services.ServiceType", plan_time_id: "services.PlanTime" } }
)

export {
  /** Removes a split team rehearsal assignment. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SplitTeamRehearsalAssignment,
  get,
  routes: [{ list: listOfPlanTime, parent: "services.PlanTime", covers: "all" }]
}
