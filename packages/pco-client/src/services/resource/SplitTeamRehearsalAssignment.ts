// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const splitTeamRehearsalAssignmentShape = Resource.make("services", "SplitTeamRehearsalAssignment", {
  attributes: { schedule_special_service_times: Attribute.boolean },
  relationships: {
    team: { to: "services.Team", required: false },
    time_preference_options: { to: "services.TimePreferenceOption", required: false, many: true }
  },
  lenient: true
})

type Shape = typeof splitTeamRehearsalAssignmentShape

/** The type of {@link SplitTeamRehearsalAssignment}, by its name. */
export interface SplitTeamRehearsalAssignment extends Shape {}

/**
 * That a team comes to a rehearsal by itself.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/split_team_rehearsal_assignment
 * @since 0.1.0
 * @category models
 */
export const SplitTeamRehearsalAssignment: SplitTeamRehearsalAssignment = splitTeamRehearsalAssignmentShape
