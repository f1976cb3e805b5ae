// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const recurringDonationDesignationShape = Resource.make("giving", "RecurringDonationDesignation", {
  attributes: { amount_cents: Attribute.integer, amount_currency: Attribute.string },
  lenient: true
})

type Shape = typeof recurringDonationDesignationShape

/** The type of {@link RecurringDonationDesignation}, by its name. */
export interface RecurringDonationDesignation extends Shape {}

/**
 * The part of a recurring donation that goes to one fund.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/recurring_donation_designation
 * @since 0.1.0
 * @category models
 */
export const RecurringDonationDesignation: RecurringDonationDesignation = recurringDonationDesignationShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { amount_cents: "amount_currency" } as const
