// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const labelShape = Resource.make("giving", "Label", { attributes: { slug: Attribute.string }, lenient: true })

type Shape = typeof labelShape

/** The type of {@link Label}, by its name. */
export interface Label extends Shape {}

/**
 * A label by which donations are grouped.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/label
 * @since 0.1.0
 * @category models
 */
export const Label: Label = labelShape
