// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const carrierShape = Resource.make("people", "Carrier", {
  attributes: { international: Attribute.boolean, name: Attribute.string, value: Attribute.string },
  lenient: true
})

type Shape = typeof carrierShape

/** The type of {@link Carrier}, by its name. */
export interface Carrier extends Shape {}

/**
 * A company that delivers text messages to telephones.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/carrier
 * @since 0.1.0
 * @category models
 */
export const Carrier: Carrier = carrierShape
