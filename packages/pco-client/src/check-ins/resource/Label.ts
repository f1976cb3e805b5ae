// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const labelShape = Resource.make("check-ins", "Label", {
  attributes: {
    created_at: Attribute.instant,
    name: Attribute.string,
    prints_for: Attribute.string,
    roll: Attribute.string,
    updated_at: Attribute.instant,
    xml: Attribute.string
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof labelShape

/** The type of {@link Label}, by its name. */
export interface Label extends Shape {}

/**
 * The design of a sticker that is printed at check-in.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/label
 * @since 0.1.0
 * @category models
 */
export const Label: Label = labelShape
