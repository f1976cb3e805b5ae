// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const resourceBookingShape = Resource.make("calendar", "ResourceBooking", {
  attributes: {
    created_at: Attribute.instant,
    ends_at: Attribute.instant,
    quantity: Attribute.integer,
    starts_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  relationships: {
    event: { to: "calendar.Event", required: false },
    event_instance: { to: "calendar.EventInstance", required: true },
    resource: { to: "calendar.Resource", required: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof resourceBookingShape

/** The type of {@link ResourceBooking}, by its name. */
export interface ResourceBooking extends Shape {}

/**
 * A resource that is taken for one time of an event.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/resource_booking
 * @since 0.1.0
 * @category models
 */
export const ResourceBooking: ResourceBooking = resourceBookingShape
