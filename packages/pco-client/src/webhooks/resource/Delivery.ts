// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const deliveryShape = Resource.make("webhooks", "Delivery", {
  attributes: {
    created_at: Attribute.instant,
    object_url: Attribute.string,
    request_body: Attribute.string,
    request_headers: Attribute.string,
    response_body: Attribute.string,
    response_headers: Attribute.string,
    status: Attribute.integer,
    timing: Attribute.decimal,
    updated_at: Attribute.instant
  },
  relationships: { event: { to: "webhooks.Event", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof deliveryShape

/** The type of {@link Delivery}, by its name. */
export interface Delivery extends Shape {}

/**
 * One attempt to deliver an event.
 *
 * @see https://developer.planning.center/docs/#/apps/webhooks/2022-10-20/vertices/delivery
 * @since 0.1.0
 * @category models
 */
export const Delivery: Delivery = deliveryShape
