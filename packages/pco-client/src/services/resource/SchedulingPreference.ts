// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const schedulingPreferenceShape = Resource.make("services", "SchedulingPreference", {
  attributes: { preference: Attribute.string },
  relationships: { household_member: { to: "services.Person", required: false } },
  lenient: true
})

type Shape = typeof schedulingPreferenceShape

/** The type of {@link SchedulingPreference}, by its name. */
export interface SchedulingPreference extends Shape {}

/**
 * With whom of the household a person would like to be scheduled.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/scheduling_preference
 * @since 0.1.0
 * @category models
 */
export const SchedulingPreference: SchedulingPreference = schedulingPreferenceShape
