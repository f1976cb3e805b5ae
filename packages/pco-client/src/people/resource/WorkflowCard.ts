// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowCardShape = Resource.make("people", "WorkflowCard", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    calculated_due_at: Attribute.instant,
    calculated_due_at_in_days_ago: Attribute.integer,
    completed_at: Attribute.instant,
    created_at: Attribute.instant,
    flagged_for_notification_at: Attribute.instant,
    moved_to_step_at: Attribute.instant,
    overdue: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    pending_skip_evaluation: Attribute.boolean,
    // set where others are deleted: the record stays
    removed_at: Attribute.instant,
    snooze_until: Attribute.instant,
    stage: Attribute.string,
    sticky_assignment: Attribute.boolean,
    updated_at: Attribute.instant
  },
  relationships: {
    assignee: { to: "people.Person", required: false, roles: ["Assignee"] },
    current_step: { to: "people.WorkflowStep", required: false },
    person: { to: "people.Person", required: true },
    workflow: { to: "people.Workflow", required: true }
  },
  webhooks: {
    created: "people.v2.events.workflow_card.created",
    updated: "people.v2.events.workflow_card.updated",
    destroyed: "people.v2.events.workflow_card.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof workflowCardShape

/** The type of {@link WorkflowCard}, by its name. */
export interface WorkflowCard extends Shape {}

/**
 * One person on the way through a workflow.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_card
 * @since 0.1.0
 * @category models
 */
export const WorkflowCard: WorkflowCard = workflowCardShape
