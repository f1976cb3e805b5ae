// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const timePreferenceOptionShape = Resource.make("services", "TimePreferenceOption", {
  attributes: {
    created_at: Attribute.instant,
    day_of_week: Attribute.integer,
    description: Attribute.string,
    minute_of_day: Attribute.integer,
    sort_index: Attribute.string,
    starts_at: Attribute.instant,
    time_type: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof timePreferenceOptionShape

/** The type of {@link TimePreferenceOption}, by its name. */
export interface TimePreferenceOption extends Shape {}

/**
 * A time that people may prefer to be scheduled for.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/time_preference_option
 * @since 0.1.0
 * @category models
 */
export const TimePreferenceOption: TimePreferenceOption = timePreferenceOptionShape
