// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventTimeShape = Resource.make("check-ins", "EventTime", {
  attributes: {
    created_at: Attribute.instant,
    day_of_week: Attribute.integer,
    guest_count: Attribute.integer,
    hides_at: Attribute.instant,
    hour: Attribute.integer,
    minute: Attribute.integer,
    name: Attribute.string,
    regular_count: Attribute.integer,
    shows_at: Attribute.instant,
    starts_at: Attribute.instant,
    total_count: Attribute.integer,
    updated_at: Attribute.instant,
    volunteer_count: Attribute.integer
  },
  relationships: {
    event: { to: "check-ins.Event", required: true },
    event_period: { to: "check-ins.EventPeriod", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventTimeShape

/** The type of {@link EventTime}, by its name. */
export interface EventTime extends Shape {}

/**
 * One time of an event period that people check in to.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/event_time
 * @since 0.1.0
 * @category models
 */
export const EventTime: EventTime = eventTimeShape
