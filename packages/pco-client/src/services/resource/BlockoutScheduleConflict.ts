// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const blockoutScheduleConflictShape = Resource.make("services", "BlockoutScheduleConflict", {
  attributes: {
    can_accept_partial: Attribute.boolean,
    dates: Attribute.string,
    organization_name: Attribute.string,
    person_avatar: Attribute.string,
    person_name: Attribute.string,
    position_display_times: Attribute.string,
    service_type_name: Attribute.string,
    short_dates: Attribute.string,
    sort_date: Attribute.instant,
    status: Attribute.string,
    team_name: Attribute.string,
    team_position_name: Attribute.string
  },
  relationships: {
    organization: { to: "services.Organization", required: false },
    person: { to: "services.Person", required: false },
    plan: { to: "services.Plan", required: false },
    plan_person: { to: "services.PlanPerson", required: false },
    service_type: { to: "services.ServiceType", required: false }
  },
  lenient: true
})

type Shape = typeof blockoutScheduleConflictShape

/** The type of {@link BlockoutScheduleConflict}, by its name. */
export interface BlockoutScheduleConflict extends Shape {}

/**
 * A plan that a person is scheduled for in spite of a blockout.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/blockout_schedule_conflict
 * @since 0.1.0
 * @category models
 */
export const BlockoutScheduleConflict: BlockoutScheduleConflict = blockoutScheduleConflictShape
