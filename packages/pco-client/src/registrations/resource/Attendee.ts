// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attendeeShape = Resource.make("registrations", "Attendee", {
  attributes: {
    active: Attribute.boolean,
    canceled: Attribute.boolean,
    // sent only where `fields` names it
    complete: Attribute.boolean,
    created_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    name: Attribute.string,
    updated_at: Attribute.instant,
    waitlisted: Attribute.boolean,
    waitlisted_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof attendeeShape

/** The type of {@link Attendee}, by its name. */
export interface Attendee extends Shape {}

/**
 * Somebody who is registered for a signup.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/attendee
 * @since 0.1.0
 * @category models
 */
export const Attendee: Attendee = attendeeShape
