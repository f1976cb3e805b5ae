// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventLabelShape = Resource.make("check-ins", "EventLabel", {
  attributes: {
    created_at: Attribute.instant,
    for_guest: Attribute.boolean,
    for_regular: Attribute.boolean,
    for_volunteer: Attribute.boolean,
    quantity: Attribute.integer,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventLabelShape

/** The type of {@link EventLabel}, by its name. */
export interface EventLabel extends Shape {}

/**
 * That an event prints a label, for whom and how many.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/event_label
 * @since 0.1.0
 * @category models
 */
export const EventLabel: EventLabel = eventLabelShape
