// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const teamLeaderShape = Resource.make("services", "TeamLeader", {
  attributes: {
    send_responses_for_accepts: Attribute.boolean,
    send_responses_for_blockouts: Attribute.boolean,
    send_responses_for_declines: Attribute.boolean
  },
  relationships: { person: { to: "services.Person", required: true }, team: { to: "services.Team", required: true } },
  lenient: true
})

type Shape = typeof teamLeaderShape

/** The type of {@link TeamLeader}, by its name. */
export interface TeamLeader extends Shape {}

/**
 * That a person leads a team.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/team_leader
 * @since 0.1.0
 * @category models
 */
export const TeamLeader: TeamLeader = teamLeaderShape
