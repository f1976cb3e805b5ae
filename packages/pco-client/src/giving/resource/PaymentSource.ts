// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const paymentSourceShape = Resource.make("giving", "PaymentSource", {
  attributes: {
    created_at: Attribute.instant,
    name: Attribute.string,
    // documented values: direct_from_donor, donor_advised_fund, qualified_charitable_distribution
    payment_source_type: Attribute.string,
    // since the documentation of 2025-10 (documentation of 2026)
    status: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof paymentSourceShape

/** The type of {@link PaymentSource}, by its name. */
export interface PaymentSource extends Shape {}

/**
 * Where donations come in from, such as a platform or a till.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/payment_source
 * @since 0.1.0
 * @category models
 */
export const PaymentSource: PaymentSource = paymentSourceShape
