// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const campusShape = Resource.make("groups", "Campus", { attributes: { name: Attribute.string }, lenient: true })

type Shape = typeof campusShape

/** The type of {@link Campus}, by its name. */
export interface Campus extends Shape {}

/**
 * A place where a church meets, as groups are found by it.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/campus
 * @since 0.1.0
 * @category models
 */
export const Campus: Campus = campusShape
