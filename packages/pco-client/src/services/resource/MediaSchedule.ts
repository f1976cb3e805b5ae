// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const mediaScheduleShape = Resource.make("services", "MediaSchedule", {
  attributes: {
    plan_dates: Attribute.string,
    plan_short_dates: Attribute.string,
    plan_sort_date: Attribute.instant,
    service_type_name: Attribute.string
  },
  relationships: {
    plan: { to: "services.Plan", required: false },
    service_type: { to: "services.ServiceType", required: false }
  },
  lenient: true
})

type Shape = typeof mediaScheduleShape

/** The type of {@link MediaSchedule}, by its name. */
export interface MediaSchedule extends Shape {}

/**
 * When something of the media library was used.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/media_schedule
 * @since 0.1.0
 * @category models
 */
export const MediaSchedule: MediaSchedule = mediaScheduleShape
