// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const donationShape = Resource.make("giving", "Donation", {
  attributes: {
    amount_cents: Attribute.integer,
    amount_currency: Attribute.string,
    completed_at: Attribute.instant,
    created_at: Attribute.instant,
    fee_cents: Attribute.integer,
    fee_covered: Attribute.boolean,
    fee_currency: Attribute.string,
    // since the documentation of 2025-10 (documentation of 2026)
    memo: Attribute.string,
    payment_brand: Attribute.string,
    // since the documentation of 2025-10 (documentation of 2026)
    payment_channel: Attribute.string,
    payment_check_dated_at: Attribute.date,
    payment_check_number: Attribute.integer,
    payment_last4: Attribute.string,
    // documented values: ach, cash, check, card
    payment_method: Attribute.string,
    // documented values: credit, debit, prepaid, unknown
    payment_method_sub: Attribute.string,
    // documented values: pending, succeeded, failed
    payment_status: Attribute.string,
    received_at: Attribute.instant,
    refundable: Attribute.boolean,
    refunded: Attribute.boolean,
    updated_at: Attribute.instant
  },
  relationships: {
    batch: { to: "giving.Batch", required: false },
    campus: { to: "giving.Campus", required: false },
    labels: { to: "giving.Label", required: false, many: true, roles: ["Labels"] },
    payment_source: { to: "giving.PaymentSource", required: false },
    person: { to: "giving.Person", required: false },
    recurring_donation: { to: "giving.RecurringDonation", required: false }
  },
  webhooks: {
    created: "giving.v2.events.donation.created",
    updated: "giving.v2.events.donation.updated",
    destroyed: "giving.v2.events.donation.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof donationShape

/** The type of {@link Donation}, by its name. */
export interface Donation extends Shape {}

/**
 * Money given by one donor at one time; its designations say for what.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/donation
 * @since 0.1.0
 * @category models
 */
export const Donation: Donation = donationShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { amount_cents: "amount_currency", fee_cents: "fee_currency" } as const
