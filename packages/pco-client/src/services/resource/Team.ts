// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const teamShape = Resource.make("services", "Team", {
  attributes: {
    // set where others are deleted: the record stays
    archived_at: Attribute.instant,
    assigned_directly: Attribute.boolean,
    created_at: Attribute.instant,
    default_prepare_notifications: Attribute.boolean,
    default_status: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    deleted_at: Attribute.instant,
    last_plan_from: Attribute.string,
    name: Attribute.string,
    rehearsal_team: Attribute.boolean,
    schedule_to: Attribute.string,
    secure_team: Attribute.boolean,
    sequence: Attribute.integer,
    stage_color: Attribute.string,
    stage_variant: Attribute.string,
    updated_at: Attribute.instant,
    viewers_see: Attribute.integer
  },
  relationships: {
    default_responds_to: { to: "services.Person", required: false },
    service_type: { to: "services.ServiceType", required: false },
    service_types: { to: "services.ServiceType", required: false, many: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof teamShape

/** The type of {@link Team}, by its name. */
export interface Team extends Shape {}

/**
 * People who help together.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/team
 * @since 0.1.0
 * @category models
 */
export const Team: Team = teamShape
