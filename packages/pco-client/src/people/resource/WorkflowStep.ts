// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowStepShape = Resource.make("people", "WorkflowStep", {
  attributes: {
    auto_snooze_days: Attribute.integer,
    // documented values: day, week, month
    auto_snooze_interval: Attribute.string,
    auto_snooze_value: Attribute.integer,
    created_at: Attribute.instant,
    default_assignee_id: Attribute.id,
    description: Attribute.string,
    expected_response_time_in_days: Attribute.integer,
    my_ready_card_count: Attribute.integer,
    name: Attribute.string,
    sequence: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    skip_conditions_enabled: Attribute.boolean,
    total_ready_card_count: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    total_snoozed_card_count: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: {
    default_assignee: { to: "people.Person", required: false },
    workflow: { to: "people.Workflow", required: true }
  },
  webhooks: {
    created: "people.v2.events.workflow_step.created",
    updated: "people.v2.events.workflow_step.updated",
    destroyed: "people.v2.events.workflow_step.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof workflowStepShape

/** The type of {@link WorkflowStep}, by its name. */
export interface WorkflowStep extends Shape {}

/**
 * One step of a workflow.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_step
 * @since 0.1.0
 * @category models
 */
export const WorkflowStep: WorkflowStep = workflowStepShape
