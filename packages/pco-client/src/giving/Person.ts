// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"

export {
  /** Somebody who gives, or may. */
  Person
}

/** Every person. */
export const list = Endpoint.list("/giving/v2/people", Person, {
  filter: ["has_donated"],
  where: { first_name: "string", last_name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One person. */
export const get = Endpoint.get("/giving/v2/people/{id}", Person, { fields: true })

/** The `owner` of a batch, or `NotFound` where there is none. */
export const getOfBatch = Endpoint.get(
  "/giving/v2/batches/{batch_id}/owner",
  Person,
  { fields: true },
  { name: "giving.Person.getOfBatch", below: { batch_id: "giving.Batch" } }
)

/** The `owner` of a batch group, or `NotFound` where there is none. */
export const getOfBatchGroup = Endpoint.get(
  "/giving/v2/batch_groups/{batch_group_id}/owner",
  Person,
  { fields: true },
  { name: "giving.Person.getOfBatchGroup", below: { batch_group_id: "giving.BatchGroup" } }
)

/** The person of an in kind donation, or `NotFound` where there is none. */
export const getOfInKindDonation = Endpoint.get(
  "/giving/v2/in_kind_donations/{in_kind_donation_id}/person",
  Person,
  { fields: true },
  { name: "giving.Person.getOfInKindDonation", below: { in_kind_donation_id: "giving.InKindDonation" } }
)

/** The `joint_giver` of a pledge, or `NotFound` where there is none. */
export const getOfPledge = Endpoint.get(
  "/giving/v2/pledges/{pledge_id}/joint_giver",
  Person,
  { fields: true },
  { name: "giving.Person.getOfPledge", below: { pledge_id: "giving.Pledge" } }
)

/** Changes a person. */
export const update = Endpoint.update(
  "/giving/v2/people/{id}",
  Person,
  { attributes: { donor_number: Attribute.integer } },
  { repeatable: true }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Person, list, get }
