// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const conflictShape = Resource.make("calendar", "Conflict", {
  attributes: {
    created_at: Attribute.instant,
    note: Attribute.string,
    resolved_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  relationships: {
    resolved_by: { to: "calendar.Person", required: false },
    resource: { to: "calendar.Resource", required: false },
    winner: { to: "calendar.Event", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof conflictShape

/** The type of {@link Conflict}, by its name. */
export interface Conflict extends Shape {}

/**
 * Two events that want the same resource at the same time.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/conflict
 * @since 0.1.0
 * @category models
 */
export const Conflict: Conflict = conflictShape
