// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const noteCategorySubscriptionShape = Resource.make("people", "NoteCategorySubscription", {
  attributes: { created_at: Attribute.instant, updated_at: Attribute.instant },
  relationships: {
    note_category: { to: "people.NoteCategory", required: true },
    person: { to: "people.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof noteCategorySubscriptionShape

/** The type of {@link NoteCategorySubscription}, by its name. */
export interface NoteCategorySubscription extends Shape {}

/**
 * Who is told of new remarks in a category.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/note_category_subscription
 * @since 0.1.0
 * @category models
 */
export const NoteCategorySubscription: NoteCategorySubscription = noteCategorySubscriptionShape
