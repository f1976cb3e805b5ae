// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { PaymentSource } from "./resource/PaymentSource.ts"

export {
  /** Where donations come in from, such as a platform or a till. */
  PaymentSource
}

/** Every payment source. */
export const list = Endpoint.list("/giving/v2/payment_sources", PaymentSource, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One payment source. */
export const get = Endpoint.get("/giving/v2/payment_sources/{id}", PaymentSource, { fields: true })

/** Makes a payment source. */
export const create = Endpoint.create("/giving/v2/payment_sources", PaymentSource, {
  attributes: { name: Attribute.string, payment_source_type: Attribute.string }
})

/** Changes a payment source. */
export const update = Endpoint.update(
  "/giving/v2/payment_sources/{id}",
  PaymentSource,
  { attributes: { name: Attribute.string, payment_source_type: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/payment_sources/{id}", PaymentSource)

export {
  /** Removes a payment source. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: PaymentSource, list, get }
