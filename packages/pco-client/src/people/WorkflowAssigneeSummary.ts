// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { WorkflowAssigneeSummary } from "./resource/WorkflowAssigneeSummary.ts"

export {
  /**
   * How many cards of all workflows somebody has that are ready, snoozed or overdue. Known since OpenAPI 2026-06-04.
   */
  WorkflowAssigneeSummary
}

/** Every workflow assignee summary. */
export const list = Endpoint.list("/people/v2/workflow_assignee_summaries", WorkflowAssigneeSummary, {
  order: ["first_name", "last_name", "name", "overdue_count", "ready_count", "snoozed_count"],
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One workflow assignee summary. */
export const get = Endpoint.get("/people/v2/workflow_assignee_summaries/{id}", WorkflowAssigneeSummary, {
  fields: true
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: WorkflowAssigneeSummary, list, get }
