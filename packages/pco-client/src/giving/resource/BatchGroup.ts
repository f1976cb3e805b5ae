// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const batchGroupShape = Resource.make("giving", "BatchGroup", {
  attributes: {
    committed: Attribute.boolean,
    created_at: Attribute.instant,
    description: Attribute.string,
    // `updating` while a commit or a deletion is under way
    status: Attribute.string,
    total_cents: Attribute.integer,
    total_currency: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof batchGroupShape

/** The type of {@link BatchGroup}, by its name. */
export interface BatchGroup extends Shape {}

/**
 * Batches that are committed together.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/batch_group
 * @since 0.1.0
 * @category models
 */
export const BatchGroup: BatchGroup = batchGroupShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { total_cents: "total_currency" } as const
