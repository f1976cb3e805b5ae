// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const recurringDonationShape = Resource.make("giving", "RecurringDonation", {
  attributes: {
    amount_cents: Attribute.integer,
    amount_currency: Attribute.string,
    created_at: Attribute.instant,
    last_donation_received_at: Attribute.instant,
    next_occurrence: Attribute.instant,
    release_hold_at: Attribute.instant,
    // such as `{ "day_in_month": { "day": 16 } }`, `{ "weekday": … }` or `{ "biweekly": … }` (recordings)
    schedule: Attribute.json,
    // documented values: active, indefinite_hold, temporary_hold
    status: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { person: { to: "giving.Person", required: false } },
  webhooks: {
    created: "giving.v2.events.recurring_donation.created",
    updated: "giving.v2.events.recurring_donation.updated",
    destroyed: "giving.v2.events.recurring_donation.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof recurringDonationShape

/** The type of {@link RecurringDonation}, by its name. */
export interface RecurringDonation extends Shape {}

/**
 * A donation that repeats itself.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/recurring_donation
 * @since 0.1.0
 * @category models
 */
export const RecurringDonation: RecurringDonation = recurringDonationShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { amount_cents: "amount_currency" } as const
