// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const campusShape = Resource.make("registrations", "Campus", {
  attributes: {
    city: Attribute.string,
    country: Attribute.string,
    created_at: Attribute.instant,
    full_formatted_address: Attribute.string,
    name: Attribute.string,
    state: Attribute.string,
    street: Attribute.string,
    updated_at: Attribute.instant,
    zip: Attribute.string
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof campusShape

/** The type of {@link Campus}, by its name. */
export interface Campus extends Shape {}

/**
 * A place where a church meets, as signups are found by it.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/campus
 * @since 0.1.0
 * @category models
 */
export const Campus: Campus = campusShape
