// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"
import { Workflow } from "./resource/Workflow.ts"
import { WorkflowCategory } from "./resource/WorkflowCategory.ts"
import { WorkflowShare } from "./resource/WorkflowShare.ts"
import { WorkflowStep } from "./resource/WorkflowStep.ts"

export {
  /** Steps that people are taken through. */
  Workflow
}

const include = {
  category: WorkflowCategory,
  shares: WorkflowShare,
  "shares.person": Person,
  steps: WorkflowStep,
  "steps.default_assignee": Person
}

/** Every workflow. */
export const list = Endpoint.list("/people/v2/workflows", Workflow, {
  // each belongs to exactly one of these
  complete: ["shares", "steps"],
  filter: [
    "archived",
    "has_my_cards",
    "manage_cards_allowed",
    "not_archived",
    "only_deleted",
    "recently_viewed",
    "unassigned",
    "with_deleted",
    "with_recoverable",
    "with_steps"
  ],
  include,
  order: ["archived_at", "campus_id", "created_at", "deleted_at", "name", "updated_at", "workflow_category_id"],
  where: {
    archived_at: "instant",
    campus_id: "id",
    created_at: "instant",
    deleted_at: "instant",
    id: "id",
    name: "string",
    updated_at: "instant",
    workflow_category_id: "id"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One workflow. */
export const get = Endpoint.get("/people/v2/workflows/{id}", Workflow, { include, fields: true })

/** The workflow of a workflow card, or `NotFound` where there is none. */
export const getOfWorkflowCard = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/workflow",
  Workflow,
  { include, fields: true },
  {
    name: "people.Workflow.getOfWorkflowCard",
    below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
  }
)

/** Makes a workflow. */
export const create = Endpoint.create("/people/v2/workflows", Workflow, {
  attributes: { campus_id: Attribute.id, name: Attribute.string, workflow_category_id: Attribute.id },
  relationships: { campus: { type: "Campus" }, workflow_category: { type: "WorkflowCategory" } }
})

/** Changes a workflow. */
export const update = Endpoint.update(
  "/people/v2/workflows/{id}",
  Workflow,
  {
    attributes: { campus_id: Attribute.id, name: Attribute.string, workflow_category_id: Attribute.id },
    relationships: { campus: { type: "Campus" }, workflow_category: { type: "WorkflowCategory" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/workflows/{id}", Workflow)

export {
  /** Removes a workflow. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Workflow, list, get }
