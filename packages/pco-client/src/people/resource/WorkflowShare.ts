// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowShareShape = Resource.make("people", "WorkflowShare", {
  attributes: {
    // documented values: No Access, Viewer, Editor, Manager
    group: Attribute.string,
    // documented values: view, manage_cards, manage
    permission: Attribute.string,
    // sent as a number
    person_id: Attribute.id
  },
  relationships: {
    person: { to: "people.Person", required: true },
    workflow: { to: "people.Workflow", required: true }
  },
  webhooks: {
    created: "people.v2.events.workflow_share.created",
    updated: "people.v2.events.workflow_share.updated",
    destroyed: "people.v2.events.workflow_share.destroyed"
  },
  lenient: true
})

type Shape = typeof workflowShareShape

/** The type of {@link WorkflowShare}, by its name. */
export interface WorkflowShare extends Shape {}

/**
 * Who else may see a workflow, or work in it.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_share
 * @since 0.1.0
 * @category models
 */
export const WorkflowShare: WorkflowShare = workflowShareShape
