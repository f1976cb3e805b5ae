// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { WorkflowCardActivity } from "./resource/WorkflowCardActivity.ts"

export {
  /** Something that happened to a card of a workflow. */
  WorkflowCardActivity
}

/** One workflow card activity. */
export const get = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/activities/{id}",
  WorkflowCardActivity,
  { fields: true },
  { below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" } }
)

/** The workflow card activities of a workflow card. */
export const listOfWorkflowCard = Endpoint.list(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/activities",
  WorkflowCardActivity,
  { order: ["id"], fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "people.WorkflowCardActivity.listOfWorkflowCard",
    below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
  }
)

const destroy = Endpoint.delete(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/activities/{id}",
  WorkflowCardActivity,
  { below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" } }
)

export {
  /** Removes a workflow card activity. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowCardActivity,
  get,
  routes: [{ list: listOfWorkflowCard, parent: "people.WorkflowCard", covers: "all" }]
}
