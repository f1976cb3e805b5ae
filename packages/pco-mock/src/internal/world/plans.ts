/**
 * How the plans of a service type follow one another: by their times.
 */
import type { Row } from "../../Row.ts"
import type { World } from "../../World.ts"

/** The times of a plan, earliest first; of a template there are none. */
export const times = (world: World, plan: Row): ReadonlyArray<Row> =>
  plan.type !== "Plan"
    ? []
    : world
        .children("services.PlanTime", "plan", plan.id)
        .filter(({ attributes }) => typeof attributes.starts_at === "string")
        .sort((a, b) => (String(a.attributes.starts_at) < String(b.attributes.starts_at) ? -1 : 1))

/**
 * Makes each plan of a service type point at those before and after it. Plans without a time come before and after none: what the real
 * one says of them was not recorded.
 */
export const link = (world: World, serviceType: string): void => {
  const plans = world.children("services.Plan", "service_type", serviceType)
  const dated = plans
    .filter(({ attributes }) => typeof attributes.sort_date === "string")
    .map((plan) => [Date.parse(String(plan.attributes.sort_date)), plan] as const)
    .sort(([a], [b]) => a - b)
    .map(([, plan]) => plan)
  for (const plan of plans) {
    const at = dated.indexOf(plan)
    const previous_plan = at < 0 ? null : (dated[at - 1] ?? null)
    const next_plan = at < 0 ? null : (dated[at + 1] ?? null)
    const { next_plan: next = null, previous_plan: previous = null } = plan.relationships
    if (previous?.id === previous_plan?.id && next?.id === next_plan?.id) continue
    // nobody changed these plans: they only have another neighbour
    world.update(plan.key, plan.id, {}, { previous_plan, next_plan }, { quietly: true })
  }
}
