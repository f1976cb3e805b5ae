// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { WorkflowCardNote } from "./resource/WorkflowCardNote.ts"

export {
  /** A remark on a card of a workflow. */
  WorkflowCardNote
}

/** One workflow card note. */
export const get = Endpoint.get(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/notes/{id}",
  WorkflowCardNote,
  { fields: true },
  { below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" } }
)

/** The workflow card notes of a workflow card. */
export const listOfWorkflowCard = Endpoint.list(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/notes",
  WorkflowCardNote,
  { order: ["created_at"], fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "people.WorkflowCardNote.listOfWorkflowCard",
    below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
  }
)

/** Makes a workflow card note below a workflow card. */
export const createBelowWorkflowCard = Endpoint.create(
  "/people/v2/people/{person_id}/workflow_cards/{workflow_card_id}/notes",
  WorkflowCardNote,
  {
    attributes: { note: Attribute.string, note_category_id: Attribute.id },
    relationships: { note_category: { type: "NoteCategory" } }
  },
  {
    name: "people.WorkflowCardNote.createBelowWorkflowCard",
    below: { person_id: "people.Person", workflow_card_id: "people.WorkflowCard" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: WorkflowCardNote,
  get,
  routes: [{ list: listOfWorkflowCard, parent: "people.WorkflowCard", covers: "all" }]
}
