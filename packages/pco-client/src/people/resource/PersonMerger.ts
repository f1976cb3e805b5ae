// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personMergerShape = Resource.make("people", "PersonMerger", {
  attributes: {
    created_at: Attribute.instant,
    // sent as a number
    person_to_keep_id: Attribute.id,
    // sent as a number
    person_to_remove_id: Attribute.id
  },
  relationships: {
    person_to_keep: { to: "people.Person", required: false },
    person_to_remove: { to: "people.Person", required: false }
  },
  webhooks: { created: "people.v2.events.person_merger.created" },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof personMergerShape

/** The type of {@link PersonMerger}, by its name. */
export interface PersonMerger extends Shape {}

/**
 * That two people turned out to be one: the one kept, and the one that went.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/person_merger
 * @since 0.1.0
 * @category models
 */
export const PersonMerger: PersonMerger = personMergerShape
