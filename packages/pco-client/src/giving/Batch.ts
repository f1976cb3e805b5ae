// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Batch } from "./resource/Batch.ts"
import { BatchGroup } from "./resource/BatchGroup.ts"
import { Person } from "./resource/Person.ts"

export { money } from "./resource/Batch.ts"

export {
  /** Donations that are entered together and then committed. */
  Batch
}

const include = { batch_group: BatchGroup, "batch_group.owner": Person, owner: Person }

const capabilities = {
  include,
  order: ["updated_at"],
  where: { updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every batch. */
export const list = Endpoint.list("/giving/v2/batches", Batch, {
  ...capabilities,
  filter: ["committed", "in_progress"]
})

/** One batch. */
export const get = Endpoint.get("/giving/v2/batches/{id}", Batch, { include, fields: true })

/** The batches of a batch group. */
export const listOfBatchGroup = Endpoint.list(
  "/giving/v2/batch_groups/{batch_group_id}/batches",
  Batch,
  { ...capabilities, filter: ["committed", "in_progress"] },
  { name: "giving.Batch.listOfBatchGroup", below: { batch_group_id: "giving.BatchGroup" } }
)

/** The batches of a person. */
export const listOfPerson = Endpoint.list(
  "/giving/v2/people/{person_id}/batches",
  Batch,
  { ...capabilities, filter: ["committed", "in_progress"] },
  { name: "giving.Batch.listOfPerson", below: { person_id: "giving.Person" } }
)

/** Makes a batch. */
export const create = Endpoint.create("/giving/v2/batches", Batch, {
  attributes: { description: Attribute.string },
  relationships: { batch_group: { type: "BatchGroup" } }
})

/** Changes a batch. */
export const update = Endpoint.update(
  "/giving/v2/batches/{id}",
  Batch,
  { attributes: { description: Attribute.string }, relationships: { batch_group: { type: "BatchGroup" } } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/batches/{id}", Batch)

export {
  /**
   * Removes a batch. This goes on behind the scenes: until it is done, the batch is there with the status `updating`.
   */
  destroy as delete
}

/** Commits a batch that is in progress; until that is done, its status is `updating`. */
export const commit = Endpoint.action("/giving/v2/batches/{batch_id}/commit", {
  name: "giving.Batch.commit",
  below: { batch_id: "giving.Batch" },
  resource: Batch
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Batch, list, get }
