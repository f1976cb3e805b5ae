// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const itemTimeShape = Resource.make("services", "ItemTime", {
  attributes: {
    exclude: Attribute.boolean,
    length: Attribute.integer,
    length_offset: Attribute.integer,
    live_end_at: Attribute.instant,
    live_start_at: Attribute.instant
  },
  relationships: {
    item: { to: "services.Item", required: true },
    plan: { to: "services.Plan", required: false },
    plan_time: { to: "services.PlanTime", required: false }
  },
  lenient: true
})

type Shape = typeof itemTimeShape

/** The type of {@link ItemTime}, by its name. */
export interface ItemTime extends Shape {}

/**
 * When an item began and ended at one of the times of its plan.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/item_time
 * @since 0.1.0
 * @category models
 */
export const ItemTime: ItemTime = itemTimeShape
