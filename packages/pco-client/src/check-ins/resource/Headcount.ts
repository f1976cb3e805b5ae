// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const headcountShape = Resource.make("check-ins", "Headcount", {
  attributes: { created_at: Attribute.instant, total: Attribute.integer, updated_at: Attribute.instant },
  relationships: {
    attendance_type: { to: "check-ins.AttendanceType", required: false },
    event_time: { to: "check-ins.EventTime", required: true }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof headcountShape

/** The type of {@link Headcount}, by its name. */
export interface Headcount extends Shape {}

/**
 * How many were counted of one kind at one time, without names.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/headcount
 * @since 0.1.0
 * @category models
 */
export const Headcount: Headcount = headcountShape
