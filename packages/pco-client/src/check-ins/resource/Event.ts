// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventShape = Resource.make("check-ins", "Event", {
  attributes: {
    // sent only where `fields` names it
    app_source: Attribute.string,
    // set where others are deleted: the record stays
    archived_at: Attribute.instant,
    created_at: Attribute.instant,
    enable_services_integration: Attribute.boolean,
    frequency: Attribute.string,
    integration_key: Attribute.string,
    location_times_enabled: Attribute.boolean,
    name: Attribute.string,
    pre_select_enabled: Attribute.boolean,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventShape

/** The type of {@link Event}, by its name. */
export interface Event extends Shape {}

/**
 * Something people check in to, again and again.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/event
 * @since 0.1.0
 * @category models
 */
export const Event: Event = eventShape
