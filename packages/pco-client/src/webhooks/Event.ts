// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Event } from "./resource/Event.ts"

export {
  /** Something that happened, on its way to a subscriber. */
  Event
}

/** One event. */
export const get = Endpoint.get(
  "/webhooks/v2/webhook_subscriptions/{webhook_subscription_id}/events/{id}",
  Event,
  { fields: true },
  { below: { webhook_subscription_id: "webhooks.WebhookSubscription" } }
)

/** The events of a webhook subscription. */
export const listOfWebhookSubscription = Endpoint.list(
  "/webhooks/v2/webhook_subscriptions/{webhook_subscription_id}/events",
  Event,
  {
    order: ["created_at"],
    where: { status: "string", uuid: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  {
    name: "webhooks.Event.listOfWebhookSubscription",
    below: { webhook_subscription_id: "webhooks.WebhookSubscription" }
  }
)

/** Gives up on an event that could not be delivered. */
export const ignore = Endpoint.action(
  "/webhooks/v2/webhook_subscriptions/{webhook_subscription_id}/events/{event_id}/ignore",
  {
    name: "webhooks.Event.ignore",
    below: { webhook_subscription_id: "webhooks.WebhookSubscription", event_id: "webhooks.Event" },
    repeatable: true
  }
)

/** Delivers an event once more. */
export const redeliver = Endpoint.action(
  "/webhooks/v2/webhook_subscriptions/{webhook_subscription_id}/events/{event_id}/redeliver",
  {
    name: "webhooks.Event.redeliver",
    below: { webhook_subscription_id: "webhooks.WebhookSubscription", event_id: "webhooks.Event" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Event,
  get,
  routes: [{ list: listOfWebhookSubscription, parent: "webhooks.WebhookSubscription", covers: "all" }]
}
