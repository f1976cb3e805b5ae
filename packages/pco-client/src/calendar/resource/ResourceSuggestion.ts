// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const resourceSuggestionShape = Resource.make("calendar", "ResourceSuggestion", {
  attributes: { created_at: Attribute.instant, quantity: Attribute.integer, updated_at: Attribute.instant },
  relationships: {
    resource: { to: "calendar.Resource", required: false },
    room_setup: { to: "calendar.RoomSetup", required: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof resourceSuggestionShape

/** The type of {@link ResourceSuggestion}, by its name. */
export interface ResourceSuggestion extends Shape {}

/**
 * What a room set-up proposes to book along with the room.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/resource_suggestion
 * @since 0.1.0
 * @category models
 */
export const ResourceSuggestion: ResourceSuggestion = resourceSuggestionShape
