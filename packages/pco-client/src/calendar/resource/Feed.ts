// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const feedShape = Resource.make("calendar", "Feed", {
  attributes: {
    can_delete: Attribute.boolean,
    // documented values: hidden, published
    default_church_center_visibility: Attribute.string,
    deleting: Attribute.boolean,
    // documented values: registrations, groups, ical, form
    feed_type: Attribute.string,
    imported_at: Attribute.instant,
    name: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-22)
    prefix_event_names: Attribute.boolean,
    source_id: Attribute.id,
    // sent only where `fields` names it
    sync_campus_tags: Attribute.boolean
  },
  relationships: { event_owner: { to: "calendar.Person", required: false } },
  lenient: true
})

type Shape = typeof feedShape

/** The type of {@link Feed}, by its name. */
export interface Feed extends Shape {}

/**
 * A source of events beside those made by hand, such as another product.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/feed
 * @since 0.1.0
 * @category models
 */
export const Feed: Feed = feedShape
