// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { PlanTime } from "./resource/PlanTime.ts"
import { Schedule } from "./resource/Schedule.ts"
import { SplitTeamRehearsalAssignment } from "./resource/SplitTeamRehearsalAssignment.ts"

export {
  /** A plan as the person sees it who is scheduled for it. */
  Schedule
}

const include = { plan_times: PlanTime, "plan_times.split_team_rehearsal_assignments": SplitTeamRehearsalAssignment }

const capabilities = {
  include,
  order: ["starts_at"],
  where: { plan_id: "integer" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One schedule. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/schedules/{id}",
  Schedule,
  { include, fields: true },
  { below: { person_id: "services.Person" } }
)

/**
 * The schedules of a person. With the filter `after` goes the parameter `after`. With the filter `before` goes the
 * parameter `before`.
 */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/schedules",
  Schedule,
  {
    ...capabilities,
    filter: ["after", "all", "before", "future", "not_across_organizations", "past", "with_declined"],
    parameters: { after: "instant", before: "instant" }
  },
  { name: "services.Schedule.listOfPerson", below: { person_id: "services.Person" } }
)

/** The `my_schedules` of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/my_schedules",
  Schedule,
  capabilities,
  {
    name: "services.Schedule.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** Says that the person will come, except at the times given. */
export const accept = Endpoint.action("/services/v2/people/{person_id}/schedules/{schedule_id}/accept", {
  name: "services.Schedule.accept",
  below: { person_id: "services.Person", schedule_id: "services.Schedule" },
  type: "ScheduleAccept",
  writable: {
    attributes: { reason: Attribute.string },
    relationships: { declined_plan_times: { type: "PlanTime", many: true } }
  }
})

/** Says that the person will not come. */
export const decline = Endpoint.action("/services/v2/people/{person_id}/schedules/{schedule_id}/decline", {
  name: "services.Schedule.decline",
  below: { person_id: "services.Person", schedule_id: "services.Schedule" },
  type: "ScheduleDecline",
  writable: { attributes: { reason: Attribute.string } }
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Schedule,
  get,
  routes: [
    { list: listOfPerson, parent: "services.Person", covers: "all" },
    { list: listOfPlan, parent: "services.Plan", covers: "some" }
  ]
}
