// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { PlanTime } from "./resource/PlanTime.ts"
import { SplitTeamRehearsalAssignment } from "./resource/SplitTeamRehearsalAssignment.ts"

export {
  /** A time of a plan: the service itself, a rehearsal, or another. */
  PlanTime
}

const include = { split_team_rehearsal_assignments: SplitTeamRehearsalAssignment }

const capabilities = {
  include,
  order: ["starts_at"],
  where: { time_type: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One plan time. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plan_times/{id}",
  PlanTime,
  { include, fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The `time` of a needed position, or `NotFound` where there is none. */
export const getOfNeededPosition = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/needed_positions/{needed_position_id}/time",
  PlanTime,
  { include, fields: true },
  {
    name: "services.PlanTime.getOfNeededPosition",
    below: { series_id: "services.Series", plan_id: "services.Plan", needed_position_id: "services.NeededPosition" }
  }
)

/** The plan times of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/plan_times",
  PlanTime,
  capabilities,
  {
    name: "services.PlanTime.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** The `declined_plan_times` of a plan person. */
export const listDeclinedPlanTimesOfPlanPerson = Endpoint.list(
  "/services/v2/people/{person_id}/plan_people/{plan_person_id}/declined_plan_times",
  PlanTime,
  capabilities,
  {
    name: "services.PlanTime.listDeclinedPlanTimesOfPlanPerson",
    below: { person_id: "services.Person", plan_person_id: "services.PlanPerson" }
  }
)

/** The plan times of a plan person. */
export const listOfPlanPerson = Endpoint.list(
  "/services/v2/people/{person_id}/plan_people/{plan_person_id}/plan_times",
  PlanTime,
  capabilities,
  {
    name: "services.PlanTime.listOfPlanPerson",
    below: { person_id: "services.Person", plan_person_id: "services.PlanPerson" }
  }
)

/** The `declined_plan_times` of a schedule. */
export const listDeclinedPlanTimesOfSchedule = Endpoint.list(
  "/services/v2/people/{person_id}/schedules/{schedule_id}/declined_plan_times",
  PlanTime,
  capabilities,
  {
    name: "services.PlanTime.listDeclinedPlanTimesOfSchedule",
    below: { person_id: "services.Person", schedule_id: "services.Schedule" }
  }
)

/** The plan times of a schedule. */
export const listOfSchedule = Endpoint.list(
  "/services/v2/people/{person_id}/schedules/{schedule_id}/plan_times",
  PlanTime,
  capabilities,
  {
    name: "services.PlanTime.listOfSchedule",
    below: { person_id: "services.Person", schedule_id: "services.Schedule" }
  }
)

/** The plan times of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plan_times",
  PlanTime,
  { ...capabilities, filter: ["future", "named", "past"] },
  { name: "services.PlanTime.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** Makes a plan time below a plan. */
export const createBelowPlan = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/plan_times",
  PlanTime,
  {
    attributes: {
      ends_at: Attribute.instant,
      name: Attribute.string,
      starts_at: Attribute.instant,
      team_reminders: Attribute.json,
      time_type: Attribute.string
    }
  },
  {
    name: "services.PlanTime.createBelowPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** Changes a plan time. */
export const update = Endpoint.update(
  "/services/v2/service_types/{service_type_id}/plan_times/{id}",
  PlanTime,
  {
    attributes: {
      ends_at: Attribute.instant,
      name: Attribute.string,
      starts_at: Attribute.instant,
      team_reminders: Attribute.json,
      time_type: Attribute.string
    }
  },
  { below: { service_type_id: "services.ServiceType" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/service_types/{service_type_id}/plan_times/{id}", PlanTime, {
  below: { service_type_id: "services.ServiceType" }
})

export {
  /** Removes a plan time. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PlanTime,
  get,
  routes: [
    { list: listOfPlan, parent: "services.Plan", covers: "all" },
    { list: listDeclinedPlanTimesOfPlanPerson, parent: "services.PlanPerson", covers: "some" },
    { list: listOfPlanPerson, parent: "services.PlanPerson", covers: "some" },
    { list: listDeclinedPlanTimesOfSchedule, parent: "services.Schedule", covers: "some" },
    { list: listOfSchedule, parent: "services.Schedule", covers: "some" },
    { list: listOfServiceType, parent: "services.ServiceType", covers: "all" }
  ]
}
