// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const songScheduleShape = Resource.make("services", "SongSchedule", {
  attributes: {
    arrangement_name: Attribute.string,
    key_name: Attribute.string,
    plan_dates: Attribute.string,
    plan_sort_date: Attribute.string,
    plan_visible: Attribute.boolean,
    service_type_name: Attribute.string
  },
  relationships: {
    arrangement: { to: "services.Arrangement", required: false },
    item: { to: "services.Item", required: false },
    key: { to: "services.Key", required: false },
    plan: { to: "services.Plan", required: false },
    service_type: { to: "services.ServiceType", required: false }
  },
  lenient: true
})

type Shape = typeof songScheduleShape

/** The type of {@link SongSchedule}, by its name. */
export interface SongSchedule extends Shape {}

/**
 * A plan that a song is or was scheduled for.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/song_schedule
 * @since 0.1.0
 * @category models
 */
export const SongSchedule: SongSchedule = songScheduleShape
