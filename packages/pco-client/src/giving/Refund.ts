// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Designation } from "./resource/Designation.ts"
import { DesignationRefund } from "./resource/DesignationRefund.ts"
import { Refund } from "./resource/Refund.ts"

export { money } from "./resource/Refund.ts"

export {
  /** A donation that was given back. */
  Refund
}

const include = { designation_refunds: DesignationRefund, "designation_refunds.designation": Designation }

/** One refund. */
export const get = Endpoint.get(
  "/giving/v2/donations/{donation_id}/refund/{id}",
  Refund,
  { include, fields: true },
  { below: { donation_id: "giving.Donation" } }
)

/** The refund of a donation, or `NotFound` where there is none. */
export const getOfDonation = Endpoint.get(
  "/giving/v2/donations/{donation_id}/refund",
  Refund,
  { include, fields: true },
  { name: "giving.Refund.getOfDonation", below: { donation_id: "giving.Donation" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Refund,
  get,
  routes: [{ list: getOfDonation, parent: "giving.Donation", covers: "all" }]
}
