// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Designation } from "./resource/Designation.ts"
import { DesignationRefund } from "./resource/DesignationRefund.ts"

export { money } from "./resource/DesignationRefund.ts"

export {
  /** The part of a refund that comes out of one fund. */
  DesignationRefund
}

const include = { designation: Designation }

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/**
 * The designation refunds of a refund of a donation. Documented, though nothing else in the API leads there: it may
 * answer with `NotFound`.
 */
export const listOfRefundOfDonation = Endpoint.list(
  "/giving/v2/donations/{donation_id}/refund/designation_refunds",
  DesignationRefund,
  capabilities,
  { name: "giving.DesignationRefund.listOfRefundOfDonation", below: { donation_id: "giving.Donation" } }
)

/** One designation refund. */
export const get = Endpoint.get(
  "/giving/v2/donations/{donation_id}/refund/designation_refunds/{id}",
  DesignationRefund,
  { include, fields: true },
  { below: { donation_id: "giving.Donation" } }
)

/** The designation refunds of a refund. */
export const listOfRefund = Endpoint.list(
  "/giving/v2/donations/{donation_id}/refund/{refund_id}/designation_refunds",
  DesignationRefund,
  capabilities,
  {
    name: "giving.DesignationRefund.listOfRefund",
    below: { donation_id: "giving.Donation", refund_id: "giving.Refund" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: DesignationRefund,
  get,
  routes: [{ list: listOfRefund, parent: "giving.Refund", covers: "all" }]
}
