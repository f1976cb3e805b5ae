// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PlanNoteCategory } from "./resource/PlanNoteCategory.ts"

export {
  /** Whom remarks about plans are for. */
  PlanNoteCategory
}

/** One plan note category. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plan_note_categories/{id}",
  PlanNoteCategory,
  { fields: true },
  { below: { service_type_id: "services.ServiceType" } }
)

/** The plan note category of a plan note, or `NotFound` where there is none. */
export const getOfPlanNote = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/notes/{plan_note_id}/plan_note_category",
  PlanNoteCategory,
  { fields: true },
  {
    name: "services.PlanNoteCategory.getOfPlanNote",
    below: {
      service_type_id: "services.ServiceType",
      plan_template_id: "services.PlanTemplate",
      plan_note_id: "services.PlanNote"
    }
  }
)

/** The plan note categories of a service type. */
export const listOfServiceType = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plan_note_categories",
  PlanNoteCategory,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.PlanNoteCategory.listOfServiceType", below: { service_type_id: "services.ServiceType" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PlanNoteCategory,
  get,
  routes: [{ list: listOfServiceType, parent: "services.ServiceType", covers: "all" }]
}
