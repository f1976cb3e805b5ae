// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PlanPersonTime } from "./resource/PlanPersonTime.ts"

export {
  /** One time of a plan that a person is scheduled for. */
  PlanPersonTime
}

/** One plan person time. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/plan_people/{plan_person_id}/plan_person_times/{id}",
  PlanPersonTime,
  { fields: true },
  { below: { person_id: "services.Person", plan_person_id: "services.PlanPerson" } }
)

/** The plan person times of a plan person. */
export const listOfPlanPerson = Endpoint.list(
  "/services/v2/people/{person_id}/plan_people/{plan_person_id}/plan_person_times",
  PlanPersonTime,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.PlanPersonTime.listOfPlanPerson",
    below: { person_id: "services.Person", plan_person_id: "services.PlanPerson" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PlanPersonTime,
  get,
  routes: [{ list: listOfPlanPerson, parent: "services.PlanPerson", covers: "all" }]
}
