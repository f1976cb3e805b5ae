// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const locationLabelShape = Resource.make("check-ins", "LocationLabel", {
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

type Shape = typeof locationLabelShape

/** The type of {@link LocationLabel}, by its name. */
export interface LocationLabel extends Shape {}

/**
 * That a place prints a label, for whom and how many.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/location_label
 * @since 0.1.0
 * @category models
 */
export const LocationLabel: LocationLabel = locationLabelShape
