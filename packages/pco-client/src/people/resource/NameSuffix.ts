// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const nameSuffixShape = Resource.make("people", "NameSuffix", {
  attributes: { value: Attribute.string },
  lenient: true
})

type Shape = typeof nameSuffixShape

/** The type of {@link NameSuffix}, by its name. */
export interface NameSuffix extends Shape {}

/**
 * Something that stands after names.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/name_suffix
 * @since 0.1.0
 * @category models
 */
export const NameSuffix: NameSuffix = nameSuffixShape
