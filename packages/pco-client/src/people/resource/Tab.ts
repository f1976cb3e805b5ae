// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const tabShape = Resource.make("people", "Tab", {
  attributes: { name: Attribute.string, sequence: Attribute.integer, slug: Attribute.string },
  lenient: true
})

type Shape = typeof tabShape

/** The type of {@link Tab}, by its name. */
export interface Tab extends Shape {}

/**
 * A page of custom fields.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/tab
 * @since 0.1.0
 * @category models
 */
export const Tab: Tab = tabShape
