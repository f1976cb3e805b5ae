// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const planTemplateShape = Resource.make("services", "PlanTemplate", {
  attributes: {
    can_view_order: Attribute.boolean,
    created_at: Attribute.instant,
    item_count: Attribute.integer,
    multi_day: Attribute.boolean,
    name: Attribute.string,
    note_count: Attribute.integer,
    // only for those with the permission `current_person`
    prefers_order_view: Attribute.boolean,
    rehearsable: Attribute.boolean,
    team_count: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: {
    created_by: { to: "services.Person", required: false },
    service_type: { to: "services.ServiceType", required: true },
    updated_by: { to: "services.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof planTemplateShape

/** The type of {@link PlanTemplate}, by its name. */
export interface PlanTemplate extends Shape {}

/**
 * A plan that others are made from.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/plan_template
 * @since 0.1.0
 * @category models
 */
export const PlanTemplate: PlanTemplate = planTemplateShape
