// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Fund } from "./resource/Fund.ts"
import { PledgeCampaign } from "./resource/PledgeCampaign.ts"

export { money } from "./resource/PledgeCampaign.ts"

export {
  /** A time in which people promise to give to one fund. */
  PledgeCampaign
}

const include = { fund: Fund }

/** Every pledge campaign. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/giving/v2/pledge_campaigns", PledgeCampaign, {
  include,
  order: ["ends_at", "starts_at"],
  where: { ends_at: "instant", fund_id: "integer", starts_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One pledge campaign. */
export const get = Endpoint.get("/giving/v2/pledge_campaigns/{id}", PledgeCampaign, { include, fields: true })

/** The pledge campaign of a pledge, or `NotFound` where there is none. */
export const getOfPledge = Endpoint.get(
  "/giving/v2/pledges/{pledge_id}/pledge_campaign",
  PledgeCampaign,
  { include, fields: true },
  { name: "giving.PledgeCampaign.getOfPledge", below: { pledge_id: "giving.Pledge" } }
)

/** Makes a pledge campaign. */
export const create = Endpoint.create("/giving/v2/pledge_campaigns", PledgeCampaign, {
  attributes: {
    description: Attribute.string,
    ends_at: Attribute.instant,
    fund_id: Attribute.id,
    goal_cents: Attribute.integer,
    name: Attribute.string,
    show_goal_in_church_center: Attribute.boolean,
    starts_at: Attribute.instant
  },
  relationships: { fund: { type: "Fund" } }
})

/** Changes a pledge campaign. */
export const update = Endpoint.update(
  "/giving/v2/pledge_campaigns/{id}",
  PledgeCampaign,
  {
    attributes: {
      description: Attribute.string,
      ends_at: Attribute.instant,
      fund_id: Attribute.id,
      goal_cents: Attribute.integer,
      name: Attribute.string,
      show_goal_in_church_center: Attribute.boolean,
      starts_at: Attribute.instant
    },
    relationships: { fund: { type: "Fund" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/pledge_campaigns/{id}", PledgeCampaign)

export {
  /** Removes a pledge campaign. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PledgeCampaign,
  get,
  routes: [{ list: getOfPledge, parent: "giving.Pledge", covers: "some" }]
}
