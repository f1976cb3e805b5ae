// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const neededPositionShape = Resource.make("services", "NeededPosition", {
  attributes: { quantity: Attribute.integer, scheduled_to: Attribute.string, team_position_name: Attribute.string },
  relationships: {
    plan: { to: "services.Plan", required: true },
    team: { to: "services.Team", required: false },
    time: { to: "services.PlanTime", required: false },
    time_preference_option: { to: "services.TimePreferenceOption", required: false }
  },
  lenient: true
})

type Shape = typeof neededPositionShape

/** The type of {@link NeededPosition}, by its name. */
export interface NeededPosition extends Shape {}

/**
 * How many people a plan still needs for a position.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/needed_position
 * @since 0.1.0
 * @category models
 */
export const NeededPosition: NeededPosition = neededPositionShape
