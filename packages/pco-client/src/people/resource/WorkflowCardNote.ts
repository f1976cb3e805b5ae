// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const workflowCardNoteShape = Resource.make("people", "WorkflowCardNote", {
  attributes: { created_at: Attribute.instant, note: Attribute.string },
  relationships: { note_category: { to: "people.NoteCategory", required: false } },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof workflowCardNoteShape

/** The type of {@link WorkflowCardNote}, by its name. */
export interface WorkflowCardNote extends Shape {}

/**
 * A remark on a card of a workflow.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/workflow_card_note
 * @since 0.1.0
 * @category models
 */
export const WorkflowCardNote: WorkflowCardNote = workflowCardNoteShape
