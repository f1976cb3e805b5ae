// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const blockoutDateShape = Resource.make("services", "BlockoutDate", {
  attributes: {
    ends_at: Attribute.instant,
    ends_at_utc: Attribute.instant,
    group_identifier: Attribute.string,
    reason: Attribute.string,
    share: Attribute.boolean,
    starts_at: Attribute.instant,
    starts_at_utc: Attribute.instant,
    time_zone: Attribute.string
  },
  relationships: {
    blockout: { to: "services.Blockout", required: true },
    person: { to: "services.Person", required: false }
  },
  lenient: true
})

type Shape = typeof blockoutDateShape

/** The type of {@link BlockoutDate}, by its name. */
export interface BlockoutDate extends Shape {}

/**
 * One stretch of time that a blockout covers.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/blockout_date
 * @since 0.1.0
 * @category models
 */
export const BlockoutDate: BlockoutDate = blockoutDateShape
