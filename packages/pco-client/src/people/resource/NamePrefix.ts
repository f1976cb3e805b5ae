// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const namePrefixShape = Resource.make("people", "NamePrefix", {
  attributes: { value: Attribute.string },
  lenient: true
})

type Shape = typeof namePrefixShape

/** The type of {@link NamePrefix}, by its name. */
export interface NamePrefix extends Shape {}

/**
 * Something that stands before names, such as a title.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/name_prefix
 * @since 0.1.0
 * @category models
 */
export const NamePrefix: NamePrefix = namePrefixShape
