// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const campusShape = Resource.make("giving", "Campus", {
  attributes: { address: Attribute.json, name: Attribute.string },
  lenient: true
})

type Shape = typeof campusShape

/** The type of {@link Campus}, by its name. */
export interface Campus extends Shape {}

/**
 * A place where a church meets, as donations are counted by it.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/campus
 * @since 0.1.0
 * @category models
 */
export const Campus: Campus = campusShape
