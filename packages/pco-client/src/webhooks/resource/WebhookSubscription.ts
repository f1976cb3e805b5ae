// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const webhookSubscriptionShape = Resource.make("webhooks", "WebhookSubscription", {
  attributes: {
    active: Attribute.boolean,
    // documented as text, sent as a number by the older version of this resource
    application_id: Attribute.id,
    authenticity_secret: Attribute.string,
    created_at: Attribute.instant,
    name: Attribute.string,
    updated_at: Attribute.instant,
    url: Attribute.string
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof webhookSubscriptionShape

/** The type of {@link WebhookSubscription}, by its name. */
export interface WebhookSubscription extends Shape {}

/**
 * Where the events of one name are sent.
 *
 * @see https://developer.planning.center/docs/#/apps/webhooks/2022-10-20/vertices/webhook_subscription
 * @since 0.1.0
 * @category models
 */
export const WebhookSubscription: WebhookSubscription = webhookSubscriptionShape
