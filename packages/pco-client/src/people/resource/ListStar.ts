// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const listStarShape = Resource.make("people", "ListStar", {
  attributes: { created_at: Attribute.instant },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof listStarShape

/** The type of {@link ListStar}, by its name. */
export interface ListStar extends Shape {}

/**
 * That a list is marked by whoever asks.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/list_star
 * @since 0.1.0
 * @category models
 */
export const ListStar: ListStar = listStarShape
