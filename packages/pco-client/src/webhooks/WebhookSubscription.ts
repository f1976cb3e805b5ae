// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { WebhookSubscription } from "./resource/WebhookSubscription.ts"

export {
  /** Where the events of one name are sent. */
  WebhookSubscription
}

/** Every webhook subscription. */
export const list = Endpoint.list("/webhooks/v2/webhook_subscriptions", WebhookSubscription, {
  where: { application_id: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One webhook subscription. */
export const get = Endpoint.get("/webhooks/v2/webhook_subscriptions/{id}", WebhookSubscription, { fields: true })

/** Makes a webhook subscription. */
export const create = Endpoint.create("/webhooks/v2/webhook_subscriptions", WebhookSubscription, {
  attributes: { active: Attribute.boolean, name: Attribute.string, url: Attribute.string }
})

/** Changes a webhook subscription. */
export const update = Endpoint.update(
  "/webhooks/v2/webhook_subscriptions/{id}",
  WebhookSubscription,
  { attributes: { active: Attribute.boolean } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/webhooks/v2/webhook_subscriptions/{id}", WebhookSubscription)

export {
  /** Removes a webhook subscription. */
  destroy as delete
}

/** Makes a new secret; the old one is worth nothing from now on. */
export const rotateSecret = Endpoint.action(
  "/webhooks/v2/webhook_subscriptions/{webhook_subscription_id}/rotate_secret",
  {
    name: "webhooks.WebhookSubscription.rotateSecret",
    below: { webhook_subscription_id: "webhooks.WebhookSubscription" },
    resource: WebhookSubscription
  }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: WebhookSubscription, list, get }
