// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const planPersonTimeShape = Resource.make("services", "PlanPersonTime", {
  attributes: { created_at: Attribute.instant, status: Attribute.string, updated_at: Attribute.instant },
  relationships: {
    plan: { to: "services.Plan", required: false },
    plan_person: { to: "services.PlanPerson", required: true },
    plan_time: { to: "services.PlanTime", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof planPersonTimeShape

/** The type of {@link PlanPersonTime}, by its name. */
export interface PlanPersonTime extends Shape {}

/**
 * One time of a plan that a person is scheduled for.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/plan_person_time
 * @since 0.1.0
 * @category models
 */
export const PlanPersonTime: PlanPersonTime = planPersonTimeShape
