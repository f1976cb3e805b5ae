// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const inKindDonationShape = Resource.make("giving", "InKindDonation", {
  attributes: {
    acknowledgment_last_sent_at: Attribute.instant,
    created_at: Attribute.instant,
    description: Attribute.string,
    exchange_details: Attribute.string,
    fair_market_value_cents: Attribute.integer,
    fair_market_value_currency: Attribute.string,
    received_on: Attribute.date,
    updated_at: Attribute.instant,
    valuation_details: Attribute.string
  },
  relationships: {
    campus: { to: "giving.Campus", required: false },
    fund: { to: "giving.Fund", required: false },
    person: { to: "giving.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof inKindDonationShape

/** The type of {@link InKindDonation}, by its name. */
export interface InKindDonation extends Shape {}

/**
 * Something given that is not money.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/in_kind_donation
 * @since 0.1.0
 * @category models
 */
export const InKindDonation: InKindDonation = inKindDonationShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { fair_market_value_cents: "fair_market_value_currency" } as const
