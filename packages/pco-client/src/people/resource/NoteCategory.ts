// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const noteCategoryShape = Resource.make("people", "NoteCategory", {
  attributes: {
    created_at: Attribute.instant,
    locked: Attribute.boolean,
    name: Attribute.string,
    organization_id: Attribute.id,
    updated_at: Attribute.instant
  },
  relationships: { organization: { to: "people.Organization", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof noteCategoryShape

/** The type of {@link NoteCategory}, by its name. */
export interface NoteCategory extends Shape {}

/**
 * A group of remarks, with people who may see them.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/note_category
 * @since 0.1.0
 * @category models
 */
export const NoteCategory: NoteCategory = noteCategoryShape
