// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventPeriodShape = Resource.make("check-ins", "EventPeriod", {
  attributes: {
    created_at: Attribute.instant,
    ends_at: Attribute.instant,
    guest_count: Attribute.integer,
    note: Attribute.string,
    regular_count: Attribute.integer,
    starts_at: Attribute.instant,
    updated_at: Attribute.instant,
    volunteer_count: Attribute.integer
  },
  relationships: { event: { to: "check-ins.Event", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventPeriodShape

/** The type of {@link EventPeriod}, by its name. */
export interface EventPeriod extends Shape {}

/**
 * One repetition of an event, such as a weekend; its times are event times.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/event_period
 * @since 0.1.0
 * @category models
 */
export const EventPeriod: EventPeriod = eventPeriodShape
