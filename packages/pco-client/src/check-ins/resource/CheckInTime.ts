// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const checkInTimeShape = Resource.make("check-ins", "CheckInTime", {
  attributes: {
    alerts: Attribute.json,
    has_validated: Attribute.boolean,
    kind: Attribute.string,
    services_integrated: Attribute.boolean
  },
  relationships: {
    check_in: { to: "check-ins.CheckIn", required: true },
    event_time: { to: "check-ins.EventTime", required: false },
    location: { to: "check-ins.Location", required: false },
    pre_check: { to: "check-ins.PreCheck", required: false }
  },
  lenient: true
})

type Shape = typeof checkInTimeShape

/** The type of {@link CheckInTime}, by its name. */
export interface CheckInTime extends Shape {}

/**
 * One of the times and places that a check-in is for.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/check_in_time
 * @since 0.1.0
 * @category models
 */
export const CheckInTime: CheckInTime = checkInTimeShape
