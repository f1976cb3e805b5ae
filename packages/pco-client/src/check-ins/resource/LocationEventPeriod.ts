// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const locationEventPeriodShape = Resource.make("check-ins", "LocationEventPeriod", {
  attributes: {
    created_at: Attribute.instant,
    guest_count: Attribute.integer,
    regular_count: Attribute.integer,
    updated_at: Attribute.instant,
    volunteer_count: Attribute.integer
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof locationEventPeriodShape

/** The type of {@link LocationEventPeriod}, by its name. */
export interface LocationEventPeriod extends Shape {}

/**
 * How many were in a place during an event period.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/location_event_period
 * @since 0.1.0
 * @category models
 */
export const LocationEventPeriod: LocationEventPeriod = locationEventPeriodShape
