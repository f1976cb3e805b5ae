// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"
import { WorkflowStepAssigneeSummary } from "./resource/WorkflowStepAssigneeSummary.ts"

export {
  /** How many cards of a step one person has to see to. */
  WorkflowStepAssigneeSummary
}

const include = { person: Person }

/** One workflow step assignee summary. */
export const get = Endpoint.get(
  "/people/v2/workflows/{workflow_id}/steps/{step_id}/assignee_summaries/{id}",
  WorkflowStepAssigneeSummary,
  { include, fields: true },
  { below: { workflow_id: "people.Workflow", step_id: "people.WorkflowStep" } }
)

/** The workflow step assignee summaries of a workflow step. */
export const listOfWorkflowStep = Endpoint.list(
  "/people/v2/workflows/{workflow_id}/steps/{workflow_step_id}/assignee_summaries",
  WorkflowStepAssigneeSummary,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "people.WorkflowStepAssigneeSummary.listOfWorkflowStep",
    below: { workflow_id: "people.Workflow", workflow_step_id: "people.WorkflowStep" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowStepAssigneeSummary,
  get,
  routes: [{ list: listOfWorkflowStep, parent: "people.WorkflowStep", covers: "all" }]
}
