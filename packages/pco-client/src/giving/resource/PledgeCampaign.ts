// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const pledgeCampaignShape = Resource.make("giving", "PledgeCampaign", {
  attributes: {
    created_at: Attribute.instant,
    description: Attribute.string,
    ends_at: Attribute.instant,
    goal_cents: Attribute.integer,
    goal_currency: Attribute.string,
    name: Attribute.string,
    received_total_from_pledges_cents: Attribute.integer,
    received_total_outside_of_pledges_cents: Attribute.integer,
    show_goal_in_church_center: Attribute.boolean,
    starts_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  relationships: { fund: { to: "giving.Fund", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof pledgeCampaignShape

/** The type of {@link PledgeCampaign}, by its name. */
export interface PledgeCampaign extends Shape {}

/**
 * A time in which people promise to give to one fund.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/pledge_campaign
 * @since 0.1.0
 * @category models
 */
export const PledgeCampaign: PledgeCampaign = pledgeCampaignShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = {
  goal_cents: "goal_currency",
  received_total_from_pledges_cents: "goal_currency",
  received_total_outside_of_pledges_cents: "goal_currency"
} as const
