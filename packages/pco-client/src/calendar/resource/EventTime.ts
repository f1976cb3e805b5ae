// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventTimeShape = Resource.make("calendar", "EventTime", {
  attributes: {
    ends_at: Attribute.instant,
    // documented as a moment, which no name is
    name: Attribute.string,
    starts_at: Attribute.instant,
    visible_on_kiosks: Attribute.boolean,
    visible_on_widget_and_ical: Attribute.boolean
  },
  relationships: { event: { to: "calendar.Event", required: false } },
  lenient: true
})

type Shape = typeof eventTimeShape

/** The type of {@link EventTime}, by its name. */
export interface EventTime extends Shape {}

/**
 * A part of an event instance with a beginning and an end of its own, such as the set-up.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/event_time
 * @since 0.1.0
 * @category models
 */
export const EventTime: EventTime = eventTimeShape
