// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const scheduleShape = Resource.make("services", "Schedule", {
  attributes: {
    can_accept_partial: Attribute.boolean,
    can_accept_partial_one_time: Attribute.boolean,
    can_rehearse: Attribute.boolean,
    dates: Attribute.string,
    decline_reason: Attribute.string,
    organization_name: Attribute.string,
    organization_time_zone: Attribute.string,
    // documented as text, and as true or false wherever else it is
    organization_twenty_four_hour_time: Attribute.json,
    person_name: Attribute.string,
    plan_visible: Attribute.boolean,
    plan_visible_to_me: Attribute.boolean,
    position_display_times: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    reschedule_declines: Attribute.string,
    responds_to_name: Attribute.string,
    service_type_name: Attribute.string,
    short_dates: Attribute.string,
    // the sort_date of its plan, which is local time labelled as UTC: never compare it with a moment
    sort_date: Attribute.string,
    status: Attribute.string,
    team_name: Attribute.string,
    team_position_name: Attribute.string
  },
  relationships: {
    organization: { to: "services.Organization", required: false },
    person: { to: "services.Person", required: true },
    plan: { to: "services.Plan", required: true },
    plan_person: { to: "services.PlanPerson", required: false },
    responds_to_person: { to: "services.Person", required: false },
    service_type: { to: "services.ServiceType", required: false },
    team: { to: "services.Team", required: false },
    times: { to: "services.PlanTime", required: false, many: true }
  },
  lenient: true
})

type Shape = typeof scheduleShape

/** The type of {@link Schedule}, by its name. */
export interface Schedule extends Shape {}

/**
 * A plan as the person sees it who is scheduled for it.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/schedule
 * @since 0.1.0
 * @category models
 */
export const Schedule: Schedule = scheduleShape
