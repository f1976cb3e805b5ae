// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventShape = Resource.make("calendar", "Event", {
  attributes: {
    // documented values: A, P, R
    approval_status: Attribute.string,
    created_at: Attribute.instant,
    description: Attribute.string,
    featured: Attribute.boolean,
    image_url: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    link_only: Attribute.boolean,
    name: Attribute.string,
    percent_approved: Attribute.integer,
    percent_rejected: Attribute.integer,
    registration_url: Attribute.string,
    summary: Attribute.string,
    updated_at: Attribute.instant,
    visible_in_church_center: Attribute.boolean
  },
  relationships: { owner: { to: "calendar.Person", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventShape

/** The type of {@link Event}, by its name. */
export interface Event extends Shape {}

/**
 * Something that takes place, once or again and again; each time is an event instance.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/event
 * @since 0.1.0
 * @category models
 */
export const Event: Event = eventShape
