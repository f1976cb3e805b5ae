// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventInstanceShape = Resource.make("calendar", "EventInstance", {
  attributes: {
    all_day_event: Attribute.boolean,
    church_center_url: Attribute.string,
    compact_recurrence_description: Attribute.string,
    created_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    description: Attribute.string,
    ends_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    image_url: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    kind: Attribute.string,
    location: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    name: Attribute.string,
    published_ends_at: Attribute.string,
    published_starts_at: Attribute.string,
    recurrence: Attribute.string,
    recurrence_description: Attribute.string,
    starts_at: Attribute.instant,
    // another name, place or description of the event does not move it (issue 1385)
    updated_at: Attribute.instant
  },
  relationships: { event: { to: "calendar.Event", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventInstanceShape

/** The type of {@link EventInstance}, by its name. */
export interface EventInstance extends Shape {}

/**
 * One time that an event takes place.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/event_instance
 * @since 0.1.0
 * @category models
 */
export const EventInstance: EventInstance = eventInstanceShape
