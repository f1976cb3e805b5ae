// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventNoteShape = Resource.make("groups", "EventNote", {
  attributes: { body: Attribute.string },
  relationships: {
    annotatable: { to: "groups.Event", required: true, roles: ["Annotatable"] },
    owner: { to: "groups.Owner", required: false }
  },
  lenient: true
})

type Shape = typeof eventNoteShape

/** The type of {@link EventNote}, by its name. */
export interface EventNote extends Shape {}

/**
 * A remark about a meeting of a group.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/event_note
 * @since 0.1.0
 * @category models
 */
export const EventNote: EventNote = eventNoteShape
