// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const noteCategoryShareShape = Resource.make("people", "NoteCategoryShare", {
  attributes: {
    // documented values: No Access, Viewer, Editor, Manager
    group: Attribute.string,
    // documented values: view, view_create, manage
    permission: Attribute.string,
    person_id: Attribute.id
  },
  relationships: {
    note_category: { to: "people.NoteCategory", required: true },
    person: { to: "people.Person", required: false }
  },
  lenient: true
})

type Shape = typeof noteCategoryShareShape

/** The type of {@link NoteCategoryShare}, by its name. */
export interface NoteCategoryShare extends Shape {}

/**
 * Who may see the remarks of a category.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/note_category_share
 * @since 0.1.0
 * @category models
 */
export const NoteCategoryShare: NoteCategoryShare = noteCategoryShareShape
