// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const planTimeShape = Resource.make("services", "PlanTime", {
  attributes: {
    created_at: Attribute.instant,
    ends_at: Attribute.instant,
    live_ends_at: Attribute.instant,
    live_starts_at: Attribute.instant,
    name: Attribute.string,
    recorded: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    scheduled_team_ids: Attribute.json,
    starts_at: Attribute.instant,
    team_reminders: Attribute.json,
    // documented values: rehearsal, service, other
    time_type: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    assigned_positions: { to: "services.TeamPosition", required: false, many: true },
    assigned_teams: { to: "services.Team", required: false, many: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof planTimeShape

/** The type of {@link PlanTime}, by its name. */
export interface PlanTime extends Shape {}

/**
 * A time of a plan: the service itself, a rehearsal, or another.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/plan_time
 * @since 0.1.0
 * @category models
 */
export const PlanTime: PlanTime = planTimeShape
