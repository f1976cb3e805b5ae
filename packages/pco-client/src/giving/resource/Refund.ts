// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const refundShape = Resource.make("giving", "Refund", {
  attributes: {
    amount_cents: Attribute.integer,
    amount_currency: Attribute.string,
    created_at: Attribute.instant,
    fee_cents: Attribute.integer,
    fee_currency: Attribute.string,
    refunded_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof refundShape

/** The type of {@link Refund}, by its name. */
export interface Refund extends Shape {}

/**
 * A donation that was given back.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/refund
 * @since 0.1.0
 * @category models
 */
export const Refund: Refund = refundShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { amount_cents: "amount_currency", fee_cents: "fee_currency" } as const
