// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const locationShape = Resource.make("groups", "Location", {
  attributes: {
    // documented values: hidden, approximate, exact
    display_preference: Attribute.string,
    full_formatted_address: Attribute.string,
    latitude: Attribute.decimal,
    longitude: Attribute.decimal,
    name: Attribute.string,
    radius: Attribute.string,
    strategy: Attribute.string
  },
  lenient: true
})

type Shape = typeof locationShape

/** The type of {@link Location}, by its name. */
export interface Location extends Shape {}

/**
 * Where a group meets.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/location
 * @since 0.1.0
 * @category models
 */
export const Location: Location = locationShape
