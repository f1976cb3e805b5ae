// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const serviceTimeShape = Resource.make("people", "ServiceTime", {
  attributes: {
    // documented values: sunday, monday, tuesday, wednesday, thursday, friday, saturday
    day: Attribute.string,
    description: Attribute.string,
    start_time: Attribute.integer
  },
  relationships: {
    campus: { to: "people.Campus", required: true },
    organization: { to: "people.Organization", required: false }
  },
  lenient: true
})

type Shape = typeof serviceTimeShape

/** The type of {@link ServiceTime}, by its name. */
export interface ServiceTime extends Shape {}

/**
 * When a campus meets in the week.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/service_time
 * @since 0.1.0
 * @category models
 */
export const ServiceTime: ServiceTime = serviceTimeShape
