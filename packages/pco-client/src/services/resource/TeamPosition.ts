// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const teamPositionShape = Resource.make("services", "TeamPosition", {
  attributes: {
    name: Attribute.string,
    negative_tag_groups: Attribute.json,
    sequence: Attribute.integer,
    tag_groups: Attribute.json,
    tags: Attribute.json
  },
  relationships: {
    attachment_types: { to: "services.AttachmentType", required: false, many: true },
    tags: { to: "services.Tag", required: false, many: true },
    team: { to: "services.Team", required: true }
  },
  lenient: true
})

type Shape = typeof teamPositionShape

/** The type of {@link TeamPosition}, by its name. */
export interface TeamPosition extends Shape {}

/**
 * What a member of a team may be needed for.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/team_position
 * @since 0.1.0
 * @category models
 */
export const TeamPosition: TeamPosition = teamPositionShape
