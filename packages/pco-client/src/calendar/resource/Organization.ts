// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("calendar", "Organization", {
  attributes: {
    calendar_starts_on: Attribute.string,
    // documented values: %d/%m/%Y, %m/%d/%Y
    date_format: Attribute.string,
    name: Attribute.string,
    // sent only where `fields` names it
    onboarding: Attribute.boolean,
    time_zone: Attribute.string,
    twenty_four_hour_time: Attribute.boolean
  },
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, with its settings for calendars.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
