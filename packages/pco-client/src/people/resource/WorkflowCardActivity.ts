// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowCardActivityShape = Resource.make("people", "WorkflowCardActivity", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    attachments_meta: Attribute.json,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    attachments_urls: Attribute.json,
    automation_url: Attribute.string,
    comment: Attribute.string,
    content: Attribute.string,
    content_is_html: Attribute.boolean,
    created_at: Attribute.instant,
    form_submission_url: Attribute.string,
    person_avatar_url: Attribute.string,
    person_name: Attribute.string,
    reassigned_to_avatar_url: Attribute.string,
    reassigned_to_name: Attribute.string,
    subject: Attribute.string,
    type: Attribute.string
  },
  relationships: {
    workflow_card: { to: "people.WorkflowCard", required: true },
    workflow_step: { to: "people.WorkflowStep", required: false }
  },
  webhooks: {
    created: "people.v2.events.workflow_card_activity.created",
    updated: "people.v2.events.workflow_card_activity.updated",
    destroyed: "people.v2.events.workflow_card_activity.destroyed"
  },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof workflowCardActivityShape

/** The type of {@link WorkflowCardActivity}, by its name. */
export interface WorkflowCardActivity extends Shape {}

/**
 * Something that happened to a card of a workflow.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_card_activity
 * @since 0.1.0
 * @category models
 */
export const WorkflowCardActivity: WorkflowCardActivity = workflowCardActivityShape
