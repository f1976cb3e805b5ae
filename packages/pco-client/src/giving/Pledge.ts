// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Fund } from "./resource/Fund.ts"
import { Person } from "./resource/Person.ts"
import { Pledge } from "./resource/Pledge.ts"
import { PledgeCampaign } from "./resource/PledgeCampaign.ts"

export { money } from "./resource/Pledge.ts"

export {
  /** What somebody has promised to give to a campaign. */
  Pledge
}

const include = { joint_giver: Person, pledge_campaign: PledgeCampaign, "pledge_campaign.fund": Fund }

const capabilities = {
  include,
  order: ["created_at", "updated_at"],
  where: { created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every pledge. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/giving/v2/pledges", Pledge, capabilities)

/** One pledge. */
export const get = Endpoint.get("/giving/v2/pledges/{id}", Pledge, { include, fields: true })

/** The pledges of a person. */
export const listOfPerson = Endpoint.list("/giving/v2/people/{person_id}/pledges", Pledge, capabilities, {
  name: "giving.Pledge.listOfPerson",
  below: { person_id: "giving.Person" }
})

/** The pledges of a pledge campaign. */
export const listOfPledgeCampaign = Endpoint.list(
  "/giving/v2/pledge_campaigns/{pledge_campaign_id}/pledges",
  Pledge,
  capabilities,
  { name: "giving.Pledge.listOfPledgeCampaign", below: { pledge_campaign_id: "giving.PledgeCampaign" } }
)

/** Makes a pledge. */
export const create = Endpoint.create("/giving/v2/pledges", Pledge, {
  attributes: { amount_cents: Attribute.integer, person_id: Attribute.id, pledge_campaign_id: Attribute.id },
  relationships: { person: { type: "Person" }, pledge_campaign: { type: "PledgeCampaign" } }
})

/** Changes a pledge. */
export const update = Endpoint.update(
  "/giving/v2/pledges/{id}",
  Pledge,
  { attributes: { amount_cents: Attribute.integer }, relationships: { pledge_campaign: { type: "PledgeCampaign" } } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/pledges/{id}", Pledge)

export {
  /** Removes a pledge. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Pledge,
  get,
  routes: [
    { list: listOfPerson, parent: "giving.Person", covers: "all" },
    { list: listOfPledgeCampaign, parent: "giving.PledgeCampaign", covers: "all" }
  ]
}
