// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowStepAssigneeSummaryShape = Resource.make("people", "WorkflowStepAssigneeSummary", {
  attributes: { ready_count: Attribute.integer, snoozed_count: Attribute.integer },
  relationships: {
    person: { to: "people.Person", required: false },
    step: { to: "people.WorkflowStep", required: true, roles: ["Step"] }
  },
  lenient: true
})

type Shape = typeof workflowStepAssigneeSummaryShape

/** The type of {@link WorkflowStepAssigneeSummary}, by its name. */
export interface WorkflowStepAssigneeSummary extends Shape {}

/**
 * How many cards of a step one person has to see to.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_step_assignee_summary
 * @since 0.1.0
 * @category models
 */
export const WorkflowStepAssigneeSummary: WorkflowStepAssigneeSummary = workflowStepAssigneeSummaryShape
