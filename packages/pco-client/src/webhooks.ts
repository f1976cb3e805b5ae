/** Planning Center Webhooks: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as AvailableEvent from "./webhooks/AvailableEvent.ts"
import * as Delivery from "./webhooks/Delivery.ts"
import * as Event from "./webhooks/Event.ts"
import * as Organization from "./webhooks/Organization.ts"
import * as WebhookSubscription from "./webhooks/WebhookSubscription.ts"

export { AvailableEvent, Delivery, Event, Organization, WebhookSubscription }

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  availableEvents: { list: AvailableEvent.list },
  deliveries: { getById: Delivery.get, listOfEvent: Delivery.listOfEvent },
  events: {
    getById: Event.get,
    listOfWebhookSubscription: Event.listOfWebhookSubscription,
    ignore: Event.ignore,
    redeliver: Event.redeliver
  },
  organization: { get: Organization.get },
  webhookSubscriptions: {
    list: WebhookSubscription.list,
    getById: WebhookSubscription.get,
    create: WebhookSubscription.create,
    update: WebhookSubscription.update,
    delete: WebhookSubscription.delete,
    rotateSecret: WebhookSubscription.rotateSecret
  }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [WebhookSubscription.readable]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [Delivery.nested, Event.nested]

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [Organization.get]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [
  AvailableEvent.AvailableEvent,
  Delivery.Delivery,
  Event.Event,
  Organization.Organization,
  WebhookSubscription.WebhookSubscription
]
