// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attendanceTypeShape = Resource.make("check-ins", "AttendanceType", {
  attributes: {
    color: Attribute.string,
    created_at: Attribute.instant,
    limit: Attribute.integer,
    name: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { event: { to: "check-ins.Event", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof attendanceTypeShape

/** The type of {@link AttendanceType}, by its name. */
export interface AttendanceType extends Shape {}

/**
 * A kind of attendance that an event counts by heads.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/attendance_type
 * @since 0.1.0
 * @category models
 */
export const AttendanceType: AttendanceType = attendanceTypeShape
