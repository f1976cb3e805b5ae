// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { BatchGroup } from "./resource/BatchGroup.ts"
import { Person } from "./resource/Person.ts"

export { money } from "./resource/BatchGroup.ts"

export {
  /** Batches that are committed together. */
  BatchGroup
}

const include = { owner: Person }

const capabilities = {
  include,
  order: ["updated_at"],
  where: { updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every batch group. */
export const list = Endpoint.list("/giving/v2/batch_groups", BatchGroup, {
  ...capabilities,
  filter: ["committed", "in_progress"]
})

/** One batch group. */
export const get = Endpoint.get("/giving/v2/batch_groups/{id}", BatchGroup, { include, fields: true })

/** The batch group of a batch, or `NotFound` where there is none. */
export const getOfBatch = Endpoint.get(
  "/giving/v2/batches/{batch_id}/batch_group",
  BatchGroup,
  { include, fields: true },
  { name: "giving.BatchGroup.getOfBatch", below: { batch_id: "giving.Batch" } }
)

/** The batch groups of a person. */
export const listOfPerson = Endpoint.list(
  "/giving/v2/people/{person_id}/batch_groups",
  BatchGroup,
  { ...capabilities, filter: ["committed", "in_progress"] },
  { name: "giving.BatchGroup.listOfPerson", below: { person_id: "giving.Person" } }
)

/** Makes a batch group. */
export const create = Endpoint.create("/giving/v2/batch_groups", BatchGroup, {
  attributes: { description: Attribute.string }
})

/** Changes a batch group. */
export const update = Endpoint.update(
  "/giving/v2/batch_groups/{id}",
  BatchGroup,
  { attributes: { description: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/batch_groups/{id}", BatchGroup)

export {
  /**
   * Removes a batch group. This goes on behind the scenes: until it is done, the group is there with the status
   * `updating`.
   */
  destroy as delete
}

/** Commits a group of batches that is in progress; until that is done, its status is `updating`. */
export const commit = Endpoint.action("/giving/v2/batch_groups/{batch_group_id}/commit", {
  name: "giving.BatchGroup.commit",
  below: { batch_group_id: "giving.BatchGroup" },
  resource: BatchGroup
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: BatchGroup, list, get }
