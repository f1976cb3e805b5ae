// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const batchShape = Resource.make("giving", "Batch", {
  attributes: {
    committed_at: Attribute.instant,
    created_at: Attribute.instant,
    description: Attribute.string,
    // sent only where `fields` names it
    donations_count: Attribute.integer,
    // `updating` while a commit or a deletion is under way
    status: Attribute.string,
    total_cents: Attribute.integer,
    total_currency: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { batch_group: { to: "giving.BatchGroup", required: false } },
  webhooks: { created: "giving.v2.events.batch.created", updated: "giving.v2.events.batch.updated" },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof batchShape

/** The type of {@link Batch}, by its name. */
export interface Batch extends Shape {}

/**
 * Donations that are entered together and then committed.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/batch
 * @since 0.1.0
 * @category models
 */
export const Batch: Batch = batchShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { total_cents: "total_currency" } as const
