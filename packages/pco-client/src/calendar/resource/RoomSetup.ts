// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const roomSetupShape = Resource.make("calendar", "RoomSetup", {
  attributes: {
    created_at: Attribute.instant,
    description: Attribute.string,
    diagram: Attribute.string,
    diagram_thumbnail_url: Attribute.string,
    diagram_url: Attribute.string,
    name: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    containing_resource: { to: "calendar.Resource", required: false },
    resource_suggestions: { to: "calendar.ResourceSuggestion", required: false, many: true },
    room_setup: { to: "calendar.RoomSetup", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof roomSetupShape

/** The type of {@link RoomSetup}, by its name. */
export interface RoomSetup extends Shape {}

/**
 * A way to arrange a room.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/room_setup
 * @since 0.1.0
 * @category models
 */
export const RoomSetup: RoomSetup = roomSetupShape
