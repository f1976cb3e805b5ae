// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { PlanTemplate } from "./resource/PlanTemplate.ts"

export {
  /** A plan that others are made from. */
  PlanTemplate
}

/** One plan template. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plan_templates/{id}",
  PlanTemplate,
  { fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The plan templates of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plan_templates",
  PlanTemplate,
  {
    order: ["created_at", "item_count", "name", "note_count", "team_count", "updated_at"],
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "services.PlanTemplate.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** Puts the items of a template in the order of `sequence`, a list of their ids. */
export const itemReorder = Endpoint.action(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/item_reorder",
  {
    name: "services.PlanTemplate.itemReorder",
    below: { service_type_id: "services.ServiceType", plan_template_id: "services.PlanTemplate" },
    type: "PlanItemReorder",
    writable: { attributes: { sequence: Attribute.json } },
    repeatable: true
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PlanTemplate,
  get,
  routes: [{ list: listOfServiceType, parent: "services.ServiceType", covers: "all" }]
}
