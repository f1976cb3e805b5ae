// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const listShareShape = Resource.make("people", "ListShare", {
  attributes: {
    created_at: Attribute.instant,
    // documented values: No Access, Viewer, Editor, Manager
    group: Attribute.string,
    name: Attribute.string,
    // documented values: view, manage
    permission: Attribute.string
  },
  relationships: { person: { to: "people.Person", required: false } },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof listShareShape

/** The type of {@link ListShare}, by its name. */
export interface ListShare extends Shape {}

/**
 * Who else may see a list, or manage it.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/list_share
 * @since 0.1.0
 * @category models
 */
export const ListShare: ListShare = listShareShape
