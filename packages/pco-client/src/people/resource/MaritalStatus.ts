// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const maritalStatusShape = Resource.make("people", "MaritalStatus", {
  attributes: { value: Attribute.string },
  lenient: true
})

type Shape = typeof maritalStatusShape

/** The type of {@link MaritalStatus}, by its name. */
export interface MaritalStatus extends Shape {}

/**
 * One of the marital statuses an organization tells apart.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/marital_status
 * @since 0.1.0
 * @category models
 */
export const MaritalStatus: MaritalStatus = maritalStatusShape
