// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowShape = Resource.make("people", "Workflow", {
  attributes: {
    archived_at: Attribute.instant,
    campus_id: Attribute.id,
    completed_card_count: Attribute.integer,
    created_at: Attribute.instant,
    // always null here: a deleted workflow is not shown at all (issue 1234)
    deleted_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    encrypted_workflow_incoming_automations_param: Attribute.string,
    // sent only where `fields` names it
    my_due_soon_card_count: Attribute.integer,
    // sent only where `fields` names it
    my_overdue_card_count: Attribute.integer,
    my_ready_card_count: Attribute.integer,
    name: Attribute.string,
    recently_viewed: Attribute.boolean,
    total_cards_count: Attribute.integer,
    total_overdue_card_count: Attribute.integer,
    total_ready_and_snoozed_card_count: Attribute.integer,
    total_ready_card_count: Attribute.integer,
    total_steps_count: Attribute.integer,
    total_unassigned_card_count: Attribute.integer,
    total_unassigned_steps_count: Attribute.integer,
    updated_at: Attribute.instant,
    workflow_category_id: Attribute.id
  },
  relationships: {
    campus: { to: "people.Campus", required: false },
    workflow_category: { to: "people.WorkflowCategory", required: false }
  },
  webhooks: {
    created: "people.v2.events.workflow.created",
    updated: "people.v2.events.workflow.updated",
    destroyed: "people.v2.events.workflow.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof workflowShape

/** The type of {@link Workflow}, by its name. */
export interface Workflow extends Shape {}

/**
 * Steps that people are taken through.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow
 * @since 0.1.0
 * @category models
 */
export const Workflow: Workflow = workflowShape
