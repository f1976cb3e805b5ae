// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"
import { Fund } from "./resource/Fund.ts"
import { InKindDonation } from "./resource/InKindDonation.ts"
import { Person } from "./resource/Person.ts"

export { money } from "./resource/InKindDonation.ts"

export {
  /** Something given that is not money. */
  InKindDonation
}

const include = { campus: Campus, fund: Fund, person: Person }

const capabilities = {
  include,
  order: ["created_at", "received_on", "updated_at"],
  where: {
    campus_id: "integer",
    created_at: "instant",
    fund_id: "integer",
    received_on: "date",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every in kind donation. */
export const list = Endpoint.list("/giving/v2/in_kind_donations", InKindDonation, capabilities)

/** One in kind donation. */
export const get = Endpoint.get("/giving/v2/in_kind_donations/{id}", InKindDonation, { include, fields: true })

/** The in kind donations of a person. */
export const listOfPerson = Endpoint.list(
  "/giving/v2/people/{person_id}/in_kind_donations",
  InKindDonation,
  capabilities,
  { name: "giving.InKindDonation.listOfPerson", below: { person_id: "giving.Person" } }
)

/** Makes an in kind donation. */
export const create = Endpoint.create("/giving/v2/in_kind_donations", InKindDonation, {
  attributes: {
    campus_id: Attribute.id,
    description: Attribute.string,
    exchange_details: Attribute.string,
    fair_market_value_cents: Attribute.integer,
    fair_market_value_currency: Attribute.string,
    fund_id: Attribute.id,
    person_id: Attribute.id,
    received_on: Attribute.date,
    valuation_details: Attribute.string
  },
  relationships: { campus: { type: "Campus" }, fund: { type: "Fund" }, person: { type: "Person" } }
})

/** Changes an in kind donation. */
export const update = Endpoint.update(
  "/giving/v2/in_kind_donations/{id}",
  InKindDonation,
  {
    attributes: {
      campus_id: Attribute.id,
      description: Attribute.string,
      exchange_details: Attribute.string,
      fair_market_value_cents: Attribute.integer,
      fair_market_value_currency: Attribute.string,
      fund_id: Attribute.id,
      person_id: Attribute.id,
      received_on: Attribute.date,
      valuation_details: Attribute.string
    },
    relationships: { campus: { type: "Campus" }, fund: { type: "Fund" }, person: { type: "Person" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/in_kind_donations/{id}", InKindDonation)

export {
  /** Removes an in kind donation. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: InKindDonation, list, get }
