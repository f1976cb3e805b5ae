// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PaymentMethod } from "./resource/PaymentMethod.ts"

export {
  /** A card or an account that a donor keeps on file. */
  PaymentMethod
}

/** One payment method. */
export const get = Endpoint.get(
  "/giving/v2/people/{person_id}/payment_methods/{id}",
  PaymentMethod,
  { fields: true },
  { below: { person_id: "giving.Person" } }
)

/** The payment methods of a person. */
export const listOfPerson = Endpoint.list(
  "/giving/v2/people/{person_id}/payment_methods",
  PaymentMethod,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "giving.PaymentMethod.listOfPerson", below: { person_id: "giving.Person" } }
)

/** The payment method of a recurring donation, or `NotFound` where there is none. */
export const getOfRecurringDonation = Endpoint.get(
  "/giving/v2/recurring_donations/{recurring_donation_id}/payment_method",
  PaymentMethod,
  { fields: true },
  { name: "giving.PaymentMethod.getOfRecurringDonation", below: { recurring_donation_id: "giving.RecurringDonation" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PaymentMethod,
  get,
  routes: [{ list: listOfPerson, parent: "giving.Person", covers: "all" }]
}
