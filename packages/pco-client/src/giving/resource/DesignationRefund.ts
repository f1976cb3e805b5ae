// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const designationRefundShape = Resource.make("giving", "DesignationRefund", {
  attributes: {
    amount_cents: Attribute.integer,
    amount_currency: Attribute.string,
    // since the documentation of 2025-10 (documentation of 2026)
    fee_cents: Attribute.integer
  },
  relationships: { designation: { to: "giving.Designation", required: false } },
  lenient: true
})

type Shape = typeof designationRefundShape

/** The type of {@link DesignationRefund}, by its name. */
export interface DesignationRefund extends Shape {}

/**
 * The part of a refund that comes out of one fund.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/designation_refund
 * @since 0.1.0
 * @category models
 */
export const DesignationRefund: DesignationRefund = designationRefundShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { amount_cents: "amount_currency", fee_cents: "amount_currency" } as const
