// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { WorkflowCategory } from "./resource/WorkflowCategory.ts"

export {
  /** A group of workflows. */
  WorkflowCategory
}

/** Every workflow category. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/people/v2/workflow_categories", WorkflowCategory, {
  order: ["created_at", "name", "updated_at"],
  where: { created_at: "instant", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One workflow category. */
export const get = Endpoint.get("/people/v2/workflow_categories/{id}", WorkflowCategory, { fields: true })

/** The `category` of a workflow, or `NotFound` where there is none. */
export const getOfWorkflow = Endpoint.get(
  "/people/v2/workflows/{workflow_id}/category",
  WorkflowCategory,
  { fields: true },
  { name: "people.WorkflowCategory.getOfWorkflow", below: { workflow_id: "people.Workflow" } }
)

/** Makes a workflow category. */
export const create = Endpoint.create("/people/v2/workflow_categories", WorkflowCategory, {
  attributes: { name: Attribute.string }
})

/** Changes a workflow category. */
export const update = Endpoint.update(
  "/people/v2/workflow_categories/{id}",
  WorkflowCategory,
  { attributes: { name: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/workflow_categories/{id}", WorkflowCategory)

export {
  /** Removes a workflow category. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowCategory,
  get,
  routes: [{ list: getOfWorkflow, parent: "people.Workflow", covers: "some" }]
}
