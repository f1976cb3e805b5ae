// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const listResultShape = Resource.make("people", "ListResult", {
  attributes: { created_at: Attribute.instant, updated_at: Attribute.instant },
  relationships: { list: { to: "people.List", required: true }, person: { to: "people.Person", required: false } },
  webhooks: { created: "people.v2.events.list_result.created", destroyed: "people.v2.events.list_result.destroyed" },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof listResultShape

/** The type of {@link ListResult}, by its name. */
export interface ListResult extends Shape {}

/**
 * That a person is on a list.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/list_result
 * @since 0.1.0
 * @category models
 */
export const ListResult: ListResult = listResultShape
