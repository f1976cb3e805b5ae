// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const noteShape = Resource.make("people", "Note", {
  attributes: {
    created_at: Attribute.instant,
    // sent as a number
    created_by_id: Attribute.id,
    display_date: Attribute.instant,
    note: Attribute.string,
    // sent as a number
    note_category_id: Attribute.id,
    // sent as a number
    organization_id: Attribute.id,
    // sent as a number
    person_id: Attribute.id,
    updated_at: Attribute.instant
  },
  relationships: {
    created_by: { to: "people.Person", required: false },
    note_category: { to: "people.NoteCategory", required: false },
    organization: { to: "people.Organization", required: false },
    person: { to: "people.Person", required: true }
  },
  webhooks: { created: "people.v2.events.note.created", destroyed: "people.v2.events.note.destroyed" },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof noteShape

/** The type of {@link Note}, by its name. */
export interface Note extends Shape {}

/**
 * A remark about a person.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/note
 * @since 0.1.0
 * @category models
 */
export const Note: Note = noteShape
