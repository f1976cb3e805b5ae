// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Designation } from "./resource/Designation.ts"

export { money } from "./resource/Designation.ts"

export {
  /** The part of a donation that goes to one fund. */
  Designation
}

/** One designation. */
export const get = Endpoint.get(
  "/giving/v2/donations/{donation_id}/designations/{id}",
  Designation,
  { fields: true },
  { below: { donation_id: "giving.Donation" } }
)

/** The designation of a designation refund, or `NotFound` where there is none. */
export const getOfDesignationRefund = Endpoint.get(
  "/giving/v2/donations/{donation_id}/refund/designation_refunds/{designation_refund_id}/designation",
  Designation,
  { fields: true },
  {
    name: "giving.Designation.getOfDesignationRefund",
    below: { donation_id: "giving.Donation", designation_refund_id: "giving.DesignationRefund" }
  }
)

/** The designations of a donation. */
export const listOfDonation = Endpoint.list(
  "/giving/v2/donations/{donation_id}/designations",
  Designation,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "giving.Designation.listOfDonation", below: { donation_id: "giving.Donation" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Designation,
  get,
  routes: [{ list: listOfDonation, parent: "giving.Donation", covers: "all" }]
}
