// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { PlanNote } from "./resource/PlanNote.ts"
import { PlanNoteCategory } from "./resource/PlanNoteCategory.ts"

export {
  /** A remark about a plan, for some of its teams. */
  PlanNote
}

const include = { plan_note_category: PlanNoteCategory }

const capabilities = {
  include,
  order: ["created_at", "updated_at"],
  where: { created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One plan note. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/notes/{id}",
  PlanNote,
  { include, fields: true },
  { below: { service_type_id: "services.ServiceType", plan_template_id: "services.PlanTemplate" } }
)

/** The plan notes of a plan. The filter `team` wants something that is not known: of which team; not documented. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/notes",
  PlanNote,
  { ...capabilities, filter: ["team"] },
  {
    name: "services.PlanNote.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** The plan notes of a plan template. */
export const listOfPlanTemplate = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/notes",
  PlanNote,
  capabilities,
  {
    name: "services.PlanNote.listOfPlanTemplate",
    below: { service_type_id: "services.ServiceType", plan_template_id: "services.PlanTemplate" }
  }
)

/** Makes a plan note below a plan. */
export const createBelowPlan = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/notes",
  PlanNote,
  { attributes: { content: Attribute.string }, relationships: { plan_note_category: { type: "PlanNoteCategory" } } },
  {
    name: "services.PlanNote.createBelowPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** Changes a plan note. */
export const update = Endpoint.update(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/notes/{id}",
  PlanNote,
  { attributes: { content: Attribute.string }, relationships: { plan_note_category: { type: "PlanNoteCategory" } } },
  { below: { service_type_id: "services.ServiceType", plan_template_id: "services.PlanTemplate" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/notes/{id}",
  PlanNote,
  { below: { service_type_id: "services.ServiceType", plan_template_id: "services.PlanTemplate" } }
)

export {
  /** Removes a plan note. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PlanNote,
  get,
  routes: [
    { list: listOfPlan, parent: "services.Plan", covers: "some" },
    { list: listOfPlanTemplate, parent: "services.PlanTemplate", covers: "some" }
  ]
}
