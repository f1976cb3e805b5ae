// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const paymentMethodShape = Resource.make("giving", "PaymentMethod", {
  attributes: {
    brand: Attribute.string,
    created_at: Attribute.instant,
    expiration: Attribute.date,
    last4: Attribute.string,
    method_subtype: Attribute.string,
    // documented values: card, us_bank_account, au_becs_debit
    method_type: Attribute.string,
    updated_at: Attribute.instant,
    verified: Attribute.boolean
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof paymentMethodShape

/** The type of {@link PaymentMethod}, by its name. */
export interface PaymentMethod extends Shape {}

/**
 * A card or an account that a donor keeps on file.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/payment_method
 * @since 0.1.0
 * @category models
 */
export const PaymentMethod: PaymentMethod = paymentMethodShape
