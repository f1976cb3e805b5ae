// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const optionShape = Resource.make("check-ins", "Option", {
  attributes: {
    body: Attribute.string,
    created_at: Attribute.instant,
    quantity: Attribute.integer,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof optionShape

/** The type of {@link Option}, by its name. */
export interface Option extends Shape {}

/**
 * Something to choose at check-in, which may print a label of its own.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/option
 * @since 0.1.0
 * @category models
 */
export const Option: Option = optionShape
