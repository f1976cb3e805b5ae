// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Delivery } from "./resource/Delivery.ts"

export {
  /** One attempt to deliver an event. */
  Delivery
}

/** One delivery. */
export const get = Endpoint.get(
  "/webhooks/v2/webhook_subscriptions/{webhook_subscription_id}/events/{event_id}/deliveries/{id}",
  Delivery,
  { fields: true },
  { below: { webhook_subscription_id: "webhooks.WebhookSubscription", event_id: "webhooks.Event" } }
)

/** The deliveries of an event. */
export const listOfEvent = Endpoint.list(
  "/webhooks/v2/webhook_subscriptions/{webhook_subscription_id}/events/{event_id}/deliveries",
  Delivery,
  { order: ["created_at"], fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "webhooks.Delivery.listOfEvent",
    below: { webhook_subscription_id: "webhooks.WebhookSubscription", event_id: "webhooks.Event" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Delivery,
  get,
  routes: [{ list: listOfEvent, parent: "webhooks.Event", covers: "all" }]
}
