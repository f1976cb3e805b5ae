// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource as Described } from "@openfaith/client-core"

const resourceShape = Described.make("calendar", "Resource", {
  attributes: {
    created_at: Attribute.instant,
    description: Attribute.string,
    expires_at: Attribute.instant,
    home_location: Attribute.string,
    image: Attribute.string,
    kind: Attribute.string,
    name: Attribute.string,
    path_name: Attribute.string,
    quantity: Attribute.integer,
    serial_number: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof resourceShape

/** The type of {@link Resource}, by its name. */
export interface Resource extends Shape {}

/**
 * A room, or a thing that can be booked.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/resource
 * @since 0.1.0
 * @category models
 */
export const Resource: Resource = resourceShape
