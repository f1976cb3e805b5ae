// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const blockoutShape = Resource.make("services", "Blockout", {
  attributes: {
    created_at: Attribute.instant,
    description: Attribute.string,
    ends_at: Attribute.instant,
    group_identifier: Attribute.string,
    organization_name: Attribute.string,
    reason: Attribute.string,
    // documented values: no_repeat, every_1, every_2, every_3, every_4, every_5, every_6, every_7, every_8
    repeat_frequency: Attribute.string,
    // documented values: exact_day_of_month, week_of_month_1, week_of_month_2, week_of_month_3, week_of_month_4,
    // week_of_month_last
    repeat_interval: Attribute.string,
    // documented values: daily, weekly, monthly, yearly
    repeat_period: Attribute.string,
    repeat_until: Attribute.date,
    settings: Attribute.string,
    share: Attribute.boolean,
    starts_at: Attribute.instant,
    time_zone: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    organization: { to: "services.Organization", required: false },
    person: { to: "services.Person", required: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof blockoutShape

/** The type of {@link Blockout}, by its name. */
export interface Blockout extends Shape {}

/**
 * Days on which a person cannot be scheduled, perhaps again and again.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/blockout
 * @since 0.1.0
 * @category models
 */
export const Blockout: Blockout = blockoutShape
