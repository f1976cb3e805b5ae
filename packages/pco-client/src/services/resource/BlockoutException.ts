// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const blockoutExceptionShape = Resource.make("services", "BlockoutException", {
  attributes: { created_at: Attribute.instant, date: Attribute.date, updated_at: Attribute.instant },
  relationships: { blockout: { to: "services.Blockout", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof blockoutExceptionShape

/** The type of {@link BlockoutException}, by its name. */
export interface BlockoutException extends Shape {}

/**
 * A day that a repeating blockout does not cover.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/blockout_exception
 * @since 0.1.0
 * @category models
 */
export const BlockoutException: BlockoutException = blockoutExceptionShape
