// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Fund } from "./resource/Fund.ts"

export {
  /** A purpose that money is given for. */
  Fund
}

/** Every fund. */
export const list = Endpoint.list("/giving/v2/funds", Fund, {
  where: { default: "boolean", id: "id", name: "string", visibility: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One fund. */
export const get = Endpoint.get("/giving/v2/funds/{id}", Fund, { fields: true })

/** The fund of a designation, or `NotFound` where there is none. */
export const getOfDesignation = Endpoint.get(
  "/giving/v2/donations/{donation_id}/designations/{designation_id}/fund",
  Fund,
  { fields: true },
  {
    name: "giving.Fund.getOfDesignation",
    below: { donation_id: "giving.Donation", designation_id: "giving.Designation" }
  }
)

/** The fund of an in kind donation, or `NotFound` where there is none. */
export const getOfInKindDonation = Endpoint.get(
  "/giving/v2/in_kind_donations/{in_kind_donation_id}/fund",
  Fund,
  { fields: true },
  { name: "giving.Fund.getOfInKindDonation", below: { in_kind_donation_id: "giving.InKindDonation" } }
)

/** The fund of a pledge campaign, or `NotFound` where there is none. */
export const getOfPledgeCampaign = Endpoint.get(
  "/giving/v2/pledge_campaigns/{pledge_campaign_id}/fund",
  Fund,
  { fields: true },
  { name: "giving.Fund.getOfPledgeCampaign", below: { pledge_campaign_id: "giving.PledgeCampaign" } }
)

/** The fund of a recurring donation designation, or `NotFound` where there is none. */
export const getOfRecurringDonationDesignation = Endpoint.get(
  "/giving/v2/recurring_donations/{recurring_donation_id}/designations/{recurring_donation_designation_id}/fund",
  Fund,
  { fields: true },
  {
    name: "giving.Fund.getOfRecurringDonationDesignation",
    below: {
      recurring_donation_id: "giving.RecurringDonation",
      recurring_donation_designation_id: "giving.RecurringDonationDesignation"
    }
  }
)

/** Makes a fund. */
export const create = Endpoint.create("/giving/v2/funds", Fund, {
  attributes: {
    description: Attribute.string,
    ledger_code: Attribute.string,
    name: Attribute.string,
    visibility: Attribute.string
  }
})

/** Changes a fund. */
export const update = Endpoint.update(
  "/giving/v2/funds/{id}",
  Fund,
  {
    attributes: {
      description: Attribute.string,
      ledger_code: Attribute.string,
      name: Attribute.string,
      visibility: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/funds/{id}", Fund)

export {
  /** Removes a fund. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Fund, list, get }
