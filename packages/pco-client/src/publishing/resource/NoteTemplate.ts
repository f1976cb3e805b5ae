// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const noteTemplateShape = Resource.make("publishing", "NoteTemplate", {
  attributes: {
    auto_create_free_form_notes: Attribute.boolean,
    enabled: Attribute.boolean,
    published_at: Attribute.instant,
    template: Attribute.string
  },
  lenient: true
})

type Shape = typeof noteTemplateShape

/** The type of {@link NoteTemplate}, by its name. */
export interface NoteTemplate extends Shape {}

/**
 * The sermon notes that watchers may fill in.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/note_template
 * @since 0.1.0
 * @category models
 */
export const NoteTemplate: NoteTemplate = noteTemplateShape
