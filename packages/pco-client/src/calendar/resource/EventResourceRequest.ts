// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventResourceRequestShape = Resource.make("calendar", "EventResourceRequest", {
  attributes: {
    approval_sent: Attribute.boolean,
    // documented values: A, P, R
    approval_status: Attribute.string,
    created_at: Attribute.instant,
    notes: Attribute.string,
    quantity: Attribute.integer,
    updated_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    visible_on_kiosks: Attribute.boolean
  },
  relationships: {
    created_by: { to: "calendar.Person", required: false },
    event: { to: "calendar.Event", required: true },
    event_resource_request: { to: "calendar.EventResourceRequest", required: false },
    resource: { to: "calendar.Resource", required: true },
    room_setup: { to: "calendar.RoomSetup", required: false },
    updated_by: { to: "calendar.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventResourceRequestShape

/** The type of {@link EventResourceRequest}, by its name. */
export interface EventResourceRequest extends Shape {}

/**
 * An event's wish for a room or another resource.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/event_resource_request
 * @since 0.1.0
 * @category models
 */
export const EventResourceRequest: EventResourceRequest = eventResourceRequestShape
