// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const planPersonShape = Resource.make("services", "PlanPerson", {
  attributes: {
    can_accept_partial: Attribute.boolean,
    created_at: Attribute.instant,
    decline_reason: Attribute.string,
    name: Attribute.string,
    notes: Attribute.string,
    notification_changed_at: Attribute.instant,
    notification_changed_by_name: Attribute.string,
    notification_prepared_at: Attribute.instant,
    notification_read_at: Attribute.instant,
    notification_sender_name: Attribute.string,
    notification_sent_at: Attribute.instant,
    photo_thumbnail: Attribute.string,
    prepare_notification: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    scheduled_by_is_eligible_for_responds_to: Attribute.boolean,
    // sent only where `fields` names it
    scheduled_by_name: Attribute.string,
    status: Attribute.string,
    status_updated_at: Attribute.instant,
    team_position_name: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    person: { to: "services.Person", required: true },
    plan: { to: "services.Plan", required: false },
    responds_to: { to: "services.Person", required: false },
    scheduled_by: { to: "services.Person", required: false },
    service_times: { to: "services.PlanTime", required: false, many: true },
    service_type: { to: "services.ServiceType", required: false },
    team: { to: "services.Team", required: false },
    time_preference_options: { to: "services.TimePreferenceOption", required: false, many: true },
    times: { to: "services.PlanTime", required: false, many: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof planPersonShape

/** The type of {@link PlanPerson}, by its name. */
export interface PlanPerson extends Shape {}

/**
 * That a person is scheduled for a plan, and whether they will come.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/plan_person
 * @since 0.1.0
 * @category models
 */
export const PlanPerson: PlanPerson = planPersonShape
