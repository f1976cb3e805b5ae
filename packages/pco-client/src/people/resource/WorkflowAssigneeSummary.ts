// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowAssigneeSummaryShape = Resource.make("people", "WorkflowAssigneeSummary", {
  attributes: { overdue_count: Attribute.integer, ready_count: Attribute.integer, snoozed_count: Attribute.integer },
  relationships: { person: { to: "people.Person", required: false } },
  lenient: true
})

type Shape = typeof workflowAssigneeSummaryShape

/** The type of {@link WorkflowAssigneeSummary}, by its name. */
export interface WorkflowAssigneeSummary extends Shape {}

/**
 * How many cards of all workflows somebody has that are ready, snoozed or overdue. Known since OpenAPI 2026-06-04.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_assignee_summary
 * @since 0.1.0
 * @category models
 */
export const WorkflowAssigneeSummary: WorkflowAssigneeSummary = workflowAssigneeSummaryShape
