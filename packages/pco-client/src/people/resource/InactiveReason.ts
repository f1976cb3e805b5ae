// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const inactiveReasonShape = Resource.make("people", "InactiveReason", {
  attributes: { value: Attribute.string },
  lenient: true
})

type Shape = typeof inactiveReasonShape

/** The type of {@link InactiveReason}, by its name. */
export interface InactiveReason extends Shape {}

/**
 * A reason why people are no longer active.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/inactive_reason
 * @since 0.1.0
 * @category models
 */
export const InactiveReason: InactiveReason = inactiveReasonShape
