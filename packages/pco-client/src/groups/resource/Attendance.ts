// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const attendanceShape = Resource.make("groups", "Attendance", {
  attributes: {
    attended: Attribute.boolean,
    // documented values: member, leader, visitor, applicant
    role: Attribute.string
  },
  relationships: { event: { to: "groups.Event", required: true }, person: { to: "groups.Person", required: false } },
  lenient: true
})

type Shape = typeof attendanceShape

/** The type of {@link Attendance}, by its name. */
export interface Attendance extends Shape {}

/**
 * Whether one person was at one event of a group.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/attendance
 * @since 0.1.0
 * @category models
 */
export const Attendance: Attendance = attendanceShape
