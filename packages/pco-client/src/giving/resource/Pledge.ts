// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const pledgeShape = Resource.make("giving", "Pledge", {
  attributes: {
    amount_cents: Attribute.integer,
    amount_currency: Attribute.string,
    created_at: Attribute.instant,
    donated_total_cents: Attribute.integer,
    joint_giver_amount_cents: Attribute.integer,
    joint_giver_donated_total_cents: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: {
    person: { to: "giving.Person", required: true },
    pledge_campaign: { to: "giving.PledgeCampaign", required: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof pledgeShape

/** The type of {@link Pledge}, by its name. */
export interface Pledge extends Shape {}

/**
 * What somebody has promised to give to a campaign.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/pledge
 * @since 0.1.0
 * @category models
 */
export const Pledge: Pledge = pledgeShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = {
  amount_cents: "amount_currency",
  donated_total_cents: "amount_currency",
  joint_giver_amount_cents: "amount_currency",
  joint_giver_donated_total_cents: "amount_currency"
} as const
