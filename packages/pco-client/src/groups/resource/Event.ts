// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventShape = Resource.make("groups", "Event", {
  attributes: {
    attendance_requests_enabled: Attribute.boolean,
    automated_reminder_enabled: Attribute.boolean,
    canceled: Attribute.boolean,
    canceled_at: Attribute.instant,
    description: Attribute.string,
    ends_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    image: Attribute.string,
    location_type_preference: Attribute.string,
    multi_day: Attribute.boolean,
    name: Attribute.string,
    reminders_sent: Attribute.boolean,
    reminders_sent_at: Attribute.instant,
    repeating: Attribute.boolean,
    starts_at: Attribute.instant,
    virtual_location_url: Attribute.string,
    visitors_count: Attribute.integer
  },
  relationships: {
    attendance_submitter: { to: "groups.Person", required: false },
    group: { to: "groups.Group", required: true },
    location: { to: "groups.Location", required: false },
    repeating_event: { to: "groups.RepeatingEvent", required: false }
  },
  lenient: true
})

type Shape = typeof eventShape

/** The type of {@link Event}, by its name. */
export interface Event extends Shape {}

/**
 * A meeting of a group.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/event
 * @since 0.1.0
 * @category models
 */
export const Event: Event = eventShape
