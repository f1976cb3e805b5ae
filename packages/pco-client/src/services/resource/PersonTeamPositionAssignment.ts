// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personTeamPositionAssignmentShape = Resource.make("services", "PersonTeamPositionAssignment", {
  attributes: {
    created_at: Attribute.instant,
    preferred_weeks: Attribute.json,
    schedule_preference: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    person: { to: "services.Person", required: true },
    team_position: { to: "services.TeamPosition", required: true },
    time_preference_options: { to: "services.TimePreferenceOption", required: false, many: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof personTeamPositionAssignmentShape

/** The type of {@link PersonTeamPositionAssignment}, by its name. */
export interface PersonTeamPositionAssignment extends Shape {}

/**
 * That a person fills a position of a team, and how often.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/person_team_position_assignment
 * @since 0.1.0
 * @category models
 */
export const PersonTeamPositionAssignment: PersonTeamPositionAssignment = personTeamPositionAssignmentShape
