// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowCategoryShape = Resource.make("people", "WorkflowCategory", {
  attributes: { created_at: Attribute.instant, name: Attribute.string, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof workflowCategoryShape

/** The type of {@link WorkflowCategory}, by its name. */
export interface WorkflowCategory extends Shape {}

/**
 * A group of workflows.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_category
 * @since 0.1.0
 * @category models
 */
export const WorkflowCategory: WorkflowCategory = workflowCategoryShape
