// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventShape = Resource.make("webhooks", "Event", {
  attributes: {
    created_at: Attribute.instant,
    payload: Attribute.string,
    // documented values: pending, delivered, failed, skipped, duplicated, ignored_failed, ignored_skipped,
    // ignored_duplicated
    status: Attribute.string,
    updated_at: Attribute.instant,
    uuid: Attribute.string
  },
  relationships: {
    person: { to: "people.Person", required: false, roles: ["Person"] },
    subscription: { to: "webhooks.WebhookSubscription", required: true, roles: ["Subscription"] }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventShape

/** The type of {@link Event}, by its name. */
export interface Event extends Shape {}

/**
 * Something that happened, on its way to a subscriber.
 *
 * @see https://developer.planning.center/docs/#/apps/webhooks/2022-10-20/vertices/event
 * @since 0.1.0
 * @category models
 */
export const Event: Event = eventShape
