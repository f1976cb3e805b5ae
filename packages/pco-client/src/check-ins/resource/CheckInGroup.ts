// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const checkInGroupShape = Resource.make("check-ins", "CheckInGroup", {
  attributes: {
    check_ins_count: Attribute.integer,
    created_at: Attribute.instant,
    name_labels_count: Attribute.integer,
    // documented values: ready, printed, canceled, skipped
    print_status: Attribute.string,
    security_labels_count: Attribute.integer,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof checkInGroupShape

/** The type of {@link CheckInGroup}, by its name. */
export interface CheckInGroup extends Shape {}

/**
 * Check-ins made together at one station, whose labels are printed together.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/check_in_group
 * @since 0.1.0
 * @category models
 */
export const CheckInGroup: CheckInGroup = checkInGroupShape
