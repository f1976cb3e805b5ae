// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventConnectionShape = Resource.make("calendar", "EventConnection", {
  attributes: {
    connected_to_id: Attribute.id,
    connected_to_name: Attribute.string,
    connected_to_type: Attribute.string,
    connected_to_url: Attribute.string,
    product_name: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    promoted: Attribute.boolean
  },
  relationships: { event: { to: "calendar.Event", required: true } },
  lenient: true
})

type Shape = typeof eventConnectionShape

/** The type of {@link EventConnection}, by its name. */
export interface EventConnection extends Shape {}

/**
 * What an event has to do with something in another product.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/event_connection
 * @since 0.1.0
 * @category models
 */
export const EventConnection: EventConnection = eventConnectionShape
