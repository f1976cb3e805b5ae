// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attendanceShape = Resource.make("services", "Attendance", {
  attributes: {
    check_ins_event_id: Attribute.id,
    check_ins_event_period_id: Attribute.id,
    checked_in_at: Attribute.instant
  },
  relationships: {
    plan_person: { to: "services.PlanPerson", required: false },
    plan_time: { to: "services.PlanTime", required: false }
  },
  lenient: true
})

type Shape = typeof attendanceShape

/** The type of {@link Attendance}, by its name. */
export interface Attendance extends Shape {}

/**
 * Whether somebody who was scheduled did come.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/attendance
 * @since 0.1.0
 * @category models
 */
export const Attendance: Attendance = attendanceShape
