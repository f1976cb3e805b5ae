// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Fund } from "./resource/Fund.ts"
import { RecurringDonationDesignation } from "./resource/RecurringDonationDesignation.ts"

export { money } from "./resource/RecurringDonationDesignation.ts"

export {
  /** The part of a recurring donation that goes to one fund. */
  RecurringDonationDesignation
}

const include = { fund: Fund }

/** One recurring donation designation. */
export const get = Endpoint.get(
  "/giving/v2/recurring_donations/{recurring_donation_id}/designations/{id}",
  RecurringDonationDesignation,
  { include, fields: true },
  { below: { recurring_donation_id: "giving.RecurringDonation" } }
)

/** The recurring donation designations of a recurring donation. */
export const listOfRecurringDonation = Endpoint.list(
  "/giving/v2/recurring_donations/{recurring_donation_id}/designations",
  RecurringDonationDesignation,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "giving.RecurringDonationDesignation.listOfRecurringDonation",
    below: { recurring_donation_id: "giving.RecurringDonation" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: RecurringDonationDesignation,
  get,
  routes: [{ list: listOfRecurringDonation, parent: "giving.RecurringDonation", covers: "all" }]
}
