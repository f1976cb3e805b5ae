// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Contributor } from "./resource/Contributor.ts"
import { Plan } from "./resource/Plan.ts"
import { PlanTime } from "./resource/PlanTime.ts"
import { Schedule } from "./resource/Schedule.ts"
import { Series } from "./resource/Series.ts"
import { SplitTeamRehearsalAssignment } from "./resource/SplitTeamRehearsalAssignment.ts"

export {
  /** One service: when it is, what happens, who helps. */
  Plan
}

const include = {
  contributors: Contributor,
  my_schedules: Schedule,
  "my_schedules.plan_times": PlanTime,
  plan_times: PlanTime,
  "plan_times.split_team_rehearsal_assignments": SplitTeamRehearsalAssignment,
  series: Series
}

const capabilities = {
  include,
  order: ["created_at", "sort_date", "title", "updated_at"],
  where: { created_at: "instant", id: "id", series_title: "string", title: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One plan. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{id}",
  Plan,
  { include, fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The `watchable_plans` of a live. */
export const listOfLive = Endpoint.list(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/watchable_plans",
  Plan,
  capabilities,
  {
    name: "services.Plan.listOfLive",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** The `next_plan` of a plan, or `NotFound` where there is none. */
export const getNextPlanOfPlan = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/next_plan",
  Plan,
  { include, fields: true },
  {
    name: "services.Plan.getNextPlanOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** The `previous_plan` of a plan, or `NotFound` where there is none. */
export const getPreviousPlanOfPlan = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/previous_plan",
  Plan,
  { include, fields: true },
  {
    name: "services.Plan.getPreviousPlanOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** The plan of a plan person, or `NotFound` where there is none. */
export const getOfPlanPerson = Endpoint.get(
  "/services/v2/people/{person_id}/plan_people/{plan_person_id}/plan",
  Plan,
  { include, fields: true },
  {
    name: "services.Plan.getOfPlanPerson",
    below: { person_id: "services.Person", plan_person_id: "services.PlanPerson" }
  }
)

/** The plans of a series. */
export const listOfSeries = Endpoint.list("/services/v2/series/{series_id}/plans", Plan, capabilities, {
  name: "services.Plan.listOfSeries",
  below: { series_id: "services.Series" }
})

/**
 * The plans of a service type. With the filter `after` goes the parameter `after`. With the filter `before` goes the
 * parameter `before`.
 */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans",
  Plan,
  {
    ...capabilities,
    filter: ["after", "before", "future", "no_dates", "past"],
    parameters: { after: "instant", before: "instant" }
  },
  { name: "services.Plan.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** The `unscoped_plans` of a service type. */
export const listUnscopedPlansOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/unscoped_plans",
  Plan,
  { ...capabilities, filter: ["deleted"] },
  { name: "services.Plan.listUnscopedPlansOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** Makes a plan below a service type. */
export const createBelowServiceType = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans",
  Plan,
  {
    attributes: {
      public: Attribute.boolean,
      series_id: Attribute.id,
      series_title: Attribute.string,
      title: Attribute.string
    },
    relationships: { series: { type: "Series" } }
  },
  { name: "services.Plan.createBelowServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** Changes a plan. */
export const update = Endpoint.update(
  "/services/v2/service_types/{service_type_id}/plans/{id}",
  Plan,
  {
    attributes: {
      public: Attribute.boolean,
      reminders_disabled: Attribute.boolean,
      series_id: Attribute.id,
      series_title: Attribute.string,
      title: Attribute.string
    },
    relationships: { series: { type: "Series" } }
  },
  { below: { service_type_id: "services.ServiceType" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/service_types/{service_type_id}/plans/{id}", Plan, {
  below: { service_type_id: "services.ServiceType" }
})

export {
  /** Removes a plan. */
  destroy as delete
}

/** Schedules the members of a team for a plan. */
export const autoschedule = Endpoint.action(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/autoschedule",
  {
    name: "services.Plan.autoschedule",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" },
    type: "Autoschedule",
    writable: { relationships: { team: { type: "Team" } } }
  }
)

/**
 * Copies a template into a plan.
 *
 * @deprecated by Planning Center itself
 */
export const importTemplate = Endpoint.action(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/import_template",
  {
    name: "services.Plan.importTemplate",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" },
    type: "Plan",
    writable: {
      attributes: {
        plan_id: Attribute.integer,
        copy_items: Attribute.boolean,
        copy_people: Attribute.boolean,
        copy_notes: Attribute.boolean
      }
    }
  }
)

/** Puts the items of a plan in the order of `sequence`, a list of their ids. */
export const itemReorder = Endpoint.action(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/item_reorder",
  {
    name: "services.Plan.itemReorder",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" },
    type: "PlanItemReorder",
    writable: { attributes: { sequence: Attribute.json } },
    repeatable: true
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Plan,
  get,
  routes: [
    { list: listOfLive, parent: "services.Live", covers: "some" },
    { list: listOfSeries, parent: "services.Series", covers: "some" },
    { list: listOfServiceType, parent: "services.ServiceType", covers: "all" },
    { list: listUnscopedPlansOfServiceType, parent: "services.ServiceType", covers: "some" }
  ]
}
