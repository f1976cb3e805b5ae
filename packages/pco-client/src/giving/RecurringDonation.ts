// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Fund } from "./resource/Fund.ts"
import { RecurringDonation } from "./resource/RecurringDonation.ts"
import { RecurringDonationDesignation } from "./resource/RecurringDonationDesignation.ts"

export { money } from "./resource/RecurringDonation.ts"

export {
  /** A donation that repeats itself. */
  RecurringDonation
}

const include = { designations: RecurringDonationDesignation, "designations.fund": Fund }

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every recurring donation. */
export const list = Endpoint.list("/giving/v2/recurring_donations", RecurringDonation, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["designations"]
})

/** One recurring donation. */
export const get = Endpoint.get("/giving/v2/recurring_donations/{id}", RecurringDonation, { include, fields: true })

/** The recurring donations of a payment method. */
export const listOfPaymentMethod = Endpoint.list(
  "/giving/v2/people/{person_id}/payment_methods/{payment_method_id}/recurring_donations",
  RecurringDonation,
  capabilities,
  {
    name: "giving.RecurringDonation.listOfPaymentMethod",
    below: { person_id: "giving.Person", payment_method_id: "giving.PaymentMethod" }
  }
)

/** The recurring donations of a person. */
export const listOfPerson = Endpoint.list(
  "/giving/v2/people/{person_id}/recurring_donations",
  RecurringDonation,
  capabilities,
  { name: "giving.RecurringDonation.listOfPerson", below: { person_id: "giving.Person" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: RecurringDonation, list, get }
